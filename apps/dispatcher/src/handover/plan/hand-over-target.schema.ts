import { z } from 'zod';
import { SecretRef } from '#libs/config/secret-ref.js';
import { catalogue } from '#libs/contracts/catalogue.js';

const events = [...catalogue.keys()].filter((type) => type.startsWith('case.'));

/** Names and texts of complainants cross this line: in clear only on this machine. */
function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

/** Another system that cases are handed over to. */
export const HandOverTarget = z.strictObject({
  /** How the database remembers it: never change it. */
  key: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u, { error: 'must be lower-case letters, digits and hyphens' }),
  preset: z.string().min(1),
  /** Left out: every unit of the preset. */
  unit: z.string().min(1).optional(),
  url: z.url({ protocol: /^https?$/u }).refine(isSafe, { error: 'must be https; http only for this machine' }),
  /** Each signs, so that one can be changed for another: the receiver takes whichever it knows. */
  secrets: z.array(SecretRef).min(1).max(5),
  /** What of a case is worth telling. */
  events: z
    .array(z.string().refine((type) => events.includes(type), { error: `must be one of ${events.join(', ')}` }))
    .min(1)
    .default(['case.registered', 'case.tagged', 'case.assigned', 'case.resolved', 'case.closed', 'case.reopened']),
  /** Whether name, address and words of the complainant go along; else ids, codes and instants only. */
  personalData: z.boolean().default(false),
  /** Longest wait for an answer. */
  deadlineSeconds: z.int().min(1).max(60).default(10),
});
export type HandOverTarget = z.infer<typeof HandOverTarget>;
