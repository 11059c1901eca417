import type { Fact } from '#libs/contracts/vocabulary.js';
import type { Changed } from '../case/case.decision.js';

/** Facts that a change brings about, each once. */
export function factsOfChange(changed: Changed): ReadonlySet<Fact> {
  return new Set(changed.sayings.flatMap((saying) => saying.facts.map(({ fact }) => fact)));
}
