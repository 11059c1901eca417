import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { ScriptedImapSession } from './scripted-imap.session.js';
import type { Oddities, ScriptedMail, ScriptedState } from './scripted-imap.state.js';

/** A small IMAP server for what Dovecot does not show: it says only what it is told to be able to, and notes what it is asked. */
export class ScriptedImapServer implements ScriptedState {
  readonly folders = new Map<string, ScriptedMail[]>([['INBOX', []]]);
  /** Every command, without its tag and without passwords. */
  readonly asked: string[] = [];
  told = false;
  /** Another value is another numbering, for whoever opens a folder from then on. */
  uidValidity = 7;
  connections = 0;
  private readonly server: Server;
  private readonly sessions = new Set<ScriptedImapSession>();
  private readonly sockets = new Set<Socket>();
  private nextUid = 1;

  constructor(private readonly oddities: Oddities) {
    this.server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
      this.connections += 1;
      const session = new ScriptedImapSession(this, oddities, socket);
      this.sessions.add(session);
      socket.once('close', () => this.sessions.delete(session));
      session.begin();
    });
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this.port;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    await new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
    });
  }

  add(raw: string, internalDate = '21-Nov-2026 09:00:00 +0800', folder = 'INBOX'): number {
    const uid = this.nextUid;
    this.addMany(1, () => raw, internalDate, folder);
    return uid;
  }

  addMany(
    count: number,
    rawOf: (uid: number) => string,
    internalDate = '21-Nov-2026 09:00:00 +0800',
    folder = 'INBOX',
  ): void {
    const mails = this.folders.get(folder) ?? [];
    for (let index = 0; index < count; index += 1) {
      const uid = this.nextUid;
      this.nextUid += 1;
      mails.push({ uid, internalDate, deleted: false, raw: () => rawOf(uid) });
    }
    this.folders.set(folder, mails);
  }

  /** Another client takes a mail away, to a folder or for good; whoever has the folder open is told (RFC 9051 7.5.1). */
  takeAway(uid: number, folder = 'INBOX', to: string | null = null): void {
    const mails = this.folders.get(folder) ?? [];
    const index = mails.findIndex((mail) => mail.uid === uid);
    const [mail] = mails.splice(index, 1);
    if (mail !== undefined && to !== null) {
      this.addMany(1, mail.raw, mail.internalDate, to);
    }
    this.sessions.forEach((session) => {
      session.tell(folder, `* ${String(index + 1)} EXPUNGE`);
    });
  }

  /** Puts INBOX back to where it stood after so many mails, UIDNEXT included and UIDVALIDITY unchanged. */
  restore(mails: number): void {
    this.folders.set('INBOX', (this.folders.get('INBOX') ?? []).slice(0, mails));
    this.nextUid = mails + 1;
  }

  /** Whoever has the folder open is told how many mails there are. */
  tellCount(folder = 'INBOX'): void {
    this.sessions.forEach((session) => {
      session.tell(folder, `* ${String(this.folders.get(folder)?.length ?? 0)} EXISTS`);
    });
  }

  get uidNext(): number {
    return this.nextUid;
  }

  get capabilities(): string {
    return ['IMAP4rev1', ...this.oddities.capabilities].join(' ');
  }
}
