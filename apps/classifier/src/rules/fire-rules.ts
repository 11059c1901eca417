import type { SignalFind } from './fire-signals.js';
import type { Profile, ProfileRule } from './profile.schema.js';

/** A rule of the profile that holds for a text, with the finds that made it so. */
export interface FiredRule {
  readonly rule: ProfileRule;
  readonly finds: readonly Pick<SignalFind, 'signal' | 'start' | 'end'>[];
}

export interface Evidence {
  readonly finds: readonly SignalFind[];
  readonly sum: { readonly yuan: number; readonly start: number; readonly end: number } | null;
}

type Condition = ProfileRule['any'][number];

/** Finds that fulfil a condition; empty when it is not fulfilled. */
function fulfil(condition: Condition, evidence: Evidence): FiredRule['finds'] {
  if (condition.signal !== undefined) {
    return evidence.finds.filter((find) => find.signal === condition.signal && find.counts);
  }
  const { sum } = evidence;
  if (condition.sumAtLeast !== undefined && sum !== null && sum.yuan >= condition.sumAtLeast) {
    return [{ signal: 'sum-claimed', start: sum.start, end: sum.end }];
  }
  return [];
}

/** Rules of the profile that hold, in its order. */
export function fireRules(profile: Profile, evidence: Evidence): FiredRule[] {
  const fired: FiredRule[] = [];
  for (const rule of profile.rules) {
    const finds = rule.any.flatMap((condition) => fulfil(condition, evidence));
    const holds =
      finds.length > 0 &&
      rule.all.every((condition) => fulfil(condition, evidence).length > 0) &&
      !rule.unless.some((condition) => fulfil(condition, evidence).length > 0);
    if (holds) {
      fired.push({ rule, finds });
    }
  }
  return fired;
}
