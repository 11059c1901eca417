import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OpinionStub } from '#apps/classifier/src/testing/opinion-stub.js';
import { endSpawnedServices, spawnService } from '#libs/testing/spawn-service.js';
import { testFolder } from '#libs/testing/test-folder.js';
import { smallModel } from './testing/small-model.js';

const folder = testFolder('opinion');
const file = join(folder, 'texts.jsonl');
let stub: OpinionStub;

let model = '';

beforeAll(async () => {
  model = smallModel(folder);
  stub = await OpinionStub.open({
    kind: 'answers',
    answer: () => ({ tag: 'major', clauses: ['PG-13.2.1'], category: 'safety', quotations: ['锁骨断了'] }),
  });
  const text = '我叫李小强，13800001111，香溪里9栋2单元502。大堂灯罩砸下来，我母亲锁骨断了。';
  writeFileSync(
    file,
    `${JSON.stringify({ id: 'one', preset: 'property-group', from: '"李小强" <li@example.com>', text })}\n`,
  );
});
afterAll(async () => {
  await stub.close();
});
endSpawnedServices();

async function classify(
  env: Record<string, string>,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const command = spawnService({
    entry: 'apps/cli/src/main.ts',
    args: ['classify', '--jsonl', file, '--opinion', '--model', model],
    env,
  });
  const { code } = await command.exited;
  return { code, output: command.output() };
}

describe('bin/redress classify --opinion', () => {
  it('asks about the masked text and says what came of it', async () => {
    const { code, output } = await classify({
      REDRESS_OPINION_URL: stub.url,
      REDRESS_OPINION_MODEL: 'stub',
      REDRESS_OPINION_WHEN: 'always',
    });
    expect(code).toBe(0);
    const line = output.split('\n').find((one) => one.startsWith('{')) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      id: 'one',
      opinion: 'answered',
      evidence: expect.arrayContaining([expect.objectContaining({ rule: 'opinion', words: '锁骨断了' })]),
    });
    expect(stub.requests).toHaveLength(1);
    expect(stub.heard).not.toMatch(/小强|1380000|香溪里|502|li@/u);
  }, 120_000);

  it('gives the local answer where the endpoint breaks', async () => {
    stub.behaviour = { kind: 'sends', status: 500, body: '' };
    const { code, output } = await classify({
      REDRESS_OPINION_URL: stub.url,
      REDRESS_OPINION_MODEL: 'stub',
      REDRESS_OPINION_WHEN: 'always',
    });
    expect(code).toBe(0);
    expect(output).toMatch(/"opinion":"server-error"/u);
  }, 120_000);

  it('asks nobody where no endpoint is configured', async () => {
    const { code, output } = await classify({});
    expect(code).toBe(2);
    expect(output).toMatch(/--opinion needs REDRESS_OPINION_URL/u);
  }, 120_000);
});
