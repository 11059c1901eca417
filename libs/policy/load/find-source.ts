import { byFirstDay, firstDayOf } from '../preset/approved-version.js';
import type { PolicyFile } from './policy-file.schema.js';
import type { PolicySource } from './policy-source.js';

export type SourceChoice =
  { readonly kind: 'found'; readonly source: PolicySource } | { readonly kind: 'none'; readonly because: string };

/**
 * Finds `id@version`, or by `id` the version of a preset that was in force on a day: a later one changes nothing for
 * those who extend an earlier one, whose cases keep what they were opened under (ME-0.9). Bases and overlays have no
 * days: where there are several versions of one, the reference must say which.
 */
export function findSource(sources: readonly PolicySource[], reference: string, day?: string): SourceChoice {
  const [id = '', version] = reference.split('@');
  const versions = sources
    .filter(({ file }) => file.id === id)
    .map((source) => ({ source, firstDay: startOf(source.file), version: source.file.version }))
    .toSorted(byFirstDay);
  const called = versions.map((one) => one.version).join(', ');
  if (version !== undefined) {
    const exact = versions.find((one) => one.version === version);
    return exact === undefined
      ? none(called === '' ? nobody(id, sources) : `there is no version ${version} of ${id}; there are ${called}`)
      : found(exact.source);
  }
  if (versions.length > 1 && versions.some(({ source }) => source.file.kind !== 'preset')) {
    return none(
      `there are several versions of ${id} (${called}): write ${id}@${versions[0]?.version ?? ''} or another`,
    );
  }
  const approved = versions.filter(({ source: { file } }) => file.kind !== 'preset' || file.approval !== null);
  const candidates = approved.length > 0 ? approved : versions;
  const chosen = candidates.findLast(({ firstDay }) => day === undefined || firstDay <= day) ?? candidates[0];
  return chosen === undefined ? none(nobody(id, sources)) : found(chosen.source);
}

function startOf(file: PolicyFile): string {
  return file.kind === 'preset' ? firstDayOf(file) : '';
}

function found(source: PolicySource): SourceChoice {
  return { kind: 'found', source };
}

function none(because: string): SourceChoice {
  return { kind: 'none', because };
}

function nobody(id: string, sources: readonly PolicySource[]): string {
  return `there is no preset ${id}; there are ${[...new Set(sources.map(({ file }) => file.id))].join(', ')}`;
}
