import type { SourceText } from '../docs/traceability/clause-register.js';
import { nameOfEntry, type Entry } from './entry.js';
import type { EntryDuty } from './entry-duties.js';
import type { EntryResult } from './entry-results.schema.js';
import { loadWithout } from './load-without.js';
import type { AcceptanceRun } from './run-acceptance.js';

/** Runs the tests of a clause in a company with these policy files. */
export type RunTests = (duty: EntryDuty, policy: readonly SourceText[]) => Promise<AcceptanceRun>;

/** People play roles of many entries: those are taken away only where nothing else shows that a test needs the clause. */
const people: ReadonlySet<string> = new Set(['roles', 'roleGroups', 'departments', 'unitKinds']);

/** Tests one clause with its entries and without them. */
export async function judgeClause(
  duty: EntryDuty,
  policy: readonly SourceText[],
  code: string,
  runTests: RunTests,
): Promise<EntryResult> {
  const whole = await runTests(duty, policy);
  if (whole.failed.length > 0 || whole.passed.length === 0) {
    const because = whole.because || 'no test ran';
    return { ...emptyResult(duty, code), verdict: 'unsound', red: [...whole.failed], because };
  }
  const acting = duty.entries.filter(({ path }) => !path.some((key) => people.has(key)));
  const first = acting.length > 0 ? await without(duty, acting, policy, code, runTests) : null;
  return first !== null && (first.verdict === 'red' || acting.length === duty.entries.length)
    ? first
    : without(duty, duty.entries, policy, code, runTests);
}

async function without(
  duty: EntryDuty,
  entries: readonly Entry[],
  policy: readonly SourceText[],
  code: string,
  runTests: RunTests,
): Promise<EntryResult> {
  const { files, taken, needed } = loadWithout(policy, entries);
  const result = {
    ...emptyResult(duty, code),
    taken: taken.map(nameOfEntry),
    needed: needed.map(({ entry, fault }) => ({ entry: nameOfEntry(entry), fault })),
  };
  if (taken.length === 0) {
    return { ...result, verdict: 'refused', because: needed[0]?.fault ?? '' };
  }
  const { opened, failed, passed, because } = await runTests(duty, files);
  if (!opened) {
    // Configuration that names what is gone (an origin, a role) is refused as the company opens.
    const refused = /^(?:ConfigurationFault|PolicyInvalid)\b/u.test(because);
    return { ...result, verdict: refused ? 'refused' : 'unsound', red: [...failed], because };
  }
  if (failed.length > 0) {
    return { ...result, verdict: 'red', red: [...failed], because };
  }
  if (passed.length === 0) {
    return { ...result, verdict: 'unsound', because: 'no test ran' };
  }
  // What the test needs is then in what could not be taken away, and the fault says so.
  const [kept] = result.needed;
  return kept === undefined ? { ...result, verdict: 'green' } : { ...result, verdict: 'refused', because: kept.fault };
}

function emptyResult({ clause, fingerprint }: EntryDuty, code: string): Omit<EntryResult, 'verdict'> {
  return { clause, taken: [], needed: [], red: [], because: '', fingerprint, code };
}
