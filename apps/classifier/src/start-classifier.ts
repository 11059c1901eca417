import { openClock } from '#libs/clock/open-clock.js';
import { requireDatabaseUrl } from '#libs/config/require-database-url.js';
import { transportStrategy } from '#libs/messaging/messaging.module.js';
import { createLogger } from '#libs/observability/pino.logger.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { loadCustomers } from '#libs/roster/load-customers.js';
import { loadRoster } from '#libs/roster/load-roster.js';
import type { RunningService } from '#libs/runtime/running-service.js';
import type { ServiceHost } from '#libs/runtime/service-host.js';
import { startService } from '#libs/runtime/start-service.js';
import { vaultOptions } from '#libs/vault/vault-options.js';
import type { ClassifierConfig } from './classifier.config.js';
import { ClassifierModule } from './classifier.module.js';
import { loadReasoning } from './intake/load-reasoning.js';
import { companyWords } from './opinion/company-words.js';
import { opinionSettingsOf } from './opinion/opinion-settings.js';

/** Starts the classifier. Throws ConfigurationFault, one line a fault, before anything is opened. */
export async function startClassifier(
  config: ClassifierConfig,
  host: ServiceHost = { embeddedDatabase: false },
): Promise<RunningService> {
  const databaseUrl = requireDatabaseUrl(config);
  const logger = createLogger({
    service: 'classifier',
    level: config.REDRESS_LOG_LEVEL,
    destination: config.REDRESS_LOG_TO,
  });
  const presets = loadPresets(config.REDRESS_PRESETS);
  const reasoning = loadReasoning({
    rules: config.REDRESS_CLASSIFICATION,
    model: config.REDRESS_MODEL,
    presets: presets.book,
  });
  const customers = loadCustomers(config.REDRESS_CUSTOMERS);
  const opinion = opinionSettingsOf(config);
  const clock = await openClock(config.REDRESS_CLOCK, { url: databaseUrl, nodeEnv: config.NODE_ENV, logger });
  return startService({
    name: 'classifier',
    config,
    http: { host: config.CLASSIFIER_HTTP_HOST, port: config.CLASSIFIER_HTTP_PORT },
    module: ClassifierModule.of({
      config,
      databaseUrl,
      vault: vaultOptions(config, host.embeddedDatabase, logger),
      clock,
      presets,
      reasoning,
      customers,
      opinion: opinion && { settings: opinion, company: companyWords(loadRoster(config.REDRESS_ROSTER)) },
    }),
    transport: transportStrategy,
  });
}
