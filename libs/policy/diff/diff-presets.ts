import type { Preset } from '../preset/preset.schema.js';
import { policyEntries, type PolicyEntry } from './policy-entries.js';

export interface ChangedField {
  readonly field: string;
  /** Null: it was not there. */
  readonly before: string | null;
  /** Null: it is not there any more. */
  readonly after: string | null;
}

export type PolicyChange =
  | { readonly kind: 'added' | 'removed'; readonly path: string; readonly clauses: readonly string[] }
  | {
      readonly kind: 'changed';
      readonly path: string;
      readonly clauses: readonly string[];
      readonly fields: readonly ChangedField[];
    };

/**
 * What one preset says that another does not, entry by entry, by clause and then by path. By meaning: layout, comments,
 * order of keys and what is inherited from where make no difference. Pure.
 */
export function diffPresets(before: Preset, after: Preset): PolicyChange[] {
  const old = policyEntries(before);
  const changes: PolicyChange[] = [];
  for (const entry of policyEntries(after).values()) {
    const known = old.get(entry.path);
    if (known === undefined) {
      changes.push({ kind: 'added', path: entry.path, clauses: entry.clauses });
      continue;
    }
    const fields = changedFields(known, entry);
    if (fields.length > 0) {
      changes.push({ kind: 'changed', path: entry.path, clauses: entry.clauses, fields });
    }
  }
  const now = policyEntries(after);
  for (const entry of old.values()) {
    if (!now.has(entry.path)) {
      changes.push({ kind: 'removed', path: entry.path, clauses: entry.clauses });
    }
  }
  return changes.toSorted((a, b) => byClause(a, b) || (a.path < b.path ? -1 : 1));
}

function changedFields(before: PolicyEntry, after: PolicyEntry): ChangedField[] {
  const names = [...new Set([...before.fields.keys(), ...after.fields.keys()])];
  const fields = names
    .map((field) => ({ field, before: before.fields.get(field) ?? null, after: after.fields.get(field) ?? null }))
    .filter((field) => field.before !== field.after);
  const clauses = { field: 'clauses', before: before.clauses.join(', '), after: after.clauses.join(', ') };
  return clauses.before === clauses.after ? fields : [clauses, ...fields];
}

/** PG-9 before PG-13.2; entries of no clause come last. */
function byClause(a: PolicyChange, b: PolicyChange): number {
  const clause = ({ clauses }: PolicyChange): string => clauses.find((id) => id !== 'default') ?? '\uffff';
  return clause(a).localeCompare(clause(b), 'en', { numeric: true });
}
