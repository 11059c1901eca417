import type { ImapFlow } from 'imapflow';
import type { Report } from '#libs/runtime/finding.js';
import type { Mailbox } from '../../plan/intake-plan.schema.js';
import type { ImapAccess } from '../../plan/imap-access.schema.js';
import { resolveFolders } from '../resolve-folders.js';
import { asImap } from '../translate-imap-error.js';

/** Opens every folder that would be watched, for reading only. Returns their paths, the processed folder last. */
export async function checkFolders(client: ImapFlow, access: ImapAccess, report: Report): Promise<string[]> {
  const { paths, missing, onServer } = await asImap(() => resolveFolders(client, access));
  for (const folder of missing) {
    report('fault', `folder ${folder}: not on the server, which has ${onServer.slice(0, 20).join(', ')}`);
  }
  const readable: string[] = [];
  for (const path of paths) {
    try {
      const { exists } = await client.mailboxOpen(path, { readOnly: true });
      report('ok', `folder ${path}: opens, ${String(exists)} mails`);
      readable.push(path);
    } catch {
      report(
        path === paths[0] ? 'fault' : 'warning',
        `folder ${path}: the server does not let us open it; "Unsafe Login" at NetEase means that ID was not accepted`,
      );
    }
  }
  checkJunk(access, paths, report);
  const { processedFolder } = access;
  const there = onServer.includes(processedFolder);
  report(
    there ? 'ok' : 'note',
    `folder ${processedFolder}: ${there ? 'is there' : 'made when the first mail is moved'}`,
  );
  return there ? [...readable, processedFolder] : readable;
}

function checkJunk({ folders, junkNames }: ImapAccess, paths: readonly string[], report: Report): void {
  const wanted = folders.some((name) => name.toLowerCase() === '\\junk');
  const named = folders.filter((name) => !name.startsWith('\\')).length;
  if (!wanted) {
    report('warning', 'Junk: not watched; a complaint that the provider takes for junk is not seen');
  } else if (paths.length <= named) {
    report(
      'note',
      `Junk: no folder is marked so${junkNames.length === 0 ? '' : ` or called ${junkNames.join(', ')}`}; if there is one, add its name to folders`,
    );
  }
}

/** What the server can, and what we do where it cannot. */
export function checkExtensions({ capabilities }: ImapFlow, access: ImapAccess, report: Report): void {
  const poll = `asked every ${String(access.pollSeconds)} s`;
  if (access.news === 'poll') {
    report('ok', `IDLE: not used here; the server is ${poll}`);
  } else {
    const idle = capabilities.has('IDLE');
    report(
      idle ? 'ok' : 'note',
      idle ? 'IDLE: there; new mail is told at once' : `IDLE: not there; the server is ${poll}`,
    );
  }
  if (access.pollSeconds > 240) {
    report(
      'warning',
      `pollSeconds is ${String(access.pollSeconds)}: mail in folders other than the first may be registered late (five minutes)`,
    );
  }
  report(
    capabilities.has('MOVE') ? 'ok' : 'note',
    capabilities.has('MOVE')
      ? 'MOVE: there'
      : 'MOVE: not there; mails are copied and marked as deleted, nothing is expunged',
  );
  report(
    capabilities.has('UIDPLUS') ? 'ok' : 'note',
    capabilities.has('UIDPLUS') ? 'UIDPLUS: there' : 'UIDPLUS: not there, and not needed',
  );
}

/** Without sending anything: whether a mail to a plus address has ever come. Leaves a folder open for reading only. */
export async function checkAddressMode(client: ImapFlow, mailbox: Mailbox, report: Report): Promise<void> {
  const { addressMode, addresses } = mailbox;
  const address = addresses.find((one) => !one.startsWith('*')) ?? null;
  if (address === null || addressMode === 'catch-all') {
    report('note', `address mode: ${addressMode}; --send tries it`);
    return;
  }
  const local = address.slice(0, address.lastIndexOf('@'));
  const came = await seenPlus(client, `${local}+`);
  if (came) {
    report(
      addressMode === 'plus' ? 'ok' : 'note',
      `address mode: ${addressMode}; mail to ${local}+… has arrived before${addressMode === 'plus' ? '' : ', plus may be used'}`,
    );
  } else {
    report('note', `address mode: ${addressMode}; no mail to ${local}+… is here yet, --send tries it`);
  }
}

async function seenPlus(client: ImapFlow, beginning: string): Promise<boolean> {
  try {
    await client.mailboxOpen('INBOX', { readOnly: true });
    const found = await client.search({ to: beginning }, { uid: true });
    return Array.isArray(found) && found.length > 0;
  } catch {
    return false;
  }
}
