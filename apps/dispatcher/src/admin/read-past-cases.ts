import { MikroORM } from '@mikro-orm/postgresql';
import type { CaseState } from '../case/case.state.js';
import { CaseRow } from '../store/case.entity.js';
import { dispatcherMigrations } from '../store/dispatcher.migrations.js';
import { toState } from '../store/stored-case.js';
import { assertMigrated } from '#libs/database/assert-migrated.js';
import { ormOptions } from '#libs/database/orm-options.js';

/** A case as it stands, for an administrator's command. */
export type PastCaseState = CaseState;

/** Cases of a preset received from an instant on, oldest first; with the rights of the dispatcher, and for reading only. */
export async function readPastCases(
  url: string,
  of: { readonly preset: string; readonly since: Date },
): Promise<PastCaseState[]> {
  const orm = await MikroORM.init(
    ormOptions({
      service: 'dispatcher',
      schema: 'cases',
      url,
      entities: [CaseRow],
      migrations: dispatcherMigrations,
      poolSize: 1,
    }),
  );
  try {
    await assertMigrated(orm);
    return await orm.em.fork().transactional(async (em) => {
      await em.execute('set transaction read only');
      const rows = await em.find(
        CaseRow,
        { presetId: of.preset, receivedAt: { $gte: of.since } },
        { orderBy: { receivedAt: 'asc', id: 'asc' } },
      );
      return rows.map(toState);
    });
  } finally {
    await orm.close(true);
  }
}
