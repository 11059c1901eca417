import { z } from 'zod';
import { defineMessage } from '../define-message.js';
import { DigestedCase } from './case-event.schema.js';

export const openCasesDigest = defineMessage({
  type: 'open-cases.digest',
  version: 1,
  producer: 'dispatcher',
  subscribers: ['watchdog'],
  meaning: 'Once a minute: the whole truth on the open cases, in pages, so that a lost message never costs a deadline.',
  schema: z.strictObject({
    /** The same for all pages of one minute. */
    digestId: z.uuid(),
    page: z.int().positive(),
    pages: z.int().positive(),
    cases: z.array(DigestedCase),
  }),
});
