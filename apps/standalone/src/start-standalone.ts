import { startClassifier } from '#apps/classifier/src/start-classifier.js';
import { startDispatcher } from '#apps/dispatcher/src/start-dispatcher.js';
import { startIngestor } from '#apps/ingestor/src/start-ingestor.js';
import type { RunningIngestor } from '#apps/ingestor/src/start-ingestor.js';
import { startWatchdog } from '#apps/watchdog/src/start-watchdog.js';
import type { Environment } from '#libs/config/environment.js';
import type { Service } from '#libs/contracts/vocabulary.js';
import type { Logger } from '#libs/observability/logger.js';
import { createLogger } from '#libs/observability/pino.logger.js';
import type { RunningService } from '#libs/runtime/running-service.js';
import { prepareDatabase } from './prepare-database.js';
import type { PreparedDatabase } from './prepare-database.js';
import { ServiceGroup } from './service-group.js';
import type { ServiceStart } from './service-group.js';
import { readStandaloneConfig } from './standalone.config.js';
import type { StandaloneConfig } from './standalone.config.js';

/** All services in one process, and the database if none was given. */
export class Standalone implements RunningService {
  readonly name = 'standalone';
  private readonly services: ServiceGroup;
  private ingestor: RunningIngestor | null = null;
  private closing: Promise<void> | null = null;

  private constructor(
    readonly config: StandaloneConfig,
    private readonly environment: Environment,
    private readonly database: PreparedDatabase,
    private readonly logger: Logger,
  ) {
    this.services = new ServiceGroup(this.starts());
  }

  /**
   * Brings the database up to date, then starts all services. Throws what made the start fail, with all stopped again.
   * ConfigurationFault has the faults of all services at once.
   */
  static async start(env: Environment): Promise<Standalone> {
    const config = readStandaloneConfig(env);
    const { REDRESS_LOG_LEVEL: level, REDRESS_LOG_TO: destination } = config.ingestor;
    const logger = createLogger({ service: 'standalone', level, destination });
    const standalone = new Standalone(config, env, await prepareDatabase(config.ingestor, logger), logger);
    try {
      await standalone.services.startAll();
    } catch (error) {
      await standalone.database.stop().catch((failure: unknown) => {
        logger.error({ error: failure }, 'The database could not be stopped');
      });
      throw error;
    }
    return standalone;
  }

  /** Where the ingestor takes webhooks and forms. */
  get url(): string | null {
    return this.services.urlOf('ingestor');
  }

  /** Where a mail can be handed in; null when the SMTP listener is off. */
  get smtp(): RunningIngestor['smtp'] {
    return this.ingestor?.smtp ?? null;
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  get embeddedDatabase(): boolean {
    return this.database.embedded;
  }

  async startOne(service: Service): Promise<void> {
    await this.services.start(service);
  }

  async stopOne(service: Service): Promise<void> {
    await this.services.stop(service);
  }

  close(): Promise<void> {
    this.closing ??= this.stop();
    return this.closing;
  }

  private starts(): ReadonlyMap<Service, ServiceStart> {
    const given = { DATABASE_URL: this.database.url };
    const host = { embeddedDatabase: this.database.embedded, environment: this.environment };
    const { dispatcher, classifier, ingestor, watchdog } = this.config;
    return new Map<Service, ServiceStart>([
      ['watchdog', () => startWatchdog({ ...watchdog, ...given })],
      ['dispatcher', () => startDispatcher({ ...dispatcher, ...given }, host)],
      ['classifier', () => startClassifier({ ...classifier, ...given }, host)],
      [
        'ingestor',
        async () => {
          this.ingestor = await startIngestor({ ...ingestor, ...given }, host);
          return this.ingestor;
        },
      ],
    ]);
  }

  private async stop(): Promise<void> {
    const failures = await this.services.stopAll();
    await this.database.stop().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) {
      throw new AggregateError(failures, `not everything stopped: ${failures.map(String).join('; ')}`);
    }
    this.logger.info({}, 'All has stopped');
  }
}
