import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CommandRefused } from '#libs/runtime/command-refused.js';
import { readTrace, readPolicy } from '../docs/traceability/read-trace.js';
import type { Count } from '../test/count-results.js';
import { entryFaults } from './entry-duties.js';
import { EntryResults, resultsPath, type EntryResult } from './entry-results.schema.js';
import { codeOf, sampleOf } from './fingerprint.js';
import { judgeClause } from './judge-clause.js';
import { runAcceptance } from './run-acceptance.js';

/** Which clauses: those named, a sample by the state of the code, or every one of them. */
export type EntryChoice =
  | { readonly kind: 'these'; readonly clauses: readonly string[] }
  | { readonly kind: 'sample'; readonly count: number }
  | { readonly kind: 'all' };

/** A company is waiting for something most of the time. */
const atOnce = availableParallelism();

/**
 * Takes the entries of each clause away and runs its tests. What a full run or one of named clauses finds is written to
 * test/entries/results.json; a sample only compares.
 */
export async function runEntries(choice: EntryChoice, folder: string, say: (line: string) => void): Promise<Count> {
  const trace = readTrace();
  const policy = readPolicy();
  const code = codeOf(trace.sources);
  const known = trace.duties.map(({ clause }) => clause);
  const unknown = choice.kind === 'these' ? choice.clauses.filter((clause) => !known.includes(clause)) : [];
  if (unknown.length > 0) {
    throw new CommandRefused(`no entry with an acceptance test carries ${unknown.join(', ')}`);
  }
  const chosen =
    choice.kind === 'all' ? known : choice.kind === 'these' ? choice.clauses : sampleOf(known, code, choice.count);
  const left = trace.duties.filter(({ clause }) => chosen.includes(clause));
  const fresh: EntryResult[] = [];
  const worker = async (): Promise<void> => {
    for (let duty = left.shift(); duty !== undefined; duty = left.shift()) {
      const { clause, files } = duty;
      const result = await judgeClause(duty, policy, code, async (_, files_) =>
        runAcceptance(clause, files, files_, folder),
      );
      fresh.push(result);
      say(`${result.verdict.padEnd(8)} ${clause} ${result.because}`);
      if (choice.kind !== 'sample') {
        keep(fresh, known, folder);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const failures = entryFaults(
    trace.duties.filter(({ clause }) => chosen.includes(clause)),
    fresh,
  );
  return { passed: chosen.length - failures.length, failed: failures.length, failures: [...failures] };
}

/** At one go: several clauses end at the same time. */
function keep(fresh: readonly EntryResult[], known: readonly string[], folder: string): void {
  const file = join(folder, resultsPath);
  const before = existsSync(file) ? EntryResults.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
  const kept = before.filter(
    ({ clause }) => known.includes(clause) && !fresh.some((result) => result.clause === clause),
  );
  const all = [...kept, ...fresh].toSorted((a, b) => a.clause.localeCompare(b.clause, 'en', { numeric: true }));
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}
