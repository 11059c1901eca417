import { defineMessage } from '../define-message.js';
import { complaintReceived } from './complaint-received.message.js';

export const complaintTranscribed = defineMessage({
  type: 'complaint.transcribed',
  version: 1,
  producer: 'dispatcher',
  subscribers: ['classifier'],
  meaning:
    'The desk has typed what a fax says that could not be read surely; the delivery has its text now, and can be classified.',
  schema: complaintReceived.schema,
});
