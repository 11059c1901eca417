import { z } from 'zod';
import { clockSettings, withClockRule } from '#libs/config/clock.config.js';
import { databaseSettings } from '#libs/config/database.config.js';
import { loggingSettings } from '#libs/config/logging.config.js';
import { messagingSettings, withMessagingRule } from '#libs/config/messaging.config.js';
import { pathSettings } from '#libs/config/paths.config.js';
import { port, setting } from '#libs/config/setting.js';

/** Keys that only the watchdog reads. */
export const watchdogSettings = {
  WATCHDOG_HTTP_HOST: setting(z.string().default('127.0.0.1'), {
    meaning: 'Address on which health and metrics are served.',
    unit: 'address',
    consequence: 'Loopback by default; containers need 0.0.0.0.',
  }),
  WATCHDOG_HTTP_PORT: setting(port().default(8084), {
    meaning: 'Port on which health and metrics are served.',
    unit: 'port',
    consequence: '0 takes a free one.',
  }),
  REDRESS_CRASH_AT: setting(z.string().optional(), {
    meaning: 'For fault tests: the point at which the process kills itself.',
    unit: 'name or name:occurrence',
    consequence: 'Refused when NODE_ENV is production.',
  }),
} as const;

export const WatchdogConfig = withMessagingRule(
  withClockRule(
    z.object({
      ...databaseSettings,
      ...messagingSettings,
      ...clockSettings,
      ...loggingSettings,
      ...pathSettings,
      ...watchdogSettings,
    }),
  ),
);
export type WatchdogConfig = z.infer<typeof WatchdogConfig>;
