import type { Channel } from '#libs/contracts/vocabulary.js';

/** One way in that a preset knows (SI-12). */
export interface PresetEntry {
  readonly channel: Channel;
  readonly origin: string;
  /** Chinese and English. */
  readonly titles: readonly string[];
  /** What comes this way is an authority's referral. */
  readonly referral: boolean;
}

/** What presets say of the ways in; injection token and type in one. */
export abstract class PresetEntries {
  /** Empty for a preset that is not installed any more. */
  abstract of(preset: string): readonly PresetEntry[];
  abstract timeZoneOf(preset: string): string;
}
