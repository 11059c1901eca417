import { statSync } from 'node:fs';

/**
 * Files that take longest, longest first: begun last, one of them alone would hold up the end of a run. Jest itself goes
 * by what it remembers, which a fresh clone has not, and then by length, which says little.
 */
const longest = [
  'test/faults/intake-500.fault.spec.ts',
  'apps/ingestor/src/kill.fault.spec.ts',
  // After those two: beside its three installations a line is cut more slowly than mails come in.
  'test/faults/kill-points.fault.spec.ts',
  'apps/cli/src/start/start.fault.spec.ts',
  'apps/ingestor/src/fax/fax.fault.spec.ts',
  'test/acceptance/emergency-reported.acceptance.e2e.spec.ts',
  'apps/cli/src/doctor/doctor.int.spec.ts',
  'test/acceptance/departments.acceptance.e2e.spec.ts',
  'test/acceptance/services.acceptance.e2e.spec.ts',
  'test/acceptance/emergency.acceptance.e2e.spec.ts',
  'test/acceptance/emergency-decided.acceptance.e2e.spec.ts',
  'test/acceptance/sms.acceptance.e2e.spec.ts',
  'test/acceptance/investigation.acceptance.e2e.spec.ts',
  'test/acceptance/overlay.acceptance.e2e.spec.ts',
  'test/configuration/bad-configuration.int.spec.ts',
  'test/acceptance/sms-providers.acceptance.e2e.spec.ts',
  'apps/ingestor/src/fax/fax.int.spec.ts',
  'test/story/ways-back.e2e.spec.ts',
  'test/acceptance/versions.acceptance.e2e.spec.ts',
  'apps/ingestor/src/imap/odd-servers.int.spec.ts',
  'apps/ingestor/src/imap/large-folder.int.spec.ts',
  'test/story/demo.e2e.spec.ts',
  'apps/ingestor/src/fax/text/reading.spec.ts',
  'apps/classifier/src/rules/hostile-text.spec.ts',
  'apps/ingestor/src/fax/pages/prepare-pages.spec.ts',
  'apps/ingestor/src/process/mutated-mail.spec.ts',
];

/** Those on the list in its order; of the others end to end before single adapters, then the longer file first. */
export default class LongestFirst {
  sort(tests) {
    const rank = ({ path }) => {
      const place = longest.findIndex((file) => path.endsWith(`/${file}`));
      return place < 0 ? longest.length + (path.endsWith('.e2e.spec.ts') ? 0 : 1) : place;
    };
    const ranked = tests.map((test) => ({ test, rank: rank(test), size: statSync(test.path).size }));
    return ranked.sort((a, b) => a.rank - b.rank || b.size - a.size).map(({ test }) => test);
  }

  shard(tests, { shardIndex, shardCount }) {
    return [...tests].filter((_, index) => index % shardCount === shardIndex - 1);
  }

  /** For --onlyFailures, which needs a memory. */
  allFailedTests() {
    return [];
  }

  cacheResults() {
    // Nothing to remember.
  }
}
