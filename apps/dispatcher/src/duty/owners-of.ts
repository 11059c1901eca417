import type { PersonId } from '#libs/contracts/identity.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import type { Duty } from '../case/case-duties.port.js';
import { hasFact, type CaseState } from '../case/case.state.js';

/** Who owes a task: the handler or the holders of its role; where nobody is found, the desk, which finds somebody. */
export function ownersOf(state: CaseState, duty: Duty, policy: CasePolicy): readonly PersonId[] {
  if (duty.ofHandler && state.handler !== null) {
    return [state.handler];
  }
  const holders = policy.holders(state, duty.roles);
  return holders.length > 0 ? holders : policy.desk(state);
}

/** Tasks that a person still owes on a case. */
export function dutiesOf(state: CaseState, person: PersonId, policy: CasePolicy): readonly Duty[] {
  return state.tasks
    .filter(({ filedAt }) => filedAt === null)
    .flatMap(({ task }) => policy.duties.duty(task) ?? [])
    .filter(({ endsOn }) => endsOn === null || !hasFact(state, endsOn))
    .filter((duty) => ownersOf(state, duty, policy).includes(person));
}
