import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { environment } from '#libs/config/environment.js';
import { exitCodes } from '#libs/runtime/exit-codes.js';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { runEntries } from '../entries/run-entries.js';
import { checkList } from './check-list.js';
import { addCounts } from './count-results.js';
import type { Count } from './count-results.js';
import { installPackages } from './install-packages.js';
import { missingPackages } from './missing-packages.js';
import { runCheck } from './run-check.js';
import { runJest } from './run-jest.js';
import { workersFor } from './workers-for.js';

/** Clauses whose entries are taken away in every run; other ones whenever the code is another. */
const sampleSize = 6;

export function defineTest(command: Command): void {
  command
    .argument('[patterns...]', 'only test files whose path matches one of these; the checks are left out then')
    .option('--checks', 'only the checks: types, lint, format, imports')
    .option(
      '--entries',
      'take the entries of clauses out of the presets (patterns: clause ids) and see their tests fail',
    )
    .addHelpText(
      'after',
      [
        '',
        'The last line is "N passed, N failed"; checks count as tests, and a test that does not run counts as failed.',
        'Exit code 0 when all passed, 1 when not, 2 when a server is missing that cannot be installed here.',
        'TEST_DATABASE_URL and TEST_RABBITMQ_URL name servers to use instead of those that the tests start themselves.',
      ].join('\n'),
    )
    .action(async (patterns: string[], options: { checks?: true; entries?: true }) => {
      const count =
        options.entries === true
          ? await runEntries(
              patterns.length === 0 ? { kind: 'all' } : { kind: 'these', clauses: patterns },
              projectFolder(),
              say,
            )
          : await runAll(patterns, options.checks === true);
      process.stdout.write(['', ...count.failures.map((name) => `FAILED ${name}`), ''].join('\n'));
      process.stdout.write(`${String(count.passed)} passed, ${String(count.failed)} failed\n`);
      process.exitCode = count.failed === 0 && count.passed > 0 ? exitCodes.ok : exitCodes.no;
    });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function runAll(patterns: readonly string[], checksOnly: boolean): Promise<Count> {
  const folder = projectFolder();
  if (checksOnly) {
    return runChecks(folder);
  }
  const missing = missingPackages(environment());
  if (missing.length > 0) {
    installPackages(missing, say);
  }
  const workers = workersFor(availableParallelism());
  // The checks need one core or two; what starts servers comes afterwards and has the machine to itself.
  const first = await Promise.all([
    patterns.length === 0 ? runChecks(folder) : [],
    runJest({ suites: ['unit'], workers: workers.unit, patterns }, folder),
  ]);
  const second = await runJest({ suites: ['int', 'e2e'], workers: workers.servers, patterns }, folder);
  const sampled = patterns.length === 0 ? await runEntries({ kind: 'sample', count: sampleSize }, folder, say) : null;
  const third = await runJest({ suites: ['fault'], workers: workers.fault, patterns }, folder);
  return addCounts([...first.flat(), second, ...(sampled === null ? [] : [sampled]), third]);
}

async function runChecks(folder: string): Promise<Count> {
  const counts: Count[] = [];
  for (const check of checkList) {
    counts.push(await runCheck(check, folder, say));
  }
  return addCounts(counts);
}
