import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller.js';
import { Logger } from './logger.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

/** Logger, Metrics and Readiness for every provider of a service, and the three endpoints that show them. */
@Global()
@Module({})
export class ObservabilityModule {
  static forService({ service, logger }: { service: string; logger: Logger }): DynamicModule {
    return {
      module: ObservabilityModule,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: Logger, useValue: logger },
        { provide: Metrics, useValue: new Metrics(service) },
        Readiness,
      ],
      exports: [Logger, Metrics, Readiness],
    };
  }
}
