import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Metrics } from './metrics.js';

/** `/metrics` in the text form of Prometheus. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  async print(@Res() response: Response): Promise<void> {
    response.type(this.metrics.contentType).send(await this.metrics.print());
  }
}
