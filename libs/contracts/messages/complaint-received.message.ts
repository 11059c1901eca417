import { z } from 'zod';
import { defineMessage } from '../define-message.js';
import { DeliveryId } from '../identity.js';
import { Channel, DmarcVerdict, Language } from '../vocabulary.js';

export const complaintReceived = defineMessage({
  type: 'complaint.received',
  version: 1,
  producer: 'ingestor',
  subscribers: ['classifier', 'dispatcher', 'watchdog'],
  meaning: 'A delivery from a person, not an answer to anything we sent, lies parsed in the vault.',
  schema: z.strictObject({
    /** Also the erasure group of the message in the vault. */
    deliveryId: DeliveryId,
    preset: z.string().min(1),
    /** Company or project the mailbox, number or origin stands for (PG-20). */
    unit: z.string().min(1),
    channel: Channel,
    /** The preset's code of the entry, e.g. a mailbox or a web form (SI-12). */
    origin: z.string().min(1),
    receivedAt: z.iso.datetime(),
    language: Language,
    attachments: z.int().nonnegative(),
    dmarc: DmarcVerdict,
    /** No person is behind it (RFC 3834): never acknowledged automatically. */
    automatic: z.boolean(),
    /** An authority that referred it wants an answer by then; the earlier limit wins. */
    referralDueAt: z.iso.datetime().optional(),
  }),
});
