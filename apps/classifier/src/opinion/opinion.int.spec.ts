import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { ClassifierUnderTest, classifierTestSets } from '../testing/classifier-under-test.js';
import { OpinionStub, type StubAnswer } from '../testing/opinion-stub.js';

let stub: OpinionStub;
let classifier: ClassifierUnderTest;
let second: ClassifierUnderTest | null = null;
afterAll(async () => {
  await second?.stop();
  await classifier.stop();
  await stub.close();
});
const database = withTestDatabase({ sets: classifierTestSets });

const saysMajor = (): StubAnswer => ({
  tag: 'major',
  clauses: ['PG-13.2.1'],
  category: 'safety',
  quotations: ['锁骨'],
});
const settings = (): Record<string, string> => ({
  REDRESS_OPINION_URL: stub.url,
  REDRESS_OPINION_MODEL: 'stub',
  REDRESS_OPINION_WHEN: 'always',
  REDRESS_OPINION_SECONDS: '8',
  // Without a model the rules are unsure: a trusted opinion decides.
  REDRESS_OPINION_TRUST: '95',
  REDRESS_OPINION_PER_HOUR: '8',
});

beforeAll(async () => {
  stub = await OpinionStub.open({ kind: 'answers', answer: saysMajor });
  classifier = new ClassifierUnderTest(database.url, undefined, settings());
  await classifier.start();
});
beforeEach(async () => {
  stub.requests.length = 0;
  stub.behaviour = { kind: 'answers', answer: saysMajor };
  await database.query('delete from classification.opinion_call');
});

let texts = 0;
/** A text of its own each time, so that the cache does not answer. */
const harm = (): string => {
  texts += 1;
  return `我叫葛立人，13800001111，住香溪里9栋2单元502。大堂灯罩砸下来，我母亲锁骨断了，第${String(texts)}回反映。`;
};

/** A busy machine must not decide. */
const limitMs = 60_000;

async function classified(text: string, by = classifier): Promise<DataOf<'complaint.classified'>> {
  const delivery = await by.receive({ subject: '灯罩', text });
  return eventually(() => {
    // Either stand-in of the dispatcher may have heard it.
    const found = [...classifier.classified, ...(second?.classified ?? [])].find(
      ({ deliveryId }) => deliveryId === delivery,
    );
    if (found === undefined) {
      throw new Error('not yet classified');
    }
    return found;
  }, limitMs);
}

async function storedOf(delivery: string): Promise<Record<string, unknown>> {
  const { rows } = await database.query('select * from classification.assessment where delivery_id = $1', [delivery]);
  return rows[0] ?? {};
}

describe('the classifier with an endpoint for second opinions', () => {
  it('announces the answer once, after the opinion, and says that it decided', async () => {
    const said = await classified(harm());
    expect(said).toMatchObject({ tag: 'major', abstained: false, rules: expect.arrayContaining(['opinion']) });
    expect(await storedOf(said.deliveryId)).toMatchObject({
      decided_by: 'opinion',
      opinion: expect.stringMatching(/agreed|differed/u),
    });
    expect(classifier.classified.filter(({ deliveryId }) => deliveryId === said.deliveryId)).toHaveLength(1);
    const { rows } = await database.query('select 1 from classification.opinion_request');
    expect(rows).toEqual([]);
  });

  it('sends nothing that identifies anybody, and keeps nothing of it outside the vault (PC-6)', async () => {
    const said = await classified(harm());
    expect(stub.heard).toContain('锁骨断了');
    expect(stub.heard).not.toMatch(/葛立人|立人|李强|liqiang|1380000|香溪里|502/u);
    const tables = await Promise.all(
      ['opinion_answer', 'opinion_call', 'assessment'].map(async (table) =>
        database.query(`select * from classification.${table}`),
      ),
    );
    expect(JSON.stringify(tables.map(({ rows }) => rows))).not.toMatch(/锁骨|立人|1380000/u);
    expect(JSON.stringify(said)).not.toMatch(/锁骨|立人/u);
  });

  it('holds no lock and no transaction while it waits', async () => {
    stub.behaviour = { kind: 'hangs' };
    const delivery = await classifier.receive({ text: harm() });
    await eventually(() => {
      expect(stub.requests).toHaveLength(1);
    }, limitMs);
    const { rows } = await database.query(
      `select state, query from pg_stat_activity
        where datname = current_database() and application_name = 'redress-classifier' and state like 'idle in transaction%'`,
    );
    expect(rows).toEqual([]);
    await eventually(() => {
      expect(classifier.classified.some(({ deliveryId }) => deliveryId === delivery)).toBe(true);
    }, limitMs);
    expect(await storedOf(delivery)).toMatchObject({ opinion: 'timeout' });
  });

  it('gives the local answer when the endpoint makes up quotations', async () => {
    stub.behaviour = { kind: 'answers', answer: () => ({ ...saysMajor(), quotations: ['三人死亡'] }) };
    const said = await classified(harm());
    expect(said.rules).not.toContain('opinion');
    expect(await storedOf(said.deliveryId)).toMatchObject({ opinion: 'made-up-quotation' });
  });

  it('shares its budget with other processes', async () => {
    second = new ClassifierUnderTest(database.url, undefined, settings());
    await second.start();
    const both = classifier;
    const other = second;
    await Promise.all(Array.from({ length: 12 }, async (_, n) => classified(harm(), n % 2 === 0 ? both : other)));
    expect(stub.requests).toHaveLength(8);
    const { rows } = await database.query(
      `select count(*) filter (where opinion in ('agreed', 'differed'))::int as asked, count(*)::int as of
         from (select opinion from classification.assessment order by assessed_at desc limit 12) newest`,
    );
    expect(rows).toEqual([{ asked: 8, of: 12 }]);
  });

  it('goes on alone when the other process has ended', async () => {
    await second?.stop();
    second = null;
    expect(await classified(harm())).toMatchObject({ tag: expect.any(String) });
  });

  it('takes an answer again after a restart, and what was asked before still counts', async () => {
    const text = harm();
    const first = await classified(text);
    expect(stub.requests).toHaveLength(1);
    await classifier.stop();
    classifier = new ClassifierUnderTest(database.url, undefined, { ...settings(), REDRESS_OPINION_PER_HOUR: '1' });
    await classifier.start();
    const again = await classified(text);
    expect(again).toMatchObject({ tag: first.tag, abstained: first.abstained, clauses: first.clauses });
    expect(await storedOf(again.deliveryId)).toMatchObject({ opinion: expect.stringMatching(/agreed|differed/u) });
    expect(stub.requests).toHaveLength(1);
    const other = await classified(harm());
    expect(await storedOf(other.deliveryId)).toMatchObject({ opinion: 'hour-spent' });
    await classifier.stop();
    classifier = new ClassifierUnderTest(database.url, undefined, settings());
    await classifier.start();
  }, 120_000);

  it('asks nobody again about what a process died of, and says the local answer', async () => {
    const delivery = await classifier.receive({ text: harm() });
    await eventually(() => {
      expect(classifier.classified.some(({ deliveryId }) => deliveryId === delivery)).toBe(true);
    }, limitMs);
    stub.requests.length = 0;
    // As a kill in the middle of the call leaves it: taken up once, the lease run out.
    await database.query(
      `insert into classification.opinion_request (delivery_id, received, tries, lease_until)
       select $1::uuid, jsonb_build_object('deliveryId', $1::text, 'preset', 'property-group', 'unit', 'yunhu', 'channel', 'mail',
         'origin', 'mailbox', 'receivedAt', '2026-11-20T02:00:00.000Z', 'language', 'zh', 'attachments', 0, 'dmarc', 'pass', 'automatic', false),
         1, clock_timestamp() - interval '1 second'`,
      [delivery],
    );
    await eventually(async () => {
      const { rows } = await database.query('select 1 from classification.opinion_request');
      expect(rows).toEqual([]);
    }, limitMs);
    expect(stub.requests).toEqual([]);
    expect(await storedOf(delivery)).toMatchObject({ opinion: null });
  });
});
