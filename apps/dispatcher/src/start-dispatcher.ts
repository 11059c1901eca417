import { openClock } from '#libs/clock/open-clock.js';
import { environment } from '#libs/config/environment.js';
import { createLogger } from '#libs/observability/pino.logger.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { loadRoster } from '#libs/roster/load-roster.js';
import { transportStrategy } from '#libs/messaging/messaging.module.js';
import type { RunningService } from '#libs/runtime/running-service.js';
import { requireDatabaseUrl } from '#libs/config/require-database-url.js';
import type { ServiceHost } from '#libs/runtime/service-host.js';
import { startService } from '#libs/runtime/start-service.js';
import { vaultOptions } from '#libs/vault/vault-options.js';
import type { DispatcherConfig } from './dispatcher.config.js';
import { DispatcherModule } from './dispatcher.module.js';
import { loadOutgoingPlan } from './outgoing/load-outgoing-plan.js';

/** Starts the dispatcher. Throws ConfigurationFault, one line a fault, before anything is opened. */
export async function startDispatcher(
  config: DispatcherConfig,
  host: ServiceHost = { embeddedDatabase: false },
): Promise<RunningService> {
  const databaseUrl = requireDatabaseUrl(config);
  const logger = createLogger({
    service: 'dispatcher',
    level: config.REDRESS_LOG_LEVEL,
    destination: config.REDRESS_LOG_TO,
  });
  const presets = loadPresets(config.REDRESS_PRESETS);
  const roster = loadRoster(config.REDRESS_ROSTER);
  const outgoing = loadOutgoingPlan(config.REDRESS_OUTGOING, host.environment ?? environment());
  const clock = await openClock(config.REDRESS_CLOCK, { url: databaseUrl, nodeEnv: config.NODE_ENV, logger });
  return startService({
    name: 'dispatcher',
    config,
    http: { host: config.DISPATCHER_HTTP_HOST, port: config.DISPATCHER_HTTP_PORT },
    module: DispatcherModule.of({
      config,
      databaseUrl,
      vault: { ...vaultOptions(config, host.embeddedDatabase, logger), sweeps: true },
      clock,
      presets,
      roster,
      outgoing,
      passing: host.passing,
    }),
    transport: transportStrategy,
  });
}
