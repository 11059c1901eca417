import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CaseId, type DeliveryId } from '#libs/contracts/identity.js';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { ClassifierUnderTest, classifierTestSets, type Complaint } from '../testing/classifier-under-test.js';

let classifier: ClassifierUnderTest;
afterAll(async () => {
  await classifier.stop();
  rmSync(folder, { recursive: true, force: true });
});
const database = withTestDatabase({ sets: classifierTestSets });
const folder = mkdtempSync(join(tmpdir(), 'redress-customers-'));
const houses = [1, 2, 3, 5, 6, 7, 8];

beforeAll(async () => {
  const places = houses.map((house) => `  ${String(house)}号楼: 18`).join('\n');
  writeFileSync(join(folder, 'yunhu.yaml'), `unit: yunhu\ncounted: households\nwhole: 126\nplaces:\n${places}\n`);
  classifier = new ClassifierUnderTest(database.url, folder);
  await classifier.start();
});

/** Of each house another one: the same letter would be one cause wherever people live. */
const letters: Readonly<Record<number, string>> = {
  1: '地下室污水倒灌，臭气熏天，一直没人来疏通下水管道。',
  2: '单元门禁刷卡没有反应，老人孩子在外面等了半个钟头。',
  3: '楼顶水箱长了青苔，自来水发黄有腥味，不敢拿来煮饭。',
  5: '夜里一点还有渣土车进出，吵得全家睡不着觉，天天如此。',
  6: '楼道灯坏了两个月没有人换，晚上摸黑上楼摔了好几次。',
  7: '垃圾桶满出来三天没有清运，苍蝇蚊子到处飞，开不了窗。',
  8: '暖气片摸着还是凉的，屋里只有十二度，孩子冻得感冒了。',
};
const smell = '味道实在受不了，请尽快派人来处理一下。';

/** Somebody of a house, each time somebody else. */
function resident(house: number, flat: number, text = letters[house] ?? ''): Complaint {
  return {
    text: `${String(house)}号楼${String(flat)}01，${text}`,
    from: `zhuhu${String(house)}-${String(flat)}@example.com`,
    name: '',
    receivedAt: `2026-11-20T02:${String(flat).padStart(2, '0')}:00.000Z`,
  };
}

async function handIn(complaints: readonly Complaint[]): Promise<DeliveryId[]> {
  const ids: DeliveryId[] = [];
  for (const complaint of complaints) {
    const id = await classifier.receive(complaint);
    await eventually(async () => expect((await signatures([id])).length).toBe(1));
    ids.push(id);
  }
  return ids;
}

interface Signed {
  readonly delivery_id: string;
  readonly category: string;
  readonly cause_id: string | null;
}

async function signatures(ids: readonly string[]): Promise<Signed[]> {
  const { rows } = await database.query<Signed>(
    'select delivery_id, category, cause_id from classification.signature where delivery_id = any($1) order by received_at, delivery_id',
    [ids],
  );
  return rows;
}

async function saidOf(type: string, ids: readonly string[]): Promise<Record<string, unknown>[]> {
  const { rows } = await database.query<{ data: Record<string, unknown> }>(
    `select envelope->'data' as data from classification.outbox where type = $1 order by id`,
    [type],
  );
  return rows.map(({ data }) => data).filter((data) => ids.some((id) => JSON.stringify(data).includes(id)));
}

const found = (ids: readonly string[]): Promise<Record<string, unknown>[]> => saidOf('case.group-found', ids);
const left = (ids: readonly string[]): Promise<Record<string, unknown>[]> => saidOf('case.group-left', ids);

/** The desk says what a complaint is about, and that is heeded. */
async function sort(
  deliveryId: DeliveryId,
  category: string,
  more: { readonly caseId?: CaseId; readonly caseVersion?: number } = {},
): Promise<CaseId> {
  const caseId = await classifier.correct(deliveryId, { tag: 'general', correction: true, category, ...more });
  await eventually(async () => expect((await signatures([deliveryId]))[0]?.category).toBe(category));
  return caseId;
}

describe('a complaint whose category people corrected (PG-13.2.4)', () => {
  it('is found by the group that it belongs to, which is told of it', async () => {
    const house = await handIn(Array.from({ length: 8 }, (_, n) => resident(1, n + 1)));
    for (const id of house) {
      await sort(id, 'property-service');
    }
    const [wrong] = (await handIn([resident(1, 9, smell)])) as [DeliveryId];
    expect((await signatures([wrong]))[0]?.category).not.toBe('property-service');
    expect(await found(house)).toEqual([]);

    await sort(wrong, 'property-service');
    const [said, ...more] = await found(house);
    expect(said).toMatchObject({ parties: 9, whole: 18, category: 'property-service' });
    expect(said?.['members']).toEqual(expect.arrayContaining([...house, wrong]));
    expect(more).toEqual([]);
  });

  it('counts no more where it was, whoever came first', async () => {
    const house = await handIn(Array.from({ length: 8 }, (_, n) => resident(2, n + 1)));
    const [first, second] = house as [DeliveryId, DeliveryId];
    await sort(first, 'fees-refund');
    await sort(house[7] as DeliveryId, 'fees-refund');
    const [ninth] = (await handIn([resident(2, 9)])) as [DeliveryId];
    const [tenth] = (await handIn([resident(2, 10)])) as [DeliveryId];
    expect(await found([...house, ninth, tenth])).toEqual([]);

    const [eleventh] = (await handIn([resident(2, 11)])) as [DeliveryId];
    const [said] = await found([eleventh]);
    expect(said).toMatchObject({ parties: 9, leading: second });
    expect(said?.['members']).not.toContain(first);
    expect(said?.['members']).not.toContain(house[7]);
    expect(await left(house)).toEqual([]);
  });

  it('leaves a group that was told, which stays; and is back when the correction is taken back', async () => {
    const house = await handIn(Array.from({ length: 10 }, (_, n) => resident(3, n + 1)));
    const [{ category } = { category: '' }] = await signatures(house);
    const [, second] = house as [DeliveryId, DeliveryId];
    const [group] = await found(house);
    const caseId = await sort(second, 'fees-refund', { caseVersion: 5 });
    expect(await left([second])).toMatchObject([{ groupId: group?.['groupId'], deliveryId: second }]);
    const [late] = (await handIn([resident(3, 11)])) as [DeliveryId];
    expect(await found([late])).toMatchObject([{ groupId: group?.['groupId'], members: [late] }]);

    await classifier.revert(caseId, { tag: 'general', caseVersion: 6, category });
    await eventually(async () => expect((await found([second])).at(-1)).toMatchObject({ members: [second] }));
    const told = (await found([late, second])).map(({ parties }) => parties);
    // Once more the message that was overtaken: it changes nothing.
    await classifier.correct(second, { tag: 'general', correction: true, category: 'safety', caseId, caseVersion: 5 });
    await handIn([resident(3, 12, smell)]);
    expect((await signatures([second]))[0]?.category).toBe(category);
    expect(await left([second])).toHaveLength(1);
    expect(told.at(-1)).toBe(Math.max(...told.map(Number)));
  });

  it('takes a told group along where its case leads', async () => {
    const house = await handIn(Array.from({ length: 9 }, (_, n) => resident(5, n + 1)));
    const [leading] = house as [DeliveryId];
    const [group] = await found(house);
    await sort(leading, 'building-quality');
    expect(await left(house)).toEqual([]);
    const { rows } = await database.query('select category from classification.cause where id = $1', [
      group?.['groupId'],
    ]);
    expect(rows).toEqual([{ category: 'building-quality' }]);
  });

  it('counts no more at all where it is invalid, and takes along whatever was told with it', async () => {
    const house = await handIn(Array.from({ length: 8 }, (_, n) => resident(6, n + 1)));
    const [one, two] = house as [DeliveryId, DeliveryId];
    const [again] = (await handIn([{ ...resident(6, 1), channel: 'web' }])) as [DeliveryId];
    const caseId = CaseId.parse(randomUUID());
    await classifier.join(caseId, again);
    await classifier.correct(one, {
      tag: 'invalid',
      correction: true,
      category: 'property-service',
      caseId,
      caseVersion: 3,
    });
    await eventually(async () =>
      expect((await signatures([one, again])).map(({ cause_id }) => cause_id)).toEqual([null, null]),
    );
    await handIn([resident(6, 9)]);
    expect(await found(house)).toEqual([]);
    await handIn([resident(6, 10)]);
    expect(await found(house)).toMatchObject([{ parties: 9, leading: two }]);
  });

  it('is counted by what people said although it is read after them', async () => {
    const caseId = CaseId.parse(randomUUID());
    const house = await handIn([resident(7, 1)]);
    await sort(house[0] as DeliveryId, 'safety', { caseId });
    const [joined] = (await handIn([resident(7, 2)])) as [DeliveryId];
    await classifier.join(caseId, joined);
    await eventually(async () => expect((await signatures([joined]))[0]?.category).toBe('safety'));
    const [a, b] = await signatures([...house, joined]);
    expect(a?.cause_id).toBe(b?.cause_id);
  });

  it('is left alone when it is erased', async () => {
    const [one] = (await handIn([resident(8, 1)])) as [DeliveryId];
    await database.query('delete from vault.item where group_id = $1', [one]);
    await sort(one, 'safety');
    expect(await signatures([one])).toMatchObject([{ cause_id: null }]);
  });
});
