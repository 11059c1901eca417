import 'reflect-metadata';
import { MikroORM } from '@mikro-orm/core';
import { Module } from '@nestjs/common';
import type { DynamicModule, INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from '#libs/observability/logger.js';
import { Metrics } from '#libs/observability/metrics.js';
import { NestLogger } from '#libs/observability/nest.logger.js';
import { ObservabilityModule } from '#libs/observability/observability.module.js';
import { createLogger } from '#libs/observability/pino.logger.js';
import type { LogLevel } from '#libs/observability/pino.logger.js';
import { Readiness } from '#libs/observability/readiness.js';
import type { RunningService } from './running-service.js';
import { RuntimeModule } from './runtime.module.js';
import { Shutdown } from './shutdown.js';

/** The part of a service's configuration that is read here. */
export interface RuntimeConfig {
  readonly REDRESS_LOG_LEVEL: LogLevel;
  /** `stdout`, `stderr` or a file. */
  readonly REDRESS_LOG_TO: string;
}

export interface StartServiceOptions {
  readonly name: string;
  /** The service's own module; Logger, Metrics, Readiness and Shutdown can be injected everywhere in it. */
  readonly module: Type | DynamicModule;
  /** Where health, metrics and the service's own endpoints are served. Port 0 takes a free one. Left out: nowhere. */
  readonly http?: { readonly port: number; readonly host: string };
  readonly config: RuntimeConfig;
  /** Where messages come from. Left out: the service handles none. */
  readonly transport?: (app: INestApplication) => CustomTransportStrategy;
  /** Body limits and the like, before it listens. */
  readonly configure?: (app: NestExpressApplication) => void;
}

/**
 * Starts one service in this process: its container, its message handlers, then its HTTP endpoints. Several may run in
 * one process; they share nothing. Throws what made the start fail, with everything that had begun stopped again.
 */
export async function startService(options: StartServiceOptions): Promise<RunningService> {
  const { name, config, http } = options;
  const logger = createLogger({ service: name, level: config.REDRESS_LOG_LEVEL, destination: config.REDRESS_LOG_TO });
  const app = await NestFactory.create<NestExpressApplication>(rootModule(options, logger), {
    logger: new NestLogger(logger),
    abortOnError: false,
    forceCloseConnections: true,
    rawBody: true,
  });
  const service = new StartedService(name, app, logger);
  try {
    app.disable('x-powered-by');
    options.configure?.(app);
    watchDatabase(app);
    if (options.transport !== undefined) {
      app.connectMicroservice({ strategy: options.transport(app) }, { inheritAppConfig: true });
      // The modules' own start comes first: a handler must find its service ready.
      await app.init();
      await app.startAllMicroservices();
    }
    if (http === undefined) {
      await app.init();
    } else {
      app.get(Metrics).observeProcess();
      await app.listen(http.port, http.host);
      service.url = await app.getUrl();
    }
  } catch (error) {
    await service.close().catch((failure: unknown) => {
      logger.error({ error: failure }, 'What had begun could not be stopped again');
    });
    throw error;
  }
  logger.info({ url: service.url }, `${name} is ready`);
  return service;
}

@Module({})
class ServiceRoot {}

function rootModule({ name, module }: StartServiceOptions, logger: Logger): DynamicModule {
  return {
    module: ServiceRoot,
    imports: [ObservabilityModule.forService({ service: name, logger }), RuntimeModule, module],
  };
}

/** A service with a database is ready only while that answers. */
function watchDatabase(app: INestApplication): void {
  const orm = optional(() => app.get<MikroORM>(MikroORM, { strict: false }));
  if (orm !== null) {
    app.get(Readiness).register('database', async () => {
      await orm.em.fork().getConnection().execute('select 1');
    });
  }
}

function optional<Value>(get: () => Value): Value | null {
  try {
    return get();
  } catch {
    return null;
  }
}

class StartedService implements RunningService {
  url: string | null = null;
  private closing: Promise<void> | null = null;

  constructor(
    readonly name: string,
    private readonly app: INestApplication,
    private readonly logger: Logger,
  ) {}

  close(): Promise<void> {
    this.closing ??= this.stop();
    return this.closing;
  }

  private async stop(): Promise<void> {
    this.app.get(Readiness).announceStop();
    const failures = await this.app.get(Shutdown).run();
    await this.app.close().catch((cause: unknown) => {
      failures.push(new Error('the container did not close', { cause }));
    });
    if (failures.length > 0) {
      throw new AggregateError(
        failures,
        `${this.name} stopped with failures: ${failures.map((f) => f.message).join('; ')}`,
      );
    }
    this.logger.info({}, `${this.name} has stopped`);
  }
}
