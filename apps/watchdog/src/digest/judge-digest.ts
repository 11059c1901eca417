import type { WatchedCase } from '#libs/contracts/messages/case-event.schema.js';

/**
 * How one case of the digest compares with what the watchdog knows.
 *
 * agree     nothing to do
 * unknown   never heard of: it is created
 * behind    messages were lost or are still under way: the digest's truth is taken over
 * differ    the same version, another content: a fault somewhere; the digest's truth is taken over
 * ahead     the digest is older than what has been heard since: nothing to do
 */
export type DigestVerdict = 'agree' | 'unknown' | 'behind' | 'differ' | 'ahead';

/** Verdicts by which what was known turns out to have been wrong. */
export const drifts = ['unknown', 'behind', 'differ', 'vanished'] as const;
export type Drift = (typeof drifts)[number];

export function judgeDigest(known: WatchedCase | null, told: WatchedCase): DigestVerdict {
  if (known === null) {
    return 'unknown';
  }
  if (told.caseVersion < known.caseVersion) {
    return 'ahead';
  }
  if (told.caseVersion > known.caseVersion) {
    return 'behind';
  }
  return canonical(known) === canonical(told) ? 'agree' : 'differ';
}

/** The same text for the same content, whatever the order of lists that have none. */
function canonical(watched: WatchedCase): string {
  const { caseId, caseVersion, preset, unit, tag, category, urgent, stage } = watched;
  const facts = [...new Set(watched.facts.map((record) => `${Date.parse(record.at)} ${record.fact}`))].toSorted();
  const pauses = watched.pauses.map((pause) => [
    pause.cause,
    Date.parse(pause.from),
    pause.until === null ? null : Date.parse(pause.until),
  ]);
  const agreed = watched.agreedLimits.map((limit) => [limit.milestone, Date.parse(limit.dueAt)]);
  return JSON.stringify([
    caseId,
    caseVersion,
    preset.id,
    preset.version,
    unit,
    tag,
    category,
    urgent,
    stage,
    watched.marks.toSorted(),
    facts,
    pauses,
    agreed,
  ]);
}
