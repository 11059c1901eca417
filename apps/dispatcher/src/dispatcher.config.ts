import { z } from 'zod';
import { withClockRule } from '#libs/config/clock.config.js';
import { withMessagingRule } from '#libs/config/messaging.config.js';
import { serviceSettings } from '#libs/config/service.config.js';
import { port, setting } from '#libs/config/setting.js';
import { vaultSettings } from '#libs/config/vault.config.js';
import { noticeConfig } from './notice/notice.config.js';

/** In whose name notices leave. */
const outgoingSettings = {
  REDRESS_OUTGOING: setting(z.string().default('config/outgoing.example.yaml'), {
    meaning: 'File that names the sender of each unit, and the accounts by which text messages go out (YAML).',
    unit: 'path',
    consequence: 'Left out: the example file, whose addresses are reserved ones; answers would reach nobody.',
  }),
} as const;

const dispatcherOwnSettings = {
  DISPATCHER_HTTP_HOST: setting(z.string().default('127.0.0.1'), {
    meaning: 'Address on which health and metrics are served.',
    unit: 'address',
    consequence: 'Loopback by default; containers need 0.0.0.0.',
  }),
  DISPATCHER_HTTP_PORT: setting(port().default(8083), {
    meaning: 'Port on which health and metrics are served.',
    unit: 'port',
    consequence: '0 takes a free one.',
  }),
} as const;

const keys = withMessagingRule(
  withClockRule(
    z.object({
      ...serviceSettings,
      ...vaultSettings,
      ...outgoingSettings,
      ...noticeConfig,
      ...dispatcherOwnSettings,
    }),
  ),
);

export const DispatcherConfig = keys.refine(
  (values) => values.REDRESS_SMS_URL === undefined || values.REDRESS_SMS_SECRET !== undefined,
  {
    path: ['REDRESS_SMS_SECRET'],
    error: 'is missing: REDRESS_SMS_URL is set',
    when: () => true,
  },
);
export type DispatcherConfig = z.infer<typeof DispatcherConfig>;
