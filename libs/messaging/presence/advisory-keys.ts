import { services, type Service } from '#libs/contracts/vocabulary.js';

/**
 * Advisory locks (two int4 keys) by which a running process can be seen by others: they go when its connection goes,
 * also after a kill -9. The first key says what kind, any number that nobody else in this database locks on.
 */
export const presenceKinds = { service: 1_380_271_121, worker: 1_380_271_122 } as const;

/** Second key of a service. */
export function serviceKey(service: Service): number {
  return services.indexOf(service) + 1;
}

/** SQL that is true when somebody holds the lock (kind, key) in this database; `key` is an SQL expression of type int4. */
export function isPresentSql(kind: number, key: string): string {
  return `exists (select from pg_locks l
                   where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
                     and l.database = (select oid from pg_database where datname = current_database())
                     and l.classid = ${String(kind)}::oid and l.objid = (${key}::bigint & 4294967295)::oid)`;
}
