import type { PersonId } from '#libs/contracts/identity.js';
import type { CasePolicy } from '../case/case-policy.port.js';

/** What a decision on a command may know besides the case: who sent it, when, and what the policy says. */
export interface CommandContext {
  readonly now: Date;
  readonly actor: PersonId;
  readonly policy: CasePolicy;
  /** Template of the notice that the person answered; tells an approval of a plan from one of an extension. */
  readonly answered: string | null;
  /** When that notice was written: what the case has become since, the person had not read. */
  readonly answeredAt: Date | null;
}
