import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';

/** `link` is where the chain and what is stored part ways; 0: the group's head. */
export type ChainVerdict =
  { readonly kind: 'intact'; readonly links: number } | { readonly kind: 'broken'; readonly link: number };

interface AuditRow {
  readonly link: string;
  readonly action: string;
  readonly subject: string;
  readonly digest: Buffer;
  readonly hash: Buffer;
  readonly item_digest: Buffer | null;
  readonly envelope_digest: Buffer | null;
}

/** Follows the audit chain of a group from its first link: rows changed, taken away or swapped break it. For the database's owner. */
export async function verifyChain(em: EntityManager, group: string): Promise<ChainVerdict> {
  const heads = await em.execute<{ links: string; head: Buffer }[]>(
    `select links, head from vault.erasure_group where id = ?`,
    [group],
  );
  const rows = await em.execute<AuditRow[]>(
    `select a.link, a.action, a.subject, a.digest, a.hash, i.digest as item_digest, sha256(i.envelope) as envelope_digest
       from vault.audit a left join vault.item i on a.action = 'seal' and i.id::text = a.subject
      where a.group_id = ? order by a.link`,
    [group],
  );
  let head: Buffer = Buffer.alloc(0);
  for (const [at, row] of rows.entries()) {
    const link = at + 1;
    head = createHash('sha256')
      .update(head)
      .update(`${String(link)}|${row.action}|${row.subject}`)
      .update(row.digest)
      .digest();
    const itemHolds =
      row.action !== 'seal' ||
      (row.item_digest?.equals(row.digest) === true && (row.envelope_digest?.equals(row.digest) ?? true));
    if (Number(row.link) !== link || !row.hash.equals(head) || !itemHolds) {
      return { kind: 'broken', link };
    }
  }
  const last = heads[0];
  return last !== undefined && Number(last.links) === rows.length && last.head.equals(head)
    ? { kind: 'intact', links: rows.length }
    : { kind: 'broken', link: 0 };
}
