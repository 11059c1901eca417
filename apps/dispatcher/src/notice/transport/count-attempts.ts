import type { Metrics } from '#libs/observability/metrics.js';
import type { CountAttempt } from './sms/sms-accounts.transport.js';
import { configSendCodes, rejectedSendCodes, transientSendCodes } from './send-codes.js';

/** Counts what became of attempts to send an SMS, by the closed list of codes. */
export function countAttempts(metrics: Metrics): CountAttempt {
  const count = metrics.counter({
    name: 'redress_sms_attempts_total',
    help: 'Attempts to hand an SMS to a provider, by outcome; misconfigured ones wait for an administrator',
    labels: {
      outcome: ['accepted', 'transient', 'refused', 'misconfigured', 'unknown'],
      code: ['none', ...transientSendCodes, ...rejectedSendCodes, ...configSendCodes],
    },
  });
  return (attempt) => {
    count({ outcome: attempt.kind, code: 'code' in attempt ? attempt.code : 'none' });
  };
}
