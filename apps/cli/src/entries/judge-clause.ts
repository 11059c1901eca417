import type { SourceText } from '../docs/traceability/clause-register.js';
import { nameOfEntry } from './entry.js';
import type { EntryDuty } from './entry-duties.js';
import type { EntryResult } from './entry-results.schema.js';
import { loadWithout } from './load-without.js';
import type { AcceptanceRun } from './run-acceptance.js';

/** Runs the tests of a clause in a company with these policy files. */
export type RunTests = (duty: EntryDuty, policy: readonly SourceText[]) => Promise<AcceptanceRun>;

/** Tests one clause with its entries and without them. */
export async function judgeClause(
  duty: EntryDuty,
  policy: readonly SourceText[],
  code: string,
  runTests: RunTests,
): Promise<EntryResult> {
  const { files, taken, needed } = loadWithout(policy, duty.entries);
  const result = {
    clause: duty.clause,
    taken: taken.map(nameOfEntry),
    needed: needed.map(({ entry, fault }) => ({ entry: nameOfEntry(entry), fault })),
    red: [],
    because: '',
    fingerprint: duty.fingerprint,
    code,
  };
  const whole = await runTests(duty, policy);
  if (whole.failed.length > 0 || whole.passed.length === 0) {
    return { ...result, verdict: 'unsound', red: [...whole.failed], because: whole.because || 'no test ran' };
  }
  if (taken.length === 0) {
    return { ...result, verdict: 'refused', because: needed[0]?.fault ?? '' };
  }
  const without = await runTests(duty, files);
  if (!without.opened) {
    // Configuration that names what is gone (an origin, a unit's kind) is refused as the company opens.
    const refused = without.because.startsWith('ConfigurationFault');
    return { ...result, verdict: refused ? 'refused' : 'unsound', red: [...without.failed], because: without.because };
  }
  return without.failed.length > 0
    ? { ...result, verdict: 'red', red: [...without.failed], because: without.because }
    : without.passed.length > 0
      ? { ...result, verdict: 'green' }
      : { ...result, verdict: 'unsound', because: 'no test ran' };
}
