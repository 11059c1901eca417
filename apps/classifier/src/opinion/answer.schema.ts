import { z } from 'zod';
import type { PolicyDigest } from './policy-digest.js';

export const mostQuotations = 6;
const mostClauses = 4;
const longestQuotation = 400;

/** What the model must say. Codes are checked against the policy afterwards. */
export const ModelAnswer = z.strictObject({
  tag: z.string(),
  clauses: z.array(z.string()).max(mostClauses),
  category: z.string(),
  quotations: z.array(z.string().max(longestQuotation)).min(1).max(mostQuotations),
});
export type ModelAnswer = z.infer<typeof ModelAnswer>;

/** The part of a chat completion that is read. Servers add what they like around it. */
export const ChatCompletion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

/** The same as JSON schema, with the codes of the policy as the only ones. Kept to what every such server understands. */
export function answerJsonSchema(policy: PolicyDigest): Readonly<Record<string, unknown>> {
  const clauses = [...new Set(policy.tags.flatMap((tag) => tag.clauses.map(({ id }) => id)))];
  return {
    type: 'object',
    additionalProperties: false,
    required: ['tag', 'clauses', 'category', 'quotations'],
    properties: {
      tag: { type: 'string', enum: policy.tags.map(({ tag }) => tag) },
      clauses: { type: 'array', items: { type: 'string', enum: clauses } },
      category: { type: 'string', enum: policy.categories.map(({ key }) => key) },
      quotations: { type: 'array', items: { type: 'string' } },
    },
  };
}
