import { both, type Changed, type Offer } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toAll } from '../case/notice-request.js';
import type { CaseState } from '../case/case.state.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import { acknowledge } from './acknowledge.js';
import type { Classification } from './classification.js';
import { dispatchCase } from './dispatch-case.js';
import { giveTag, type Tagging } from './give-tag.js';

/** Tag, acknowledgement and dispatch, in the order in which people must learn of them. */
export function sortCase(
  state: CaseState,
  tagging: Tagging,
  missing: readonly string[],
  policy: CasePolicy,
  now: Date,
): Changed {
  const tagged = giveTag(state, tagging, now);
  const told = both(tagged, acknowledge(tagged.next, missing, policy));
  if (state.handler !== null) {
    return told;
  }
  return both(told, dispatchCase(told.next, policy.assign(told.next, tagging.category), policy, now));
}

/**
 * Acts on what the classifier said. Invalid is only a proposal (PG-14): the desk is asked, and no acknowledgement
 * goes out yet, since there may be nobody to answer. Where it abstains, whatever its best guess, the desk decides by
 * reply and the limits of the graver tag run meanwhile.
 */
export function applyClassification(state: CaseState, said: Classification, policy: CasePolicy, now: Date): Changed {
  if (said.abstained) {
    const { clauses, category, urgent, missing } = said;
    const graver = giveTag(
      { ...state, marks: marksOf(state, said) },
      { tag: 'major', clauses, category, urgent, by: 'classifier', correction: false, provisional: true },
      now,
    );
    const asked = both(graver, askDesk(graver.next, said.tag === 'invalid' ? 'looks-invalid' : 'tag', policy));
    return both(asked, acknowledge(asked.next, missing, policy));
  }
  if (said.tag === 'invalid') {
    return askDesk(
      { ...state, category: said.category, clauses: said.clauses, marks: marksOf(state, said) },
      'invalid',
      policy,
    );
  }
  const tagging: Tagging = {
    tag: said.tag,
    clauses: said.clauses,
    category: said.category,
    urgent: said.urgent,
    by: 'classifier',
    correction: false,
  };
  return sortCase({ ...state, marks: marksOf(state, said) }, tagging, said.missing, policy, now);
}

/** What a case that is sorted waits for the desk to say. */
type Asked = 'invalid' | 'tag' | 'looks-invalid';

/** Puts the question to the desk by mail; the case waits on people, visibly. */
export function askDesk(state: CaseState, asked: Asked, policy: CasePolicy): Changed {
  const due = policy.dueFor(state, 'assigned');
  const about = asked === 'invalid' ? 'invalid' : 'tag';
  return change(state, {
    set: { question: asked === 'looks-invalid' ? { about: 'tag', looksInvalid: true } : { about } },
    notices: toAll(policy.desk(state), 'desk-decision', {
      parameters: { question: about, dueAt: due ? policy.formatInstant(due) : '' },
      quotes: ['complaint', 'assessment'],
      offers: offersOf(asked, policy),
      urgent: true,
    }),
    history: [{ event: 'desk-asked', by: 'system', text: null, codes: { about } }],
  });
}

function offersOf(asked: Asked, policy: CasePolicy): readonly Offer[] {
  const refer = policy.duties.referral === null ? [] : (['refer'] as const);
  switch (asked) {
    case 'invalid':
      return ['invalid', ...refer, 'valid', 'tag-major', 'help'];
    case 'looks-invalid':
      return ['tag-general', 'tag-major', 'invalid', 'valid', 'help'];
    case 'tag':
      return ['tag-general', 'tag-major', 'invalid', 'help'];
  }
  return asked satisfies never;
}

/** Rule key by which a preset tells advertising and the like from complaints that nobody can verify. */
const notAComplaint = 'invalid.not-a-complaint';

function marksOf(state: CaseState, said: Classification): readonly string[] {
  const marks = new Set(state.marks);
  if (said.anonymous) {
    marks.add('anonymous');
  }
  if (said.tag === 'invalid' && said.rules.includes(notAComplaint)) {
    marks.add('not-a-complaint');
  }
  return [...marks];
}
