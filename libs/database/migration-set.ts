import type { Migration } from '@mikro-orm/migrations';
import type { Service } from '#libs/contracts/vocabulary.js';

/** A migration class; its name is its identity in the database and never changes. */
export type MigrationClass = new (...args: ConstructorParameters<typeof Migration>) => Migration;

/** What one schema of the database is made of. */
export interface MigrationSet {
  /** Schema that all its tables live in; every statement names it. Its table `migrations` records what has run. */
  readonly schema: string;
  /**
   * The service that owns the schema: its role may read and write all tables in it.
   * Null: the migrations grant what is to be granted themselves, to `redress_<service>`.
   */
  readonly service: Service | null;
  /** In the order in which they run. */
  readonly migrations: readonly MigrationClass[];
}
