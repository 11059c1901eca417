import type { ImapFlow } from 'imapflow';
import type { Report } from '#libs/runtime/finding.js';
import type { ImapAccess } from '../../plan/imap-access.schema.js';
import type { Mailbox } from '../../plan/intake-plan.schema.js';
import type { MailProvider } from '../../plan/mail-providers.schema.js';
import type { SignIn } from '../sign-in/sign-in.port.js';
import { checkAddressMode, checkExtensions, checkFolders } from './check-folders.js';
import { checkLine } from './check-line.js';
import { checkLogin } from './check-login.js';

export interface MailboxToCheck {
  readonly mailbox: Mailbox;
  readonly access: ImapAccess;
  readonly signIn: SignIn;
  /** Null: its provider has none. */
  readonly profile: MailProvider | null;
}

/**
 * Looks at a mailbox step by step, changing nothing there; stops at the first step without which the others make no
 * sense. Never throws for what the server does.
 */
export async function checkMailbox(
  { mailbox, access, signIn, profile }: MailboxToCheck,
  report: Report,
): Promise<void> {
  if (!(await checkLine(access, report))) {
    return;
  }
  const client = await checkLogin(access, signIn, profile, report);
  if (client === null) {
    return;
  }
  try {
    await checkFolders(client, access, report);
    checkExtensions(client, access, report);
    await checkAddressMode(client, mailbox, report);
  } catch {
    report('fault', 'the server ended the connection, or answered what is not IMAP, while it was looked at');
  } finally {
    await leave(client);
  }
}

async function leave(client: ImapFlow): Promise<void> {
  await client.logout().catch(() => undefined);
  client.close();
}
