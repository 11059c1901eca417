import type { ImapFlow } from 'imapflow';

export interface ResolvedFolders {
  readonly paths: string[];
  /** Named in the plan and not on the server. */
  readonly missing: string[];
  /** Every folder there. */
  readonly onServer: string[];
}

export interface WantedFolders {
  readonly folders: readonly string[];
  /** What the provider calls its Junk folder where it does not mark it. */
  readonly junkNames: readonly string[];
}

type Listed = Pick<Awaited<ReturnType<ImapFlow['list']>>[number], 'path' | 'specialUse'>;

/**
 * Paths of the folders to watch. `\\Junk` and other special uses (RFC 6154) stand for whichever folder the server, or
 * its well-known name, marks so; one that is not there is passed over in silence, a named one is reported.
 */
export async function resolveFolders(
  client: ImapFlow,
  { folders: wanted, junkNames }: WantedFolders,
): Promise<ResolvedFolders> {
  const listed: Listed[] = await client.list();
  const paths = new Set<string>();
  const missing: string[] = [];
  for (const name of wanted) {
    const found = name.startsWith('\\') ? bySpecialUse(listed, name, junkNames) : byPath(listed, name);
    if (found !== undefined) {
      paths.add(found.path);
    } else if (isInbox(name, name)) {
      paths.add(name);
    } else if (!name.startsWith('\\')) {
      missing.push(name);
    }
  }
  return { paths: [...paths], missing, onServer: listed.map(({ path }) => path) };
}

function bySpecialUse(listed: readonly Listed[], use: string, junkNames: readonly string[]): Listed | undefined {
  return (
    listed.find(({ specialUse }) => specialUse?.toLowerCase() === use.toLowerCase()) ??
    (use.toLowerCase() === '\\junk' ? listed.find(({ path }) => junkNames.includes(path)) : undefined)
  );
}

function byPath(listed: readonly Listed[], name: string): Listed | undefined {
  return listed.find(({ path }) => path === name || isInbox(path, name));
}

/** INBOX is there on every server, in any case of letters (RFC 9051 5.1). */
function isInbox(path: string, name: string): boolean {
  return path.toUpperCase() === 'INBOX' && name.toUpperCase() === 'INBOX';
}
