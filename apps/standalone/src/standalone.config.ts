import type { z } from 'zod';
import { ClassifierConfig } from '#apps/classifier/src/classifier.config.js';
import { DispatcherConfig } from '#apps/dispatcher/src/dispatcher.config.js';
import { IngestorConfig } from '#apps/ingestor/src/ingestor.config.js';
import { WatchdogConfig } from '#apps/watchdog/src/watchdog.config.js';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import type { Environment } from '#libs/config/environment.js';
import { readConfig } from '#libs/config/read-config.js';

/** What each of the services reads; keys that they share have the same value in all. */
export interface StandaloneConfig {
  readonly ingestor: IngestorConfig;
  readonly classifier: ClassifierConfig;
  readonly dispatcher: DispatcherConfig;
  readonly watchdog: WatchdogConfig;
}

/** Reads all configurations from one environment. Throws ConfigurationFault with the faults of all, each once. */
export function readStandaloneConfig(env: Environment): StandaloneConfig {
  const faults = new Set<string>();
  const read = <Schema extends z.ZodObject>(schema: Schema): z.infer<Schema> | null => {
    try {
      return readConfig(schema, env);
    } catch (error) {
      if (!(error instanceof ConfigurationFault)) {
        throw error;
      }
      error.lines.forEach((line) => faults.add(line));
      return null;
    }
  };
  const ingestor = read(IngestorConfig);
  const classifier = read(ClassifierConfig);
  const dispatcher = read(DispatcherConfig);
  const watchdog = read(WatchdogConfig);
  if (ingestor === null || classifier === null || dispatcher === null || watchdog === null) {
    throw new ConfigurationFault([...faults]);
  }
  return { ingestor, classifier, dispatcher, watchdog };
}
