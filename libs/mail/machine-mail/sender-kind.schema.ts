import { z } from 'zod';

/**
 * person      written by somebody
 * auto-reply  an answering machine: out of office, receipt, acknowledgement (RFC 3834)
 * bounce      a delivery status notice (RFC 3464 or any other form)
 * report      read receipt (RFC 8098) or feedback report (RFC 5965)
 * list        mailing list, newsletter, system mail in bulk (RFC 2919, RFC 2369)
 * own         our own mail coming back
 */
export const SenderKind = z.enum(['person', 'auto-reply', 'bounce', 'report', 'list', 'own']);
export type SenderKind = z.infer<typeof SenderKind>;

/** One observation and what it speaks for. Weights of one kind are added up; the sum decides. */
export const Signal = z.strictObject({
  /** The rule's name in the data file. */
  rule: z.string().min(1),
  kind: SenderKind,
  /** Hundredths of certainty; negative speaks against. */
  weight: z.int(),
  /** The words or header value that made it fire, at most 120 characters. */
  evidence: z.string(),
});
export type Signal = z.infer<typeof Signal>;
