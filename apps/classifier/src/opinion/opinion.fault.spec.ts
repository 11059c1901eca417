import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { endSpawnedServices, spawnService, type SpawnedService } from '#libs/testing/spawn-service.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { ClassifierUnderTest, classifierTestSets } from '../testing/classifier-under-test.js';
import { OpinionStub } from '../testing/opinion-stub.js';

let stub: OpinionStub;
let neighbours: ClassifierUnderTest;
endSpawnedServices();
let next: SpawnedService | null = null;
afterAll(async () => {
  await next?.kill('SIGTERM');
  await neighbours.stop();
  await stub.close();
});
const database = withTestDatabase({ sets: classifierTestSets });

beforeAll(async () => {
  stub = await OpinionStub.open({ kind: 'hangs' });
  neighbours = new ClassifierUnderTest(database.url, undefined, {
    REDRESS_OPINION_URL: stub.url,
    REDRESS_OPINION_MODEL: 'stub',
    REDRESS_OPINION_WHEN: 'always',
    REDRESS_OPINION_SECONDS: '2',
  });
  await neighbours.startNeighbours();
});

function start(): SpawnedService {
  return spawnService({ entry: 'apps/classifier/src/main.ts', env: neighbours.environment });
}

it('a complaint whose classifier is killed while it asks gets the local answer from the next one, and is not asked about again', async () => {
  const first = start();
  const delivery = await neighbours.receive({ text: '灯罩掉下来砸在我母亲肩上，锁骨骨折，现在住院。' });
  await eventually(() => {
    expect(stub.requests).toHaveLength(1);
  }, 30_000);
  await first.kill('SIGKILL');
  expect(neighbours.classified).toEqual([]);

  stub.behaviour = {
    kind: 'answers',
    answer: () => ({ tag: 'general', clauses: ['PG-13.1'], category: 'safety', quotations: ['灯罩'] }),
  };
  next = start();
  await eventually(() => {
    expect(neighbours.classified).toHaveLength(1);
  }, 40_000);
  expect(neighbours.classified[0]).toMatchObject({ deliveryId: delivery, tag: 'major' });
  expect(stub.requests).toHaveLength(1);
  const { rows } = await database.query('select opinion from classification.assessment');
  expect(rows).toEqual([{ opinion: null }]);
}, 120_000);
