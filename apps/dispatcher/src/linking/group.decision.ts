import type { PersonId } from '#libs/contracts/identity.js';
import type { Tag } from '#libs/contracts/vocabulary.js';
import { both, type Changed, type NoticeRequest } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toPerson } from '../case/notice-request.js';
import { nameOf, type CaseState } from '../case/case.state.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import { sortCase } from '../registration/sort-case.js';

export interface GroupRule {
  readonly mark: string;
  readonly tag: Tag;
}

export interface FoundGroup {
  readonly clauses: readonly string[];
  readonly parties: number;
  readonly whole: number | null;
}

/**
 * The case that leads a group becomes what the preset says (PG-13.2.4, PC-2.2): one grave matter, whatever each of its
 * complaints was held to be. A proposal of invalid is left to the desk (PG-14). Again, it changes nothing.
 */
export function leadGroup(
  state: CaseState,
  group: FoundGroup,
  rule: GroupRule,
  policy: CasePolicy,
  now: Date,
): Changed {
  const { parties, whole } = group;
  const codes = { parties: String(parties), whole: whole === null ? '' : String(whole) };
  const marked = state.marks.includes(rule.mark)
    ? change(state, {})
    : change(state, {
        set: { marks: [...state.marks, rule.mark] },
        sayings: [{ type: 'case.noted', facts: [], also: {} }],
        notices: state.handler === null ? [] : [tellLeading(state.handler, parties)],
        history: [{ event: 'leads-group', by: 'system', text: null, codes }],
      });
  const { tag } = rule;
  const settled = state.tag === tag && state.question === null;
  if (tag === 'invalid' || settled || state.stage === 'closed' || state.question?.about === 'invalid') {
    return marked;
  }
  const tagged = sortCase(
    marked.next,
    {
      tag,
      clauses: [...new Set([...group.clauses, ...state.clauses])],
      category: state.category ?? 'other',
      urgent: state.urgent,
      by: 'classifier',
      correction: false,
    },
    [],
    policy,
    now,
  );
  return both(marked, tagged);
}

/** Whose words many people will read must know it. */
function tellLeading(handler: PersonId, parties: number): NoticeRequest {
  const parameters = { kind: 'leads', others: `${String(parties)}位投诉人的同类投诉` };
  return toPerson(handler, 'linked-told', { parameters, urgent: true });
}

/** A member keeps number, complainant and end of its own; whoever has it, and not the leading case, is told who leads. */
export function joinGroup(state: CaseState, leading: CaseState, rule: GroupRule): Changed {
  if (state.marks.includes(rule.mark)) {
    return change(state, {});
  }
  const others = nameOf(leading);
  return change(state, {
    set: { marks: [...state.marks, rule.mark] },
    sayings: [{ type: 'case.noted', facts: [], also: {} }],
    notices:
      state.handler === null || state.handler === leading.handler || state.stage === 'closed'
        ? []
        : [toPerson(state.handler, 'linked-told', { parameters: { kind: 'group', others } })],
    history: [{ event: 'linked', by: 'system', text: null, codes: { kind: 'group', others } }],
  });
}

/** People said that it is about something else: the group's limits and words are none of its own any more. */
export function leaveGroup(state: CaseState, leading: CaseState, rule: GroupRule): Changed {
  const others = nameOf(leading);
  return change(state, {
    set: { marks: state.marks.filter((mark) => mark !== rule.mark) },
    sayings: [{ type: 'case.noted', facts: [], also: {} }],
    notices:
      state.handler === null || state.stage === 'closed'
        ? []
        : [toPerson(state.handler, 'linked-told', { parameters: { kind: 'left', others } })],
    history: [{ event: 'left-group', by: 'system', text: null, codes: { others } }],
  });
}
