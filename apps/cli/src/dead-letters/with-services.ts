import type { EntityManager } from '@mikro-orm/postgresql';
import { MikroORM } from '@mikro-orm/postgresql';
import { Option } from 'commander';
import { z } from 'zod';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { databaseSettings } from '#libs/config/database.config.js';
import { environment } from '#libs/config/environment.js';
import { readConfig } from '#libs/config/read-config.js';
import { services, type Service } from '#libs/contracts/vocabulary.js';
import { assertMigrated } from '#libs/database/assert-migrated.js';
import { ormOptions } from '#libs/database/orm-options.js';
import { serviceSchemas } from '#libs/messaging/store/service-schemas.js';
import { reachDatabase } from '../administration/reach-database.js';

const Config = z.object({ ...databaseSettings });

/** `--service <name>` */
export const serviceOption = new Option('--service <name>', 'only of this service').choices([...services]);

/** Calls `action` for each service, with the rights of that service in its own tables. */
export async function withServices(
  only: Service | undefined,
  action: (service: Service, em: EntityManager) => Promise<void>,
): Promise<void> {
  const database = await reachDatabase(readConfig(Config, environment()));
  try {
    for (const service of only === undefined ? services : [only]) {
      await withService(database.url, service, action);
    }
  } finally {
    await database.close();
  }
}

async function withService(
  url: string,
  service: Service,
  action: (service: Service, em: EntityManager) => Promise<void>,
): Promise<void> {
  const schema = serviceSchemas[service];
  const migrations = migrationSets.find((set) => set.schema === schema);
  if (migrations === undefined) {
    throw new Error(`no migrations are known for schema ${schema}`);
  }
  const orm = await MikroORM.init(ormOptions({ service, schema, url, entities: [], migrations, poolSize: 1 }));
  try {
    await assertMigrated(orm);
    await action(service, orm.em.fork());
  } finally {
    await orm.close(true);
  }
}
