import { z } from 'zod';
import { Expectation } from '../training/labelled-text.schema.js';
import type { Prediction } from './prediction.js';

/** What a second reader says of a text, without sight of the first: a line of JSONL. */
export const SecondLabels = Expectation.extend({ id: z.string().min(1) });
export type SecondLabels = z.infer<typeof SecondLabels>;

/**
 * The prediction as it is scored where two readers labelled its text: field by field, the first reader stands unless the
 * answer is what the second said. Of two sets of demands that one stands which the answer is nearer to.
 */
export function asEitherReads(prediction: Prediction, second: SecondLabels | undefined): Prediction {
  const { text, answer } = prediction;
  const first = text.expect;
  if (second === undefined) {
    return prediction;
  }
  const expect: Expectation = {
    ...first,
    tag: either(first.tag, second.tag, answer.tag),
    clauses: [...new Set([...first.clauses, ...second.clauses])],
    category: either(first.category, second.category, answer.category),
    urgent: either(first.urgent, second.urgent, answer.urgent),
    anonymous: either(first.anonymous, second.anonymous, answer.anonymous),
    demands: nearer(first.demands, second.demands, answer.demands),
    facts: {
      orderNo: either(first.facts.orderNo, second.facts.orderNo, answer.facts.orderNo),
      place: either(first.facts.place, second.facts.place, answer.facts.place),
      eventDate: either(first.facts.eventDate, second.facts.eventDate, answer.facts.eventDate),
      phone: either(first.facts.phone, second.facts.phone, answer.facts.phone),
    },
  };
  return { text: { ...text, expect }, answer };
}

function either<Value>(first: Value, second: Value, answered: unknown): Value {
  return second === answered ? second : first;
}

function nearer(first: string[], second: string[], answered: readonly string[]): string[] {
  return likeness(second, answered) > likeness(first, answered) ? second : first;
}

/** Share of what is in both, as F1; 1 where both are empty. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const all = a.length + b.length;
  return all === 0 ? 1 : (2 * a.filter((one) => b.includes(one)).length) / all;
}
