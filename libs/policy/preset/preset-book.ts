import { Temporal } from 'temporal-polyfill';
import type { PresetRef } from '#libs/contracts/vocabulary.js';
import { RejectedFailure } from '#libs/failure/failure.js';
import type { Preset } from './preset.schema.js';

/** Every preset and version that is installed. */
export class PresetBook {
  constructor(private readonly presets: readonly Preset[]) {}

  /** Ids of the presets, each once. */
  get ids(): readonly string[] {
    return [...new Set(this.presets.map((preset) => preset.id))];
  }

  /** By reference the very version (ME-0.9); by id the newest. Throws RejectedFailure `preset-unknown`. */
  get(wanted: PresetRef | string): Preset {
    const found =
      typeof wanted === 'string'
        ? this.versionsOf(wanted).at(-1)
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

  /**
   * The version that a complaint received at an instant is opened under: the newest that has begun, else the first. A
   * version without a recorded approval does not take effect while there is one that has it (SI-6.3).
   */
  inForce(id: string, at: Date): Preset {
    const all = this.versionsOf(id);
    const approved = all.filter((preset) => preset.approval !== null);
    const versions = approved.length > 0 ? approved : all;
    return versions.findLast((preset) => preset.effectiveFrom <= localDay(preset, at)) ?? this.get(versions[0] ?? id);
  }

  /** Oldest first. */
  versionsOf(id: string): readonly Preset[] {
    return this.presets
      .filter((preset) => preset.id === id)
      .toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom) || a.version.localeCompare(b.version));
  }
}

function localDay({ timeZone }: Preset, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
