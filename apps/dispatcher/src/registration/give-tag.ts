import type { DataOf } from '#libs/contracts/catalogue.js';
import type { PersonId } from '#libs/contracts/identity.js';
import { factAt, type Changed } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { hasFact, latestFact, type CaseState } from '../case/case.state.js';
import type { Tag } from '#libs/contracts/vocabulary.js';

export interface Tagging {
  readonly tag: Exclude<Tag, 'invalid'>;
  readonly clauses: readonly string[];
  readonly category: string;
  readonly urgent: boolean;
  readonly by: DataOf<'case.tagged'>['by'];
  readonly correction: boolean;
  /** Who decided, where a person did. */
  readonly person?: PersonId;
  /** The desk has still to decide: the graver limits run, and so does the desk's own. */
  readonly provisional?: boolean;
}

/**
 * Puts a tag in force. A case that becomes major starts the major limits anew; the fact stays once it is given. Where the
 * desk confirms what was major until it decided, the fact is said again, as news for heads and management, but as of then:
 * the limits have run meanwhile.
 */
export function giveTag(state: CaseState, tagging: Tagging, now: Date): Changed {
  const open = state.tag === 'major' && state.question?.about === 'tag';
  const wasMajor = state.tag === 'major' && hasFact(state, 'tagged-major') && !open;
  const becomesMajor = tagging.tag === 'major' && !wasMajor;
  const since = (open ? latestFact(state, 'tagged-major') : null) ?? now;
  return change(state, {
    set: {
      tag: tagging.tag,
      clauses: tagging.clauses,
      category: tagging.category,
      urgent: tagging.urgent,
      question: null,
    },
    sayings: [
      {
        type: 'case.tagged',
        facts: [
          ...(tagging.provisional === true ? [] : [factAt('tagged', now)]),
          ...(becomesMajor ? [factAt('tagged-major', since)] : []),
        ],
        also: {
          deliveryId: state.deliveryId,
          clauses: [...tagging.clauses],
          by: tagging.by,
          correction: tagging.correction,
          ...(tagging.person === undefined ? {} : { person: tagging.person }),
        },
      },
    ],
    history: [
      {
        event: 'tagged',
        by: 'system',
        text: null,
        codes: { tag: tagging.tag, category: tagging.category, clauses: tagging.clauses.join(' '), by: tagging.by },
      },
    ],
  });
}
