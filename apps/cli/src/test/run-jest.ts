import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from '#libs/config/environment.js';
import { countJest } from './count-results.js';
import type { Count, JestReport } from './count-results.js';

export interface JestRun {
  /** Suites to run, by the names in jest.config.mjs. */
  readonly suites: readonly string[];
  /** Test files at a time. */
  readonly workers: number;
  /** Only files whose path matches one of these; empty means all. */
  readonly patterns: readonly string[];
}

/** Runs Jest, which prints as it goes, and counts by its report. A run without a report counts as one failure. */
export async function runJest({ suites, workers, patterns }: JestRun, folder: string): Promise<Count> {
  const reportFolder = await mkdtemp(join(tmpdir(), 'redress-test-'));
  const reportFile = join(reportFolder, 'report.json');
  try {
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
        env: { ...environment(), NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' },
      },
    );
    await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    const report = await readFile(reportFile, 'utf8').catch(() => null);
    return report === null
      ? { passed: 0, failed: 1, failures: [`jest ended without a report (${suites.join(', ')})`] }
      : countJest(JSON.parse(report) as JestReport);
  } finally {
    await rm(reportFolder, { recursive: true, force: true });
  }
}
