import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from '#libs/config/environment.js';
import { awaitEnd } from './await-end.js';
import { addCounts, countJest } from './count-results.js';
import type { Count, JestReport } from './count-results.js';
import { withScratch } from './scratch.js';

export interface JestRun {
  /** Suites to run, by the names in jest.config.mjs. */
  readonly suites: readonly string[];
  /** Test files at a time. */
  readonly workers: number;
  /** Only files whose path matches one of these; empty means all. */
  readonly patterns: readonly string[];
}

/** Putting the test servers away takes some seconds; longer than this after the report, something was left open. */
const stayLimitMs = 60_000;

/**
 * Runs Jest, which prints as it goes, and counts by its report. A run without a report counts as one failure; so does one
 * that leaves folders in the temporary folder.
 */
export async function runJest({ suites, workers, patterns }: JestRun, folder: string): Promise<Count> {
  const failureOf = (what: string): Count => ({
    passed: 0,
    failed: 1,
    failures: [`jest ${what} (${suites.join(', ')})`],
  });
  return withScratch(async ({ folder: scratch, temporary, left }) => {
    const reportFile = join(scratch, 'report.json');
    const child = spawn(
      process.execPath,
      [
        'node_modules/jest/bin/jest.js',
        '--selectProjects',
        ...suites,
        `--maxWorkers=${String(workers)}`,
        '--passWithNoTests',
        '--json',
        `--outputFile=${reportFile}`,
        ...(patterns.length === 0 ? [] : ['--testPathPatterns', ...patterns]),
      ],
      {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          ...environment(),
          TMPDIR: temporary,
          NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
        },
      },
    );
    const endedByItself = await awaitEnd(child, { report: reportFile, limitMs: stayLimitMs });
    const report = await readFile(reportFile, 'utf8').catch(() => null);
    const forgotten = await left();
    return addCounts([
      report === null ? failureOf('ended without a report') : countJest(JSON.parse(report) as JestReport),
      ...(endedByItself ? [] : [failureOf('did not end: a test has left something open')]),
      ...(forgotten.length === 0 ? [] : [failureOf(`left temporary folders behind: ${forgotten.join(', ')}`)]),
    ]);
  });
}
