import type { Preset } from '../preset/preset.schema.js';
import { checkClauses } from './check-clauses.js';
import { checkIdle } from './check-idle.js';
import { checkLimits } from './check-limits.js';
import { checkReferences } from './check-references.js';
import { checkTemplates } from './check-templates.js';
import { checkUnreachable, nothingKnown, type KnownNames } from './check-unreachable.js';
import type { CheckFinding } from './finding.js';

/** Everything about one whole preset that the schema cannot see. */
export function checkPreset(preset: Preset, known: KnownNames = nothingKnown): CheckFinding[] {
  return [
    ...checkReferences(preset),
    ...checkClauses(preset),
    ...checkLimits(preset),
    ...checkTemplates(preset),
    ...checkIdle(preset),
    ...checkUnreachable(preset, known),
  ];
}
