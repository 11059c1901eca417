import type { PersonId } from '#libs/contracts/identity.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import type { CaseState } from '../case/case.state.js';
import type { Offer } from '../case/case.decision.js';
import { offersOf } from '../duty/open-tasks.js';
import { isUntyped } from '../fax/untyped-fax.js';
import { dutiesOf } from '../duty/owners-of.js';

/** The verbs that make sense for this person at this point of the case, the most likely first. */
export function offersFor(state: CaseState, person: PersonId, policy: CasePolicy): readonly Offer[] {
  const offers: Offer[] = [];
  const step = state.plan?.rejected === false && state.stage === 'in-approval' ? state.plan.openSteps[0] : undefined;
  if (step && policy.holders(state, step.roles).includes(person)) {
    offers.push(...(step.kind === 'opinion' ? (['opinion'] as const) : (['approve', 'reject'] as const)));
  }
  const activation = state.activation === 'asked' ? policy.duties.activation(state) : null;
  if (activation && policy.holders(state, activation.decidedBy).includes(person)) {
    offers.push('activate', 'decline');
  }
  offers.push(
    ...dutiesOf(state, person, policy)
      .flatMap(offersOf)
      .filter((offer) => offer !== 'help'),
  );
  if (state.extension && policy.holders(state, policy.extensionRoles).includes(person)) {
    offers.push('approve', 'reject');
  }
  if (policy.isDesk(state, person) && isUntyped(state)) {
    offers.push('transcribe');
  }
  if (policy.isDesk(state, person) && state.question) {
    offers.push(
      ...(state.question.about === 'tag'
        ? (['tag-general', 'tag-major', 'invalid', ...(state.question.looksInvalid ? ['valid' as const] : [])] as const)
        : (['invalid', 'valid', 'tag-major'] as const)),
      ...referOf(policy),
    );
  }
  if (state.transfer?.to === person) {
    offers.push('accept');
  }
  if (state.handler === person) {
    offers.push(...handlerOffers(state), ...(mayPropose.has(state.stage) ? referOf(policy) : []));
  }
  return [...new Set<Offer>([...offers, 'note', 'help'])];
}

/** Stages at which a handler may propose 转介. */
const mayPropose: ReadonlySet<CaseState['stage']> = new Set(['assigned', 'accepted', 'planned', 'in-approval']);

function referOf(policy: CasePolicy): readonly Offer[] {
  return policy.duties.referral === null ? [] : ['refer'];
}

function handlerOffers(state: CaseState): readonly Offer[] {
  switch (state.stage) {
    case 'assigned':
      return ['accept', 'plan', 'contacted', 'transfer', 'invalid'];
    case 'accepted':
      return ['plan', 'contacted', 'reply', 'transfer', 'extend', 'undo'];
    case 'in-approval':
      return ['contacted', 'reply', 'undo'];
    case 'planned':
      return ['done', 'contacted', 'reply', 'extend', 'undo'];
    case 'resolved':
      return ['contacted', 'undo'];
    case 'received':
    case 'registered':
    case 'closed':
      return [];
  }
  return state.stage satisfies never;
}
