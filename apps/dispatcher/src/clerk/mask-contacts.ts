import type { PersonId } from '#libs/contracts/identity.js';
import type { CasePolicy } from '../case/case-policy.port.js';
import type { CaseState } from '../case/case.state.js';
import type { Complainant } from './parties.js';

/** Whether somebody needs to know who complained: whoever has the case, is to have it, or plays a part that asks for it. */
export function seesContacts(state: CaseState, person: PersonId, policy: CasePolicy): boolean {
  return (
    state.handler === person ||
    state.transfer?.to === person ||
    policy.isDesk(state, person) ||
    policy.holders(state, policy.duties.contactRoles).includes(person)
  );
}

/** The complainant by the preset's alias, in place of name and address (SI-14.1). */
export function behindAlias(complainant: Complainant | null, alias: string): Complainant | null {
  return complainant && { ...complainant, name: alias, address: '' };
}

/** Numbers and addresses in a text, so that nobody can call or write by them; and the complainant's name (SI-14.1, PC-6). */
export function maskContacts(text: string, name: string | null, alias: string): string {
  const unnamed = name !== null && name.length >= 2 ? text.replaceAll(name, alias) : text;
  return unnamed
    .replaceAll(/(?<!\d)(?<head>\d{3})\d{4}(?<tail>\d{4})(?!\d)/gu, '$<head>****$<tail>')
    .replaceAll(/[\w.+-]+(?<domain>@[\w-]+(?:\.[\w-]+)+)/gu, '***$<domain>');
}
