import type { PresetRef } from '#libs/contracts/vocabulary.js';
import type { PresetBook } from '#libs/policy/preset/preset-book.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import type { Roster } from '#libs/roster/roster.js';
import { PresetCasePolicy } from './preset-case.policy.js';

/** Finds the policy that a case was opened under (ME-0.9). */
export class CasePolicies {
  constructor(
    readonly presets: PresetBook,
    readonly roster: Roster,
  ) {}

  of(ref: PresetRef, now: Date): PresetCasePolicy {
    return new PresetCasePolicy(this.presets.get(ref), this.roster, now);
  }

  /** The version in force for what was received at an instant (ME-0.9, SI-6.3). */
  current(presetId: string, receivedAt: Date): Preset {
    return this.presets.inForce(presetId, receivedAt);
  }
}
