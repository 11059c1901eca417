import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { ClassifierUnderTest, classifierTestSets, type Complaint } from '../testing/classifier-under-test.js';

let classifier: ClassifierUnderTest;
let second: ClassifierUnderTest;
afterAll(async () => {
  await classifier.stop();
  await second.stop();
});
const database = withTestDatabase({ sets: classifierTestSets });

beforeAll(async () => {
  classifier = new ClassifierUnderTest(database.url);
  second = new ClassifierUnderTest(database.url);
  await classifier.start();
  await second.start();
});

/** Hands in complaints at once, half of them by each process, and waits until all have been read. */
async function handIn(complaints: readonly Complaint[]): Promise<string[]> {
  const ids = await Promise.all(
    complaints.map((complaint, index) => (index % 2 === 0 ? classifier : second).receive(complaint)),
  );
  await eventually(async () => {
    const { rows } = await database.query('select 1 from classification.signature where delivery_id = any($1)', [ids]);
    expect(rows).toHaveLength(ids.length);
  });
  return ids;
}

async function saidOf(type: string, ids: readonly string[]): Promise<Record<string, unknown>[]> {
  const { rows } = await database.query<{ data: Record<string, unknown> }>(
    `select envelope->'data' as data from classification.outbox where type = $1 order by id`,
    [type],
  );
  return rows.map(({ data }) => data).filter((data) => ids.some((id) => JSON.stringify(data).includes(id)));
}

describe('earlier complaints of the same person (SI-17)', () => {
  it('are found by number, by mail address and by name with place, and another matter is not', async () => {
    const lift = '6号楼2单元1203，电梯又停运了，老人出不了门。';
    const [mail = ''] = await handIn([{ text: `${lift} 电话13800007701`, from: 'qian@example.com', name: '钱大勇' }]);
    const [sms = ''] = await handIn([
      { text: '电梯还是坏的，6号楼1203', from: '+8613800007701', name: '', channel: 'sms' },
    ]);
    const [form = ''] = await handIn([
      { text: '6栋2单元1203室的电梯一直没修好', from: 'another@example.com', name: '钱大勇', channel: 'web' },
    ]);
    const [other = ''] = await handIn([
      { text: '停车费为什么一个月涨了三百块，没有公示', from: 'qian@example.com', name: '钱大勇' },
    ]);
    const said = await saidOf('case.repeat-found', [sms, form, other]);
    expect(said.map(({ deliveryId, earlier }) => ({ deliveryId, earlier }))).toEqual([
      { deliveryId: sms, earlier: [{ deliveryId: mail, by: 'contact' }] },
      { deliveryId: form, earlier: [{ deliveryId: mail, by: 'name-and-place' }] },
    ]);
  });

  it('are found when two come at the same minute to two processes', async () => {
    for (const round of ['1', '2', '3', '4', '5']) {
      const phone = `1380000660${round}`;
      const ids = await handIn([
        { text: `7号楼门禁坏了刷卡进不去，电话${phone}`, from: `men${round}@example.com`, name: '' },
        { text: '门禁坏了，刷卡进不了单元门', from: `+86${phone}`, name: '', channel: 'sms' },
      ]);
      const said = await saidOf('case.repeat-found', ids);
      expect(said).toHaveLength(1);
      expect(ids).toContain(said[0]?.['deliveryId']);
    }
  });

  it('leave nothing in the tables that could be read', async () => {
    const { rows } = await database.query(
      `select s::text || coalesce(string_agg(k::text, ' '), '') as words from classification.signature s
         left join classification.person_key k using (delivery_id) group by s
       union all select c::text || coalesce(string_agg(p::text, ' '), '') from classification.cause c
         left join classification.cause_party p on p.cause_id = c.id group by c`,
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(JSON.stringify(rows)).not.toMatch(/qian@|13800007701|钱大勇|电梯|6号楼/u);
  });
});

describe('many people with one cause (PG-13.2.4)', () => {
  const neighbour = (n: number): Complaint => ({
    text: `2号楼${String(n)}01，地下室污水倒灌，臭气熏天，一直没人来疏通下水管道。`,
    from: `louxia${String(n)}@example.com`,
    name: '',
  });

  it('are a group from half of the households on, each counted once; whoever comes later joins it', async () => {
    const early = await handIn(Array.from({ length: 8 }, (_, n) => neighbour(n + 1)));
    const again = await handIn(Array.from({ length: 5 }, () => ({ ...neighbour(1), from: 'tenant@example.com' })));
    expect(await saidOf('case.group-found', [...early, ...again])).toEqual([]);
    const [last = ''] = await handIn([neighbour(9)]);
    const [late = ''] = await handIn([neighbour(10)]);
    const said = await saidOf('case.group-found', [...early, last, late]);
    expect(said).toHaveLength(2);
    expect(said[0]).toMatchObject({ parties: 9, whole: 18, clauses: ['PG-13.2.4'] });
    expect(said[0]?.['members']).toHaveLength(14);
    expect(said[1]).toMatchObject({ groupId: said[0]?.['groupId'], leading: said[0]?.['leading'], members: [late] });
  });

  it('are found by the same letter too, wherever they live', async () => {
    const letter =
      '我们是本小区的业主，自今年十月起物业擅自取消夜间巡逻，导致多户被盗，多次反映均无答复，现联名要求恢复巡逻、公布监控并赔偿损失。';
    const ids = await handIn(
      Array.from({ length: 10 }, (_, n) => ({
        text: `${letter}\n${String(n + 1)}号楼${String(n + 3)}02`,
        from: `lianming${String(n)}@example.com`,
        name: '',
        unit: 'hq',
      })),
    );
    const said = await saidOf('case.group-found', ids);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ parties: 10, whole: null });
  });
});
