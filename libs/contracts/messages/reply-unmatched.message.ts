import { z } from 'zod';
import { defineMessage } from '../define-message.js';
import { DeliveryId } from '../identity.js';

export const replyUnmatched = defineMessage({
  type: 'reply.unmatched',
  version: 1,
  producer: 'dispatcher',
  subscribers: ['ingestor'],
  meaning:
    'What looked like a reply belongs to no case of its sender; the ingestor announces it as a complaint of its own.',
  schema: z.strictObject({ deliveryId: DeliveryId }),
});
