import { openClock } from '#libs/clock/open-clock.js';
import { requireDatabaseUrl } from '#libs/config/require-database-url.js';
import { transportStrategy } from '#libs/messaging/messaging.module.js';
import { createLogger } from '#libs/observability/pino.logger.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import type { RunningService } from '#libs/runtime/running-service.js';
import { startService } from '#libs/runtime/start-service.js';
import type { WatchdogConfig } from './watchdog.config.js';
import { WatchdogModule } from './watchdog.module.js';

/** Starts the watchdog. Throws ConfigurationFault, one line a fault, before anything is opened. */
export async function startWatchdog(config: WatchdogConfig): Promise<RunningService> {
  const databaseUrl = requireDatabaseUrl(config);
  const logger = createLogger({
    service: 'watchdog',
    level: config.REDRESS_LOG_LEVEL,
    destination: config.REDRESS_LOG_TO,
  });
  const { book } = loadPresets(config.REDRESS_PRESETS);
  const clock = await openClock(config.REDRESS_CLOCK, { url: databaseUrl, nodeEnv: config.NODE_ENV, logger });
  return startService({
    name: 'watchdog',
    config,
    http: { host: config.WATCHDOG_HTTP_HOST, port: config.WATCHDOG_HTTP_PORT },
    module: WatchdogModule.of({ config, databaseUrl, clock, presets: book }),
    transport: transportStrategy,
  });
}
