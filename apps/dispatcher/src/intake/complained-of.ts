import type { PersonId } from '#libs/contracts/identity.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { conflictOf, conflictRulesOf } from '#libs/policy/routing/conflict-of-interest.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import type { Roster } from '#libs/roster/roster.js';
import type { CaseState } from '../case/case.state.js';

/**
 * People who must not have the case in hand: whoever of the roster is named in the complaint, and by the preset's rules
 * those who report to them (PG-13.2.5, PC-4.2). A name that stands in the text without being complained of costs only
 * another handler, so naming is enough.
 */
export function excludedFrom(
  state: CaseState,
  message: StoredMessage,
  preset: Preset,
  roster: Roster,
): readonly PersonId[] {
  const text = `${message.subject}\n${message.text.new}`;
  const people = [...roster.people.values()];
  const named = people.filter((person) => person.name.length >= 2 && text.includes(person.name));
  const rules = conflictRulesOf(preset, state);
  return people
    .filter((person) => conflictOf(rules, person, named, (id) => roster.person(id)) !== null)
    .map((person) => person.id);
}
