import { setTimeout as rest } from 'node:timers/promises';
import type { FetchMessageObject, ImapFlow } from 'imapflow';
import type { ImapAccess } from '../../plan/imap-access.schema.js';
import { openConnection } from '../open-connection.js';
import { resolveFolders } from '../resolve-folders.js';
import type { SignIn } from '../sign-in/sign-in.port.js';

/** A probe as it arrived. */
export interface FoundProbe {
  /** Stands in its subject. */
  readonly mark: string;
  readonly folder: string;
  /** What the mailbox shows as sender; some providers put the login there. */
  readonly from: string | null;
}

const lookEveryMs = 2_000;
/** A probe is among the latest; what else is there is none of our business. */
const latest = 50;

/**
 * Waits until every mark has been seen in the mailbox, at most `limitMs`. A running ingestor moves probes to the
 * processed folder; that is looked through too. Throws ImapFailure.
 */
export async function findProbes(
  access: ImapAccess,
  signIn: SignIn,
  marks: readonly string[],
  limitMs: number,
): Promise<FoundProbe[]> {
  const client = await openConnection({ access, signIn, largestBytes: 1024 * 1024 });
  const found = new Map<string, FoundProbe>();
  const until = performance.now() + limitMs;
  try {
    while (found.size < marks.length && performance.now() < until) {
      for (const folder of await foldersOf(client, access)) {
        for (const mail of await latestOf(client, folder)) {
          const subject = mail.envelope?.subject ?? '';
          const mark = marks.find((one) => subject.includes(one));
          if (mark !== undefined) {
            found.set(mark, { mark, folder, from: mail.envelope?.from?.[0]?.address?.toLowerCase() ?? null });
          }
        }
      }
      if (found.size < marks.length) {
        await rest(Math.max(0, Math.min(lookEveryMs, until - performance.now())));
      }
    }
    await client.logout().catch(() => undefined);
    return [...found.values()];
  } finally {
    client.close();
  }
}

async function foldersOf(client: ImapFlow, access: ImapAccess): Promise<string[]> {
  const { paths, onServer } = await resolveFolders(client, access);
  return [...paths, ...(onServer.includes(access.processedFolder) ? [access.processedFolder] : [])];
}

/** Opened anew each time: what came meanwhile is seen on every server. */
async function latestOf(client: ImapFlow, folder: string): Promise<FetchMessageObject[]> {
  const { exists } = await client.mailboxOpen(folder, { readOnly: true });
  if (exists === 0) {
    return [];
  }
  return client.fetchAll(`${String(Math.max(1, exists - latest + 1))}:*`, { uid: true, envelope: true });
}
