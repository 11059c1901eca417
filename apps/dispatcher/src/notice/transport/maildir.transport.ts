import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { NoticeId } from '#libs/contracts/identity.js';
import type { SealedMail } from '../sealed-notice.schema.js';
import type { DeliveryAttempt } from './delivery-attempt.js';
import { MailTransport } from './mail.transport.js';

/**
 * Without an SMTP server: mails go into a Maildir (tmp, then new), one `.eml` each, for a person to look at. Named by
 * the notice, so that sending it again replaces it.
 */
export class MaildirTransport extends MailTransport {
  constructor(private readonly folder: string) {
    super();
  }

  async send(notice: NoticeId, mail: SealedMail): Promise<DeliveryAttempt> {
    const name = `${notice}.eml`;
    try {
      for (const part of ['tmp', 'new', 'cur']) {
        await mkdir(join(this.folder, part), { recursive: true, mode: 0o700 });
      }
      const draft = await open(join(this.folder, 'tmp', name), 'w', 0o600);
      try {
        await draft.writeFile(Buffer.from(mail.raw, 'latin1'));
        await draft.sync();
      } finally {
        await draft.close();
      }
      await rename(join(this.folder, 'tmp', name), join(this.folder, 'new', name));
      return { kind: 'accepted', reference: null };
    } catch (error) {
      const detail = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
      return { kind: 'transient', code: 'server-away', detail };
    }
  }

  override async close(): Promise<void> {
    await Promise.resolve();
  }
}
