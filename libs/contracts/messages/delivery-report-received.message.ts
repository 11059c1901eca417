import { z } from 'zod';
import { defineMessage } from '../define-message.js';
import { DeliveryId, NoticeId } from '../identity.js';

export const deliveryReportReceived = defineMessage({
  type: 'delivery-report.received',
  version: 1,
  producer: 'ingestor',
  subscribers: ['dispatcher'],
  meaning: 'Somebody else reports on a notice of ours: a bounce (RFC 3464), an absence (RFC 3834), a provider receipt.',
  schema: z.strictObject({
    deliveryId: DeliveryId,
    kind: z.enum(['bounce', 'absence', 'sms-receipt']),
    reports: z.array(
      z.strictObject({
        /** Null when the report names no notice of ours. */
        noticeId: NoticeId.nullable(),
        /** RFC 3463 status, e.g. 5.1.1; the provider's own code for SMS. */
        status: z.string(),
        outcome: z.enum(['delivered', 'delayed', 'failed-soft', 'failed-hard', 'absent']),
      }),
    ),
    receivedAt: z.iso.datetime(),
  }),
});
