import type { PersonId } from '#libs/contracts/identity.js';
import type { Changed } from '../../case/case.decision.js';
import { change } from '../../case/change-case.js';
import type { CasePolicy } from '../../case/case-policy.port.js';
import type { CaseState } from '../../case/case.state.js';

/**
 * 分类 with a word that is no category: a mark of the preset that its limits ask for (分类 疑难, PC-14.1), or the kind of
 * complainant (分类 租户, PG-2). Null where it is neither.
 */
export function sortFurther(state: CaseState, written: string, by: PersonId, policy: CasePolicy): Changed | null {
  const mark = policy.duties.markOf(written);
  const kind = policy.duties.kindOf(written);
  if (mark === null && kind === null) {
    return null;
  }
  return change(state, {
    set: mark === null ? { complainantKind: kind } : { marks: [...new Set([...state.marks, mark])] },
    sayings: [{ type: 'case.noted', facts: [], also: {} }],
    history: [{ event: 'sorted', by, text: null, codes: mark === null ? { kind: kind ?? '' } : { mark } }],
  });
}
