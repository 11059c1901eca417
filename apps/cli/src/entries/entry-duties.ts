import type { AcceptanceTitle } from '../docs/traceability/acceptance-titles.js';
import type { SourceText } from '../docs/traceability/clause-register.js';
import { entriesOf, type Entry } from './entry.js';
import type { EntryResult } from './entry-results.schema.js';
import { fingerprintOf } from './fingerprint.js';

/** A clause that is data: entries of shipped presets carry it, and acceptance tests name it. */
export interface EntryDuty {
  readonly clause: string;
  readonly entries: readonly Entry[];
  /** Test files that name it. */
  readonly files: readonly string[];
  readonly fingerprint: string;
}

/** Every clause that has an entry and a test: without the entry the test must turn red. */
export function entryDuties(
  policy: readonly SourceText[],
  titles: readonly AcceptanceTitle[],
  tests: readonly SourceText[],
): readonly EntryDuty[] {
  const entries = entriesOf(policy);
  return [...new Set(titles.map(({ clause }) => clause))].toSorted().flatMap((clause) => {
    const citing = entries.filter(({ clauses }) => clauses.includes(clause));
    // Texts that every preset shares cite the clauses of all: they count only where no preset has an entry of its own.
    const own = citing.filter(({ file }) => !file.includes('/templates/'));
    const carrying = own.length > 0 ? own : citing;
    return carrying.length === 0
      ? []
      : {
          clause,
          entries: carrying,
          files: [...new Set(titles.filter((title) => title.clause === clause).map(({ path }) => path))],
          fingerprint: fingerprintOf(clause, carrying, policy, tests),
        };
  });
}

const run = 'bin/redress test --entries';

/** What stands against the results: missing, stale, or a test that does not need the entry it is there for. */
export function entryFaults(duties: readonly EntryDuty[], results: readonly EntryResult[]): readonly string[] {
  return duties.flatMap(({ clause, fingerprint }) => {
    const result = results.find((other) => other.clause === clause);
    if (result === undefined) {
      return [`${clause} was never tested without its entries; run: ${run} ${clause}`];
    }
    if (result.fingerprint !== fingerprint) {
      return [`${clause}: its entries or its test changed since it was tested without them; run: ${run} ${clause}`];
    }
    switch (result.verdict) {
      case 'red':
      case 'refused':
        return [];
      case 'green':
        return [`${clause}: its test passes without ${result.taken.join(', ')}`];
      case 'unsound':
        return [`${clause}: nothing can be said of its test, which fails for another reason: ${result.because}`];
    }
    return result.verdict satisfies never;
  });
}
