import { Controller, Get } from '@nestjs/common';
import { HealthCheck, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import type { HealthCheckResult } from '@nestjs/terminus';
import { Readiness } from './readiness.js';

/**
 * `/health/live`   200 while the process can answer at all; anything else means: start it anew
 * `/health/ready`  200 when all it depends on works, else 503 and which part does not
 */
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly readiness: Readiness,
  ) {}

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @HealthCheck()
  async ready(): Promise<HealthCheckResult> {
    const findings = await this.readiness.look();
    return this.health.check(
      findings.map((finding) => () => {
        const indicator = this.indicators.check(finding.name);
        return finding.ready ? indicator.up() : indicator.down({ reason: finding.reason });
      }),
    );
  }
}
