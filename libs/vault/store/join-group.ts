import type { EntityManager } from '@mikro-orm/postgresql';
import { VaultRejected } from '../vault.failure.js';
import { appendLink } from './append-link.js';

/**
 * Makes `parent` the group whose erasure erases `child`; the child keeps its key. Joining again, or to another parent,
 * re-parents. Throws `join-circular`, `group-unknown`, `group-erased`.
 */
export async function joinGroup(em: EntityManager, child: string, parent: string): Promise<void> {
  const ancestors = await em.execute<{ id: string }[]>(
    `with recursive line (id, parent) as (
       select id, parent from vault.erasure_group where id = ?
       union select g.id, g.parent from vault.erasure_group g join line l on g.id = l.parent)
     select id from line where id = ?`,
    [parent, child],
  );
  if (ancestors.length > 0) {
    throw new VaultRejected('join-circular', `Group ${child} cannot join its own member ${parent}`);
  }
  const joined = await em.execute<unknown[]>(`select 1 from vault.erasure_group where id = ? and parent = ?`, [
    child,
    parent,
  ]);
  if (joined.length > 0) {
    return;
  }
  // Locks both, so that neither is erased meanwhile.
  await appendLink(em, { group: parent, action: 'join', subject: child, digest: Buffer.alloc(0) });
  await appendLink(em, { group: child, action: 'join', subject: parent, digest: Buffer.alloc(0) });
  await em.execute(`update vault.erasure_group set parent = ? where id = ?`, [parent, child], 'run');
}
