import { z } from 'zod';
import { withClockRule } from '#libs/config/clock.config.js';
import { withMessagingRule } from '#libs/config/messaging.config.js';
import { serviceSettings } from '#libs/config/service.config.js';
import { port, setting } from '#libs/config/setting.js';
import { vaultSettings } from '#libs/config/vault.config.js';
import { opinionSettings, withOpinionRule } from './opinion/opinion.config.js';

/** Keys that only the classifier reads. */
export const classifierSettings = {
  REDRESS_CLASSIFICATION: setting(z.string().default('config/classification'), {
    meaning: 'Folder of the lexicon, the signals and the rules by which complaints are classified (YAML).',
    unit: 'path',
    consequence: 'The start fails with file and place when something in it is wrong.',
  }),
  CLASSIFIER_HTTP_HOST: setting(z.string().default('127.0.0.1'), {
    meaning: 'Address on which health and metrics are served.',
    unit: 'address',
    consequence: 'Loopback by default; containers need 0.0.0.0.',
  }),
  CLASSIFIER_HTTP_PORT: setting(port().default(8082), {
    meaning: 'Port on which health and metrics are served.',
    unit: 'port',
    consequence: '0 takes a free one.',
  }),
  REDRESS_CUSTOMERS: setting(z.string().default('config/customers'), {
    meaning: 'Folder that says how many households or customers each unit has (YAML, one file a unit).',
    unit: 'path',
    consequence: 'A unit without a file: a group is told by the number of complaints instead of by its share.',
  }),
  REDRESS_MODEL: setting(z.string().default('dist/classifier.model'), {
    meaning: 'File of the trained model that stands beside the rules.',
    unit: 'path',
    consequence:
      'Missing or made from other rules or texts than are installed: the rules decide alone, and far more is left to the desk.',
  }),
} as const;

export const ClassifierConfig = withOpinionRule(
  withMessagingRule(
    withClockRule(
      z.object({
        ...serviceSettings,
        ...vaultSettings,
        ...classifierSettings,
        ...opinionSettings,
      }),
    ),
  ),
);
export type ClassifierConfig = z.infer<typeof ClassifierConfig>;
