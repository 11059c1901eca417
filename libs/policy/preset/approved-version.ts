import type { Preset } from './preset.schema.js';

/**
 * Whether a version may take effect: its approval is on record, by whoever the rules themselves want it from (SI-6.3).
 * Pure.
 */
export function isApproved({ approval, adoption, roles }: Pick<Preset, 'approval' | 'adoption' | 'roles'>): boolean {
  if (approval === null) {
    return false;
  }
  const title = adoption === null ? undefined : roles[adoption.approvedBy]?.title;
  return title === undefined || approval.by === title.zh || approval.by === title.en;
}

/** The day on which a version begins to count: its own first day, but not before the day of its approval. */
export function firstDayOf({ effectiveFrom, approval }: Pick<Preset, 'effectiveFrom' | 'approval'>): string {
  return approval !== null && approval.on > effectiveFrom ? approval.on : effectiveFrom;
}

/** Earlier versions first: by their first day, then by number, in which 2026.10 comes after 2026.9. */
export function byFirstDay(a: Version, b: Version): number {
  return a.firstDay.localeCompare(b.firstDay) || a.version.localeCompare(b.version, 'en', { numeric: true });
}

interface Version {
  readonly firstDay: string;
  readonly version: string;
}
