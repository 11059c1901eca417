import { z } from 'zod';
import { defineMessage } from '../define-message.js';
import { DeliveryId } from '../identity.js';
import { Channel, DmarcVerdict, Language } from '../vocabulary.js';

export const replyReceived = defineMessage({
  type: 'reply.received',
  version: 1,
  producer: 'ingestor',
  subscribers: ['dispatcher'],
  meaning:
    'A delivery carries something of ours (token, case number, our Message-ID), or somebody of the roster wrote it; which case it belongs to is not decided yet.',
  schema: z.strictObject({
    deliveryId: DeliveryId,
    preset: z.string().min(1),
    unit: z.string().min(1),
    channel: Channel,
    origin: z.string().min(1),
    receivedAt: z.iso.datetime(),
    language: Language,
    dmarc: DmarcVerdict,
    /** Sent by a program (RFC 3834): stored as a note, never run as a command. */
    automatic: z.boolean(),
  }),
});
