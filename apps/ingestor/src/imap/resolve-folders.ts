import type { ImapFlow } from 'imapflow';

export interface ResolvedFolders {
  readonly paths: string[];
  /** Named in the plan and not on the server. */
  readonly missing: string[];
}

/**
 * Paths of the folders to watch. `\\Junk` and other special uses (RFC 6154) stand for whichever folder the server, or
 * its well-known name, marks so; one that is not there is passed over in silence, a named one is reported.
 */
export async function resolveFolders(client: ImapFlow, wanted: readonly string[]): Promise<ResolvedFolders> {
  const listed = await client.list();
  const paths = new Set<string>();
  const missing: string[] = [];
  for (const name of wanted) {
    const found = listed.find(({ path, specialUse }) =>
      name.startsWith('\\') ? specialUse?.toLowerCase() === name.toLowerCase() : path === name || isInbox(path, name),
    );
    if (found !== undefined) {
      paths.add(found.path);
    } else if (isInbox(name, name)) {
      paths.add(name);
    } else if (!name.startsWith('\\')) {
      missing.push(name);
    }
  }
  return { paths: [...paths], missing };
}

/** INBOX is there on every server, in any case of letters (RFC 9051 5.1). */
function isInbox(path: string, name: string): boolean {
  return path.toUpperCase() === 'INBOX' && name.toUpperCase() === 'INBOX';
}
