import { PresetDocument, type Preset } from '../preset/preset.schema.js';
import { wrong, type CheckFinding } from './finding.js';

/** Every clause that an entry cites must stand in the preset's own register of clauses. */
export function checkClauses(preset: Preset): CheckFinding[] {
  const body: Readonly<Record<string, unknown>> = { ...preset };
  return Object.keys(PresetDocument.shape)
    .filter((section) => section !== 'clauses')
    .flatMap((section) => citationsIn(body[section], [section]))
    .filter(({ clause }) => clause !== 'default' && preset.clauses[clause] === undefined)
    .map(({ clause, path }) => wrong(path, `cites ${clause}, which is not among the clauses`));
}

/** Every clause id that a preset cites, with where. */
export function citationsIn(
  value: unknown,
  path: readonly PropertyKey[],
): { clause: string; path: readonly PropertyKey[] }[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => citationsIn(item, [...path, index]));
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'clauses' && Array.isArray(inner)
      ? inner.map((clause, index) => ({ clause: String(clause), path: [...path, key, index] }))
      : citationsIn(inner, [...path, key]),
  );
}
