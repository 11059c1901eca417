/** What counts in the end. A test that did not run is a failure: nothing is skipped. */
export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** Full names of what failed. */
  readonly failures: readonly string[];
}

/** The part of Jest's JSON report that is read here. */
export interface JestReport {
  readonly testResults: readonly {
    /** Path of the file. */
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export function countJest(report: JestReport): Count {
  let passed = 0;
  const failures: string[] = [];
  for (const file of report.testResults) {
    for (const { fullName, status } of file.assertionResults) {
      if (status === 'passed') {
        passed += 1;
      } else {
        failures.push(`${file.name}: ${fullName}${status === 'failed' ? '' : ` (${status})`}`);
      }
    }
    const accounted = file.assertionResults.some(({ status }) => status !== 'passed');
    if (file.assertionResults.length === 0 || (file.status === 'failed' && !accounted)) {
      failures.push(`${file.name}: the file itself`);
    }
  }
  return { passed, failed: failures.length, failures };
}

export function addCounts(counts: readonly Count[]): Count {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    failures: counts.flatMap(({ failures }) => failures),
  };
}
