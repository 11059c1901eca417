import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idleProbes } from '#apps/standalone/src/idle-probes.js';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { stepClock, waitUntilIdle } from '#libs/clock/step-clock.js';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { formKey, openPremises, type Premises } from '../acceptance/premises.js';

const people = 8;
const houses: Premises[] = [];
afterAll(async () => {
  await Promise.all(houses.map(async (house) => house.close()));
}, 60_000);
const database = withTestDatabase({ sets: migrationSets });

/** Two of each service on one database, as two machines of one company would be. */
beforeAll(async () => {
  houses.push(await openPremises(database, {}));
  houses.push(await openPremises(database, {}));
}, 120_000);

const phoneOf = (n: number): string => `1380000${String(7_000 + n)}`;
const flatOf = (n: number): string => `${String(n + 1)}栋${String(n + 3)}02室`;

async function byMail(house: Premises, n: number): Promise<void> {
  await house.pillar.write(
    { name: `业主${String(n)}`, address: `yezhu${String(n)}@mail.example.com`, staff: false },
    'tousu@jiangnanli.example.com',
    { subject: '天花板漏水', text: `${flatOf(n)}卫生间天花板漏水，请派人来修。电话${phoneOf(n)}。` },
  );
}

async function byForm(house: Premises, n: number): Promise<void> {
  const response = await fetch(`${house.standalone.url ?? ''}/intake/complaints`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': formKey, 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      text: `${flatOf(n)}卫生间天花板一直漏水，没有人来修。`,
      complainant: { name: `业主${String(n)}`, phone: phoneOf(n) },
    }),
  });
  expect(response.status).toBeLessThan(300);
}

interface Row {
  readonly party: string;
  readonly open: number;
  readonly merged: number;
}

describe('a mail and a form of the same person in the same minute, to two of each service', () => {
  it('become one case, whichever comes first', async () => {
    const [one, other] = houses as [Premises, Premises];
    await Promise.all(
      Array.from({ length: people }, async (_, n) => {
        const [first, second] = n % 2 === 0 ? [one, other] : [other, one];
        await Promise.all([byMail(first, n), byForm(second, n)]);
      }),
    );
    await eventually(async () => {
      const { rows } = await database.query('select 1 from cases.case_row');
      expect(rows).toHaveLength(2 * people);
    });
    await waitUntilIdle(database, idleProbes(), 30_000);
    // Past every wait for the classifier: what slipped through has its number now, and is merged by the sweep.
    await stepClock({ db: database, byMs: 120_000, idleProbes: idleProbes() });
    await waitUntilIdle(database, idleProbes(), 30_000);

    const { rows } = await database.query<Row>(
      `select count(*) filter (where stage <> 'closed')::int as open,
              count(*) filter (where close_reason = 'merged')::int as merged from cases.case_row`,
    );
    expect(rows).toEqual([{ open: people, merged: people }]);
    const linked = await database.query(
      `select 1 from cases.case_link l join cases.case_row c on c.id = l.leading_id
        where l.kind = 'merged' and c.stage <> 'closed' and c.number is not null`,
    );
    expect(linked.rows).toHaveLength(people);
    const joined = await database.query(`select 1 from cases.outbox where type = 'case.joined'`);
    expect(joined.rows).toHaveLength(people);
  }, 120_000);
});
