import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Whether a nonce is new, or belongs to the same message as before: a provider that repeats its call repeats both. The
 * nonce of another message is a replay. Committed at once, so that a crash in between does no harm.
 */
export async function claimNonce(em: EntityManager, point: string, nonce: string, identity: string): Promise<boolean> {
  await em.execute(
    `insert into intake.webhook_nonce (point, nonce, identity) values (?, ?, ?) on conflict (point, nonce) do nothing`,
    [point, nonce, identity],
    'run',
  );
  const rows = await em.execute<{ identity: string }[]>(
    `select identity from intake.webhook_nonce where point = ? and nonce = ?`,
    [point, nonce],
  );
  return rows[0]?.identity === identity;
}
