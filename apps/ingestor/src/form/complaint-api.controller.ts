import { Controller, Get, Header } from '@nestjs/common';
import { complaintApi } from './complaint-api.js';
import { complaintApiPage } from './complaint-api.page.js';

/** Tells those who build websites and apps what the form interface takes. */
@Controller('intake')
export class ComplaintApiController {
  private readonly api = complaintApi();

  @Get('openapi.json')
  document(): object {
    return this.api;
  }

  @Get('docs')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
  page(): string {
    return complaintApiPage(this.api);
  }
}
