import type { SignalFind } from './fire-signals.js';
import type { Condition, ProfileRule } from './profile.js';

export type RuleFind = Pick<SignalFind, 'signal' | 'start' | 'end'>;

/** A rule that holds for a text, with the finds that made it so. */
export interface FiredRule<Rule extends ProfileRule = ProfileRule> {
  readonly rule: Rule;
  readonly finds: readonly RuleFind[];
}

export interface Evidence {
  readonly text: string;
  readonly finds: readonly SignalFind[];
}

/** Finds that fulfil a condition; empty when it is not fulfilled. A find without a figure fulfils any. */
function fulfil(condition: Condition, { text, finds }: Evidence): readonly RuleFind[] {
  switch (condition.kind) {
    case 'signal': {
      const least = condition.atLeast;
      return finds.filter(
        (find) =>
          find.signal === condition.signal &&
          find.counts &&
          (least === null || find.figure === null || find.figure >= least),
      );
    }
    case 'words':
      return condition.phrases.flatMap((phrase) => {
        const start = text.indexOf(phrase);
        return start < 0 ? [] : [{ signal: 'words', start, end: start + phrase.length }];
      });
    default:
      return condition satisfies never;
  }
}

/** Rules that hold, in their order. */
export function fireRules<Rule extends ProfileRule>(rules: readonly Rule[], evidence: Evidence): FiredRule<Rule>[] {
  const fired: FiredRule<Rule>[] = [];
  for (const rule of rules) {
    const finds = rule.any.flatMap((condition) => fulfil(condition, evidence));
    const holds =
      (finds.length > 0 || (rule.any.length === 0 && rule.all.length > 0)) &&
      rule.all.every((condition) => fulfil(condition, evidence).length > 0) &&
      !rule.unless.some((condition) => fulfil(condition, evidence).length > 0);
    if (holds) {
      fired.push({
        rule,
        finds: finds.length > 0 ? finds : rule.all.flatMap((condition) => fulfil(condition, evidence)),
      });
    }
  }
  return fired;
}
