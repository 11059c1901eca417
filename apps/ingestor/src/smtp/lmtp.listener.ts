import { Injectable } from '@nestjs/common';
import type { SMTPServer, SMTPServerDataResult, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { Logger } from '#libs/observability/logger.js';
import type { Collected } from './collect-mail.js';
import { MailReception } from './mail-reception.js';
import type { Target } from './mail-reception.js';
import { closeServer, listenOn, makeMailServer, settle } from './mail-server.js';
import { SmtpReply, smtpReplies } from './smtp-reply.js';
import { SmtpSettings } from './smtp.settings.js';

/**
 * Takes mail by LMTP (RFC 2033) from a mail server of ours, such as Postfix. After the mail it answers once for each
 * recipient, in their order: what cannot be kept for one mailbox is tried again for that one only. The limits for
 * clients do not apply, since all mail comes from one.
 */
@Injectable()
export class LmtpListener {
  private readonly server: SMTPServer;

  constructor(
    private readonly settings: SmtpSettings,
    private readonly reception: MailReception,
    private readonly logger: Logger,
  ) {
    this.server = makeMailServer(settings, {
      lmtp: true,
      onRcptTo: (address, session, answer) => {
        settle(reception.checkRecipient(address, session), answer);
      },
      onData: (stream, session, answer) => {
        settle(this.takeMail(stream, session), answer);
      },
    });
    this.server.on('error', (error) => {
      this.logger.warn({ error }, 'A mail connection failed');
    });
  }

  /** Resolves with the port that it listens on. Call it only where the settings have an LMTP port. */
  async listen(): Promise<number> {
    const { lmtp } = this.settings;
    if (lmtp === null) {
      throw new Error('The LMTP listener is off and was told to listen');
    }
    const port = await listenOn(this.server, lmtp);
    this.logger.info({ host: lmtp.host, port }, 'Taking mail by LMTP');
    return port;
  }

  async close(): Promise<void> {
    await closeServer(this.server);
  }

  /** One answer for each recipient that was accepted, in their order (RFC 2033 4.2). */
  private async takeMail(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<SMTPServerDataResult[]> {
    const { reception } = this;
    const mail = await reception.collect(stream);
    const answers = new Map<string, SMTPServerDataResult>();
    try {
      for (const target of reception.targetsOf(session)) {
        answers.set(target.mailbox.key, await this.answerFor(target, mail, session));
      }
    } finally {
      if (mail.kind === 'whole') {
        mail.release();
      }
    }
    return session.envelope.rcptTo.map(
      ({ address }) => answers.get(reception.mailboxOf(address)?.key ?? '') ?? smtpReplies.notHere(),
    );
  }

  private async answerFor(target: Target, mail: Collected, session: SMTPServerSession): Promise<SMTPServerDataResult> {
    const { reception } = this;
    try {
      switch (mail.kind) {
        case 'no-room':
          return smtpReplies.noRoom();
        case 'too-large':
          return await reception.refuse([target], session, mail.sizeBytes);
        case 'whole':
          await reception.receive([target], session, mail.bytes);
          return 'Taken';
        default:
          return mail satisfies never;
      }
    } catch (error) {
      return error instanceof SmtpReply ? error : smtpReplies.comeBack();
    }
  }
}
