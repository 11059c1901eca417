import type { Preset } from '#libs/policy/preset/preset.schema.js';

/** A preset as data that one could write down: limits as texts again. */
export function writtenForm(preset: Preset): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(preset).map(([key, value]) => [key, written(value)]));
}

function written(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(written);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if ('kind' in value && 'text' in value && typeof value.text === 'string') {
    return value.text;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]: [string, unknown]) => [key, written(inner)]));
}
