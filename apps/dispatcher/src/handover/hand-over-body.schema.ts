import { z } from 'zod';
import { Channel, CloseReason, FactRecord, Language, Stage, Tag } from '#libs/contracts/vocabulary.js';

/** The JSON body of a hand-over. `bin/redress hand-overs schema` prints it as JSON Schema. */
export const HandOverBody = z.strictObject({
  id: z.uuid().describe('the hand-over; also the webhook-id: the same when it is sent again'),
  events: z.array(z.string()).describe('what happened, in order, e.g. case.registered'),
  occurredAt: z.iso.datetime(),
  case: z
    .strictObject({
      id: z.uuid(),
      version: z.int().describe('rises with each change; what is older than what you have is to be left alone'),
      number: z.string().nullable(),
      preset: z.strictObject({ id: z.string(), version: z.string() }),
      unit: z.string(),
      channel: Channel,
      origin: z.string(),
      language: Language,
      receivedAt: z.iso.datetime(),
      stage: Stage,
      tag: Tag.nullable(),
      category: z.string().nullable(),
      urgent: z.boolean(),
      marks: z.array(z.string()),
      department: z.string().nullable(),
      handler: z.string().nullable().describe('id of the roster'),
      closeReason: CloseReason.nullable(),
      dueAt: z.iso.datetime().nullable().describe('when it must be resolved'),
      facts: z.array(FactRecord),
    })
    .describe('as it is when this is sent, which may be later than what happened'),
  complainant: z
    .strictObject({
      name: z.string().nullable(),
      address: z.string(),
      channel: z.string().describe('how they can be reached'),
    })
    .nullable()
    .describe('null: anonymous, erased, or not told to this target'),
  complaint: z
    .strictObject({
      subject: z.string(),
      text: z.string(),
      attachments: z.array(z.strictObject({ name: z.string(), type: z.string(), size: z.int(), sha256: z.string() })),
    })
    .nullable()
    .describe('null: erased, or not told to this target'),
});
export type HandOverBody = z.infer<typeof HandOverBody>;
