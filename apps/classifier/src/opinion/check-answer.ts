import { ChatCompletion, ModelAnswer } from './answer.schema.js';
import type { Opinion, OpinionFailure } from './opinion.js';
import type { PolicyDigest } from './policy-digest.js';
import { placeOf } from './place-of-quotation.js';

export type CheckedAnswer =
  | { readonly kind: 'opinion'; readonly opinion: Opinion }
  | {
      readonly kind: 'discarded';
      readonly code: Extract<OpinionFailure, 'not-json' | 'wrong-shape' | 'unknown-clause' | 'made-up-quotation'>;
    };

/**
 * Reads what the endpoint answered. Everything in it is foreign: it must have the shape, name only codes of the policy,
 * and every quotation must stand literally in the text that was sent. One that does not discards the whole answer.
 */
export function checkAnswer(body: string, sent: string, policy: PolicyDigest): CheckedAnswer {
  const outer = parsed(body);
  if (outer === undefined) {
    return { kind: 'discarded', code: 'not-json' };
  }
  const completion = ChatCompletion.safeParse(outer);
  if (!completion.success) {
    return { kind: 'discarded', code: 'wrong-shape' };
  }
  const inner = parsed(completion.data.choices[0]?.message.content ?? '');
  if (inner === undefined) {
    return { kind: 'discarded', code: 'not-json' };
  }
  const answer = ModelAnswer.safeParse(inner);
  return answer.success ? byPolicy(answer.data, sent, policy) : { kind: 'discarded', code: 'wrong-shape' };
}

function byPolicy(answer: ModelAnswer, sent: string, policy: PolicyDigest): CheckedAnswer {
  const tag = policy.tags.find((entry) => entry.tag === answer.tag);
  if (tag === undefined || !policy.categories.some(({ key }) => key === answer.category)) {
    return { kind: 'discarded', code: 'wrong-shape' };
  }
  const known = new Set(tag.clauses.map(({ id }) => id));
  const clauses = [...new Set(answer.clauses)];
  // A tag that has clauses is given by one of them; another tag's clause says that the answer is at odds with itself.
  if (clauses.some((clause) => !known.has(clause)) || (known.size > 0 && clauses.length === 0)) {
    return { kind: 'discarded', code: 'unknown-clause' };
  }
  const quotations: [number, number][] = [];
  for (const quotation of answer.quotations) {
    const place = placeOf(quotation, sent);
    if (place === null) {
      return { kind: 'discarded', code: 'made-up-quotation' };
    }
    quotations.push(place);
  }
  return { kind: 'opinion', opinion: { tag: tag.tag, clauses, category: answer.category, quotations } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
