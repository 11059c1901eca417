import type { FactRecord } from '#libs/contracts/vocabulary.js';
import type { Changed, HistoryLine, NoticeRequest, Saying } from './case.decision.js';
import type { CaseState } from './case.state.js';

interface Parts {
  readonly set?: Partial<Omit<CaseState, 'id' | 'version' | 'facts'>>;
  readonly sayings?: readonly Saying[];
  readonly notices?: readonly NoticeRequest[];
  readonly history?: readonly HistoryLine[];
}

/** Makes the change that a decision returns: facts of the sayings join the state, each saying raises the version by one. */
export function change(state: CaseState, parts: Parts): Changed {
  const sayings = parts.sayings ?? [];
  const added: readonly FactRecord[] = sayings.flatMap((saying) => saying.facts);
  return {
    kind: 'changed',
    next: { ...state, ...parts.set, facts: [...state.facts, ...added], version: state.version + sayings.length },
    sayings,
    notices: parts.notices ?? [],
    history: parts.history ?? [],
  };
}
