import type { Channel } from '#libs/contracts/vocabulary.js';
import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import type { IntakePlan } from './intake-plan.schema.js';
import { pointOf } from './intake-point.js';
import type { IntakePoint } from './intake-point.js';

/** What of the roster the plan must agree with. */
export interface KnownUnits {
  readonly units: readonly string[];
}

/** One line for each thing that the plan names and that presets or roster do not have. Pure. */
export function checkPlan(file: string, plan: IntakePlan, book: PresetBook, roster: KnownUnits): string[] {
  const points = [
    ...plan.mailboxes.map((entry) => pointOf(entry, 'mail')),
    ...plan.sms.map((entry) => pointOf(entry, 'sms')),
    ...plan.forms.map((entry) => pointOf(entry, entry.channel)),
  ];
  return points.flatMap((point) => faultsOf(point, book, roster).map((fault) => `${file}: ${point.key} ${fault}`));
}

function faultsOf({ preset, unit, origin, channel }: IntakePoint, book: PresetBook, roster: KnownUnits): string[] {
  if (!book.has(preset)) {
    return [`names the preset ${preset}; there are ${book.ids.join(', ')}`];
  }
  const origins = originsOf(book, preset, channel);
  return [
    ...(origins.includes(origin)
      ? []
      : [`names the origin ${origin}; for ${channel} the preset has ${origins.join(', ') || 'none'}`]),
    ...(roster.units.includes(unit) ? [] : [`names the unit ${unit}; the roster has ${roster.units.join(', ')}`]),
  ];
}

function originsOf(book: PresetBook, preset: string, channel: Channel): string[] {
  return Object.keys(book.get(preset).channels[channel]?.origins ?? {});
}
