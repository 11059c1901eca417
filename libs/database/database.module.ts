import * as core from '@mikro-orm/core';
import { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { assertMigrated } from './assert-migrated.js';
import { ormOptions, type OrmSettings } from './orm-options.js';
import { reachDatabase } from './reach-database.js';

/**
 * A service's MikroORM and EntityManager, for its whole container. The start fails with one clear line when the
 * database cannot be reached or its schema is not the expected one; the connections close with the container.
 *
 * Not the module of @mikro-orm/nestjs: that keeps names of its contexts in module state, shared by all containers
 * of one process, and gives a named EntityManager another injection token.
 */
@Module({})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly orm: MikroORM) {}

  static forService(settings: OrmSettings): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: MikroORM, useFactory: () => openOrm(settings) },
        { provide: core.MikroORM, useExisting: MikroORM },
        { provide: EntityManager, useFactory: (orm: MikroORM) => orm.em, inject: [MikroORM] },
        { provide: core.EntityManager, useExisting: EntityManager },
      ],
      exports: [MikroORM, core.MikroORM, EntityManager, core.EntityManager],
    };
  }

  /** What still works with the database stops in `beforeApplicationShutdown`: Nest may close this module before its users. */
  async onApplicationShutdown(): Promise<void> {
    await this.orm.close(true);
  }
}

/** Connects and checks; throws ConfigurationFault. */
export async function openOrm(settings: OrmSettings): Promise<MikroORM> {
  await reachDatabase(settings.url);
  const orm = new MikroORM(ormOptions(settings));
  try {
    await assertMigrated(orm);
    return orm;
  } catch (error) {
    await orm.close(true);
    throw error;
  }
}
