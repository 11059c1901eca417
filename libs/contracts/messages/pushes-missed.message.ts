import { z } from 'zod';
import { defineMessage } from '../define-message.js';

export const pushesMissed = defineMessage({
  type: 'pushes.missed',
  version: 1,
  producer: 'ingestor',
  subscribers: ['dispatcher'],
  meaning:
    'We were away longer than a provider of text messages tries again, and cannot fetch what it pushed meanwhile: the desk looks there.',
  schema: z.strictObject({
    /** Key of the SMS entry in the intake plan. */
    entry: z.string().min(1),
    preset: z.string().min(1),
    unit: z.string().min(1),
    since: z.iso.datetime(),
    until: z.iso.datetime(),
  }),
});
