import type { Preset } from '../preset/preset.schema.js';

/** One entry of a preset: what it says, without the entries inside it. */
export interface PolicyEntry {
  /** Key path, e.g. milestones.resolution. */
  readonly path: string;
  /** Clauses that it carries out; empty where it names none. */
  readonly clauses: readonly string[];
  /** What it says, field by field, as it could be written down. */
  readonly fields: ReadonlyMap<string, string>;
}

/** Every entry of a preset by its key path: whatever cites clauses, and each section for what lies between. */
export function policyEntries(preset: Preset): ReadonlyMap<string, PolicyEntry> {
  const entries = new Map<string, PolicyEntry>();
  for (const [section, value] of Object.entries(preset)) {
    walk(section, value, entries);
  }
  return entries;
}

function walk(path: string, value: unknown, entries: Map<string, PolicyEntry>): void {
  const fields = new Map<string, string>();
  collect(path, '', value, fields, entries);
  const clauses = clausesOf(value);
  // A register has nothing of its own to say.
  if (fields.size > 0 || clauses.length > 0) {
    entries.set(path, { path, clauses, fields });
  }
}

function collect(
  path: string,
  field: string,
  value: unknown,
  fields: Map<string, string>,
  entries: Map<string, PolicyEntry>,
): void {
  const text = limitText(value);
  if (text !== null || typeof value !== 'object' || value === null || Array.isArray(value)) {
    fields.set(field, text ?? written(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'clauses' && isClauses(inner)) {
      continue;
    }
    const name = field === '' ? key : `${field}.${key}`;
    if (isEntry(inner)) {
      walk(`${path}.${name}`, inner, entries);
    } else {
      collect(path, name, inner, fields, entries);
    }
  }
}

/** Limits know the text that they were written as. */
function limitText(value: unknown): string | null {
  return typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    'text' in value &&
    typeof value.text === 'string'
    ? value.text
    : null;
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, (_key, inner: unknown) => limitText(inner) ?? inner);
}

function isEntry(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'clauses' in value && isClauses(value.clauses);
}

function isClauses(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function clausesOf(value: unknown): readonly string[] {
  return isEntry(value) ? (value as { clauses: readonly string[] }).clauses : [];
}
