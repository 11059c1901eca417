import { describe, expect, it } from '@jest/globals';
import { endSpawnedServices, spawnService } from '#libs/testing/spawn-service.js';
import { testFolder } from '#libs/testing/test-folder.js';

endSpawnedServices();
/** The demo keeps its mails and its log for whoever ran it. */
const temporary = testFolder('demo-kept');

interface DemoLine {
  readonly kind: string;
  readonly what?: string;
  readonly holds?: boolean;
}

describe('the demo', () => {
  it('tells its seven chapters on a machine without any server, and every outcome is as it must be (PG-1, PG-3, PG-14, PG-16, PG-18, PG-19, PG-21, PG-25)', async () => {
    const demo = spawnService({ entry: 'apps/cli/src/main.ts', args: ['demo', '--json'], env: { TMPDIR: temporary } });
    const { code } = await demo.exited;
    const lines = demo
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as DemoLine);
    expect(lines.filter((line) => line.kind === 'check' && line.holds !== true)).toEqual([]);
    expect(lines.filter((line) => line.kind === 'chapter')).toHaveLength(7);
    expect(code).toBe(0);
  }, 180_000);
});
