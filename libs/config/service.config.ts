import { z } from 'zod';
import { clockSettings } from './clock.config.js';
import { databaseSettings } from './database.config.js';
import { loggingSettings } from './logging.config.js';
import { messagingSettings } from './messaging.config.js';
import { pathSettings } from './paths.config.js';
import { setting } from './setting.js';

/** For fault tests only. */
export const faultSettings = {
  REDRESS_CRASH_AT: setting(z.string().optional(), {
    meaning: 'For fault tests: the point at which the process kills itself.',
    unit: 'name or name:occurrence',
    consequence: 'Refused when NODE_ENV is production.',
  }),
} as const;

/** What every service reads, whatever else it does. Complete with `withMessagingRule(withClockRule(z.object(…)))`. */
export const serviceSettings = {
  ...databaseSettings,
  ...messagingSettings,
  ...clockSettings,
  ...loggingSettings,
  ...pathSettings,
  ...faultSettings,
} as const;
