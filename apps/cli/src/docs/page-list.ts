import { ClassifierConfig } from '#apps/classifier/src/classifier.config.js';
import { DispatcherConfig } from '#apps/dispatcher/src/dispatcher.config.js';
import { IngestorConfig } from '#apps/ingestor/src/ingestor.config.js';
import { WatchdogConfig } from '#apps/watchdog/src/watchdog.config.js';
import { clockSettings } from '#libs/config/clock.config.js';
import { databaseSettings } from '#libs/config/database.config.js';
import { generateConfigurationPage } from '#libs/config/generate-configuration-page.js';
import { loggingSettings } from '#libs/config/logging.config.js';
import { messagingSettings } from '#libs/config/messaging.config.js';
import { pathSettings } from '#libs/config/paths.config.js';
import { faultSettings } from '#libs/config/service.config.js';
import { vaultSettings } from '#libs/config/vault.config.js';
import { catalogue } from '#libs/contracts/catalogue.js';
import { messagesPage } from './messages-page.js';
import { readTrace } from './traceability/read-trace.js';
import { traceabilityPage, traceFaults } from './traceability/traceability-page.js';

/** A page that is made from the code. */
export interface GeneratedPage {
  /** From the project's folder. */
  readonly path: string;
  readonly text: () => string;
  /** What stands against it however it is written, one line each. */
  readonly faults?: () => readonly string[];
}

/** Keys that several services read come first; a key is described once. */
const sections = [
  { title: 'Database and data', shape: databaseSettings },
  { title: 'Messages between services', shape: messagingSettings },
  { title: 'Vault', shape: vaultSettings },
  { title: 'Policy and people', shape: pathSettings },
  { title: 'Log', shape: loggingSettings },
  { title: 'Clock', shape: clockSettings },
  { title: 'Fault tests', shape: faultSettings },
  { title: 'Ingestor', shape: IngestorConfig.shape },
  { title: 'Classifier', shape: ClassifierConfig.shape },
  { title: 'Dispatcher', shape: DispatcherConfig.shape },
  { title: 'Watchdog', shape: WatchdogConfig.shape },
];

export const pageList: readonly GeneratedPage[] = [
  { path: 'docs/generated/configuration.md', text: () => generateConfigurationPage(sections) },
  { path: 'docs/generated/messages.md', text: () => `${messagesPage([...catalogue.values()]).trimEnd()}\n` },
  {
    path: 'docs/generated/traceability.md',
    text: () => traceabilityPage(readTrace()),
    faults: () => traceFaults(readTrace()),
  },
];
