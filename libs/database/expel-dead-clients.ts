import type pg from 'pg';

/**
 * Takes connections that die while somebody holds them out of the pool. The query builder under MikroORM forgets to give
 * a connection back when the rollback of a transaction fails too, as it must on a dead connection: each one lost that way
 * would take a place in the pool for ever, until the service can open no transaction and cannot stop.
 */
export function expelDeadClients(pool: pg.Pool): void {
  const held = new WeakSet<pg.PoolClient>();
  pool.on('acquire', (client) => {
    held.add(client);
  });
  pool.on('release', (_error, client) => {
    held.delete(client);
  });
  pool.on('connect', (client) => {
    const expel = (): void => {
      if (held.has(client)) {
        client.release(true);
        client.release = () => undefined; // its holder may still give it back
      }
    };
    client.once('error', expel);
    client.once('end', expel);
  });
}
