import { z } from 'zod';
import { withClockRule } from '#libs/config/clock.config.js';
import { withMessagingRule } from '#libs/config/messaging.config.js';
import { serviceSettings } from '#libs/config/service.config.js';
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
} as const;

export const WatchdogConfig = withMessagingRule(
  withClockRule(
    z.object({
      ...serviceSettings,
      ...watchdogSettings,
    }),
  ),
);
export type WatchdogConfig = z.infer<typeof WatchdogConfig>;
