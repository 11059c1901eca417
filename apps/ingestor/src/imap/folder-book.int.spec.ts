import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MikroORM } from '@mikro-orm/postgresql';
import { FixedClock } from '#libs/clock/fixed.clock.js';
import { ormOptions } from '#libs/database/orm-options.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { ingestorMigrations } from '../store/ingestor.migrations.js';
import { ingestorSets } from '../testing/running-ingestor.js';
import { FolderBook } from './folder-book.js';
import type { FolderPlace } from './folder-book.js';

const database = withTestDatabase({ sets: ingestorSets });
const place: FolderPlace = {
  point: { key: 'garden', preset: 'property-group', unit: 'jiangnan', origin: 'mailbox', channel: 'mail' },
  folder: 'INBOX',
  uidValidity: '7',
};
let orm: MikroORM;
let book: FolderBook;

beforeAll(async () => {
  orm = await MikroORM.init(
    ormOptions({
      service: 'ingestor',
      schema: 'intake',
      url: database.url,
      entities: [],
      migrations: ingestorMigrations,
      poolSize: 2,
    }),
  );
  book = new FolderBook(orm.em, new FixedClock('2026-11-21T02:00:00Z'));
});
beforeEach(async () => {
  await database.query('truncate intake.delivery, intake.mailbox_folder cascade');
});
afterAll(() => orm.close(true));

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('what is fetched next', () => {
  it('is a batch however long the backlog is: what is new first, then the oldest', async () => {
    await book.announce(place, upTo(1_000), { highestUid: 1_000 });
    const uids = (await book.toFetch(place, 997, 200)).map(({ uid }) => uid);
    expect(uids).toEqual([998, 999, 1_000, ...upTo(197)]);
  });

  it('comes to what was refused after the rest, and to what broke the connection last of all', async () => {
    await book.announce(place, upTo(5), { highestUid: 5 });
    for (const { id, uid } of await book.toFetch(place, 0, 2)) {
      await book.noteFetchBegan(id);
      if (uid === 2) {
        await book.noteFetchFailed(id);
      }
    }
    expect((await book.toFetch(place, 0, 10)).map(({ uid }) => uid)).toEqual([3, 4, 5, 2, 1]);
  });

  it('is nothing twice when the same UIDs are announced again', async () => {
    await book.announce(place, upTo(3), { highestUid: 3 });
    await Promise.all([
      book.announce(place, upTo(4), { highestUid: 4 }),
      book.announce(place, upTo(4), { highestUid: 4 }),
    ]);
    expect(await book.toFetch(place, 0, 10)).toHaveLength(4);
    expect(await book.cursorOf('garden', 'INBOX')).toMatchObject({ highestUid: 4, uidValidity: '7' });
  });
});
