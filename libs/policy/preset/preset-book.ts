import { Temporal } from 'temporal-polyfill';
import type { PresetRef } from '#libs/contracts/vocabulary.js';
import { RejectedFailure } from '#libs/failure/failure.js';
import { byFirstDay, firstDayOf, isApproved } from './approved-version.js';
import type { Preset } from './preset.schema.js';

/** Every preset and version that is installed. */
export class PresetBook {
  constructor(private readonly presets: readonly Preset[]) {}

  /** Ids of the presets, each once. */
  get ids(): readonly string[] {
    return [...new Set(this.presets.map((preset) => preset.id))];
  }

  /** By reference the very version (ME-0.9); by id the newest that may take effect. Throws RejectedFailure `preset-unknown`. */
  get(wanted: PresetRef | string): Preset {
    const found =
      typeof wanted === 'string'
        ? (this.candidatesOf(wanted).at(-1) ?? this.versionsOf(wanted).at(-1))
        : this.presets.find((preset) => preset.id === wanted.id && preset.version === wanted.version);
    if (found === undefined) {
      const name = typeof wanted === 'string' ? wanted : `${wanted.id}@${wanted.version}`;
      throw new RejectedFailure('preset-unknown', `no preset ${name}; there are ${this.ids.join(', ')}`);
    }
    return found;
  }

  has(id: string): boolean {
    return this.presets.some((preset) => preset.id === id);
  }

  /** Whether any version may take effect: the rules may ask for an approval that no version has (SI-6.3). */
  mayTakeEffect(id: string): boolean {
    return this.candidatesOf(id).length > 0;
  }

  /**
   * The version that a complaint received at an instant is opened under: the newest that has begun, else the first. A
   * version without its approval does not take effect while there is one that has it, and never where the rules want an
   * approval (SI-6.3): then RejectedFailure `preset-not-approved`.
   */
  inForce(id: string, at: Date): Preset {
    const versions = this.candidatesOf(id);
    const found = versions.findLast((preset) => firstDayOf(preset) <= localDay(preset, at)) ?? versions[0];
    if (found === undefined && this.has(id)) {
      throw new RejectedFailure('preset-not-approved', `no version of ${id} is approved as its rules want it`);
    }
    return found ?? this.get(id);
  }

  /** Oldest first. */
  versionsOf(id: string): readonly Preset[] {
    return this.presets
      .filter((preset) => preset.id === id)
      .map((preset) => ({ preset, firstDay: firstDayOf(preset), version: preset.version }))
      .toSorted(byFirstDay)
      .map(({ preset }) => preset);
  }

  private candidatesOf(id: string): readonly Preset[] {
    const all = this.versionsOf(id);
    const approved = all.filter(isApproved);
    return approved.length > 0 ? approved : all.filter(({ adoption }) => adoption === null);
  }
}

function localDay({ timeZone }: Preset, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
