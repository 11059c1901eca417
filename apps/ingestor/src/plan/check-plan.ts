import type { Channel } from '#libs/contracts/vocabulary.js';
import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import type { FaxForms } from '../fax/gateway/fax-gateways.schema.js';
import type { IntakePlan, Mailbox } from './intake-plan.schema.js';
import { pointOf } from './intake-point.js';
import type { IntakePoint } from './intake-point.js';

/** What of the roster the plan must agree with. */
export interface KnownUnits {
  readonly units: readonly string[];
}

/** One line for each thing that the plan names and that presets or roster do not have. Pure. */
export function checkPlan(
  file: string,
  plan: IntakePlan,
  book: PresetBook,
  roster: KnownUnits,
  forms: FaxForms = new Map(),
): string[] {
  const points = [
    ...plan.mailboxes.map((entry) => pointOf(entry, 'mail')),
    ...plan.mailboxes.flatMap((entry) => (entry.fax ? [pointOf({ ...entry, origin: entry.fax.origin }, 'fax')] : [])),
    ...plan.sms.map((entry) => pointOf(entry, 'sms')),
    ...plan.forms.map((entry) => pointOf(entry, entry.channel)),
  ];
  const faults = points.flatMap((point) => faultsOf(point, book, roster).map((fault) => `${point.key} ${fault}`));
  const unknownForms = plan.mailboxes.flatMap((mailbox) => formFaults(mailbox, forms));
  return [...new Set([...faults, ...unknownForms])].map((fault) => `${file}: ${fault}`);
}

function faultsOf({ preset, unit, origin, channel }: IntakePoint, book: PresetBook, roster: KnownUnits): string[] {
  if (!book.has(preset)) {
    return [`names the preset ${preset}; there are ${book.ids.join(', ')}`];
  }
  const origins = originsOf(book, preset, channel);
  return [
    ...(book.mayTakeEffect(preset) ? [] : [notApproved(book, preset)]),
    ...(origins.includes(origin)
      ? []
      : [`names the origin ${origin}; for ${channel} the preset has ${origins.join(', ') || 'none'}`]),
    ...(roster.units.includes(unit) ? [] : [`names the unit ${unit}; the roster has ${roster.units.join(', ')}`]),
  ];
}

function notApproved(book: PresetBook, id: string): string {
  const { adoption, roles, version } = book.get(id);
  const by = adoption === null ? '' : (roles[adoption.approvedBy]?.title.zh ?? adoption.approvedBy);
  return `names the preset ${id}, whose rules take effect by approval of ${by} only, and no version has it: write approval: {by: ${by}, on: the day, clauses: [default]} into ${id}@${version} once it is given (SI-6.3)`;
}

function formFaults({ key, fax }: Mailbox, forms: FaxForms): string[] {
  return (fax?.gateways ?? [])
    .filter(({ form }) => !forms.has(form))
    .map(({ form }) => `${key} names the fax gateway form ${form}; there are ${[...forms.keys()].join(', ')}`);
}

function originsOf(book: PresetBook, preset: string, channel: Channel): string[] {
  return Object.keys(book.get(preset).channels[channel]?.origins ?? {});
}
