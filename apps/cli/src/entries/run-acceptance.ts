import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { environment } from '#libs/config/environment.js';
import type { SourceText } from '../docs/traceability/clause-register.js';
import { awaitEnd } from '../test/await-end.js';
import { withScratch } from '../test/scratch.js';
import { clausePattern } from './fingerprint.js';

/** What the tests of one clause did. */
export interface AcceptanceRun {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  /** Whether the company opened at all; where it did not, the failures say nothing about what a test shows. */
  readonly opened: boolean;
  /** First line of what the first failure says. */
  readonly because: string;
}

const Report = z.object({
  testResults: z.array(
    z.object({
      message: z.string(),
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

/** Stands in the stack of what keeps a company from opening (test/acceptance/premises.ts). */
const opening = 'openPremises';

/** Test servers that are still there this long after the report belong to a process that hangs. */
const stayLimitMs = 60_000;

/** Runs only the tests that name a clause, in a company whose policy files are these. */
export async function runAcceptance(
  clause: string,
  files: readonly string[],
  policy: readonly SourceText[],
  folder: string,
): Promise<AcceptanceRun> {
  return withScratch(async ({ folder: scratch, temporary }) => {
    const report = join(scratch, 'report.json');
    const laidOver = join(scratch, 'policy');
    for (const { path, text } of policy) {
      const file = join(laidOver, path.replace(/^(?:test\/acceptance\/)?config\//u, ''));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const child = spawn(
      process.execPath,
      [
        'node_modules/jest/bin/jest.js',
        ...['--selectProjects', 'e2e', '--runInBand', '--json', `--outputFile=${report}`],
        ...['--testNamePattern', clausePattern(clause), '--testPathPatterns', ...files],
      ],
      {
        cwd: folder,
        stdio: 'ignore',
        env: {
          ...environment(),
          NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
          TMPDIR: temporary,
          ACCEPTANCE_POLICY: laidOver,
        },
      },
    );
    await awaitEnd(child, { report, limitMs: stayLimitMs });
    return read(await readFile(report, 'utf8').catch(() => null), scratch);
  });
}

function read(report: string | null, scratch: string): AcceptanceRun {
  if (report === null) {
    return { passed: [], failed: [], opened: false, because: 'the run ended without a report' };
  }
  const suites = Report.parse(JSON.parse(report)).testResults;
  const tests = suites.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed');
  const words = stripVTControlCharacters(failed[0]?.failureMessages[0] ?? suites[0]?.message ?? '');
  return {
    passed: tests.filter(({ status }) => status === 'passed').map(({ title }) => title),
    failed: failed.map(({ title }) => title),
    opened: tests.length > 0 && !failed.some(({ failureMessages }) => failureMessages.join().includes(opening)),
    because: brief(words, scratch),
  };
}

/** What a person needs of a failure: what was expected and what came, in one line without paths of this machine. */
function brief(words: string, scratch: string): string {
  const lines = words
    .replaceAll(scratch, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at '));
  return lines
    .slice(0, 4)
    .join(' ')
    .replaceAll(/\/(?:[\w.-]+\/)+/gu, '')
    .slice(0, 240);
}
