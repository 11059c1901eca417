import type { FetchMessageObject, ImapFlow } from 'imapflow';

/** A mail as its server has it. */
export interface FetchedMail {
  readonly raw: Buffer;
  /** Differs from `raw.length` when only the beginning was asked for. */
  readonly sizeBytes: number;
  /** INTERNALDATE: when the server got it. Null where the server does not say. */
  readonly internalDate: Date | null;
}

/** `gone`: the server does not have the UID any more. */
export type Fetched = { readonly kind: 'mail'; readonly mail: FetchedMail } | { readonly kind: 'gone' };

/**
 * Fetches one mail by UID, of a larger one the first `limitBytes`. BODY.PEEK: no flag changes. Only the answer for this
 * UID counts; servers put news of other mails in between. Throws what the library throws.
 */
export async function fetchMail(client: ImapFlow, uid: number, limitBytes: number): Promise<Fetched> {
  const facts = await fetchOne(client, uid, { uid: true, internalDate: true, size: true });
  if (facts === null) {
    return { kind: 'gone' };
  }
  const size = facts.size ?? 0;
  const source = size > limitBytes ? { start: 0, maxLength: limitBytes } : true;
  const content = await fetchOne(client, uid, { uid: true, source });
  const raw = content?.source;
  if (raw === undefined) {
    return (await fetchOne(client, uid, { uid: true, size: true })) === null ? { kind: 'gone' } : noContent(uid);
  }
  // Some servers foretell another size than they deliver; only what was cut off on purpose counts as cut off.
  const sizeBytes = size > limitBytes ? size : raw.length;
  return { kind: 'mail', mail: { raw, sizeBytes, internalDate: instantOf(facts.internalDate) } };
}

function noContent(uid: number): never {
  throw Object.assign(new Error(`The server lists UID ${String(uid)} and hands out no content`), {
    responseStatus: 'NO',
  });
}

async function fetchOne(
  client: ImapFlow,
  uid: number,
  query: Parameters<ImapFlow['fetchAll']>[1],
): Promise<FetchMessageObject | null> {
  const answers = await client.fetchAll(String(uid), query, { uid: true });
  const ours = answers.filter((answer) => answer.uid === uid);
  return ours.find((answer) => answer.source !== undefined) ?? ours[0] ?? null;
}

function instantOf(date: Date | string | undefined): Date | null {
  const instant = typeof date === 'string' ? new Date(date) : date;
  return instant === undefined || Number.isNaN(instant.getTime()) ? null : instant;
}
