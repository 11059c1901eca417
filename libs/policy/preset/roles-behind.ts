import type { Preset } from './preset.schema.js';

/** Roles behind keys that may name role groups, each once, in order. */
export function rolesBehind(preset: Preset, keys: readonly string[]): string[] {
  return [...new Set(keys.flatMap((key) => preset.roleGroups[key]?.roles ?? [key]))];
}
