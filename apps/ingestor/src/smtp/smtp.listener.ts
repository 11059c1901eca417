import { Injectable } from '@nestjs/common';
import type { SMTPServer, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { Logger } from '#libs/observability/logger.js';
import { Metrics } from '#libs/observability/metrics.js';
import { ClientLimits, LimitReply, limitNames } from './client-limits.js';
import type { LimitName } from './client-limits.js';
import { endAfterRefusals } from './end-after-refusals.js';
import { MailReception } from './mail-reception.js';
import { closeServer, listenOn, makeMailServer, settle } from './mail-server.js';
import { smtpReplies } from './smtp-reply.js';
import { SmtpSettings } from './smtp.settings.js';

/**
 * Takes mail by SMTP (RFC 5321). 250 is said after ledger row and raw mail are committed, 451 when they cannot be,
 * 552 over the size limit with a ledger row that says so. Accepts only recipients of the intake plan; relays nothing.
 * Who takes more than the share of one client is asked to come back (421, 450, 451).
 */
@Injectable()
export class SmtpListener {
  private readonly server: SMTPServer;
  private readonly limits: ClientLimits;
  private readonly turnedAway: (given: { readonly limit: LimitName }) => void;

  constructor(
    private readonly settings: SmtpSettings,
    private readonly reception: MailReception,
    metrics: Metrics,
    private readonly logger: Logger,
  ) {
    this.limits = new ClientLimits(settings.limits);
    this.turnedAway = metrics.counter({
      name: 'redress_smtp_turned_away_total',
      help: 'Clients of the SMTP listener asked to come back by a limit; rising without end, a limit is too low or somebody attacks',
      labels: { limit: limitNames },
    });
    this.server = makeMailServer(settings, {
      onConnect: (session, answer) => {
        settle(this.admit(session), answer);
      },
      onClose: ({ id }) => {
        this.limits.disconnect(id);
      },
      onMailFrom: (_sender, session, answer) => {
        settle(this.beginMail(session), answer);
      },
      onRcptTo: (address, session, answer) => {
        settle(reception.checkRecipient(address, session), answer);
      },
      onData: (stream, session, answer) => {
        settle(this.takeMail(stream, session), (error) => {
          answer(error);
        });
      },
    });
    this.server.on('error', (error) => {
      this.logger.warn({ error }, 'A mail connection failed');
    });
  }

  /** Resolves with the port that it listens on. */
  async listen(): Promise<number> {
    const port = await listenOn(this.server, this.settings);
    this.logger.info({ host: this.settings.host, port }, 'Taking mail');
    return port;
  }

  /** Takes no new connections; those under way have the close time-out to end. */
  async close(): Promise<void> {
    await closeServer(this.server);
  }

  private async admit({ id, remoteAddress }: SMTPServerSession): Promise<void> {
    await this.within(() => {
      this.limits.connect(id, remoteAddress);
    });
    if (!this.limits.isTrusted(remoteAddress)) {
      endAfterRefusals(this.server, id, this.settings.limits.badCommands, () => {
        this.note('bad-commands');
      });
    }
  }

  private async beginMail({ remoteAddress }: SMTPServerSession): Promise<void> {
    await this.within(() => {
      this.limits.beginMail(remoteAddress, performance.now());
    });
  }

  /** Async so that what is thrown becomes the answer. */
  private async within(check: () => void): Promise<void> {
    try {
      check();
    } catch (error) {
      if (error instanceof LimitReply) {
        this.note(error.limit);
      }
      throw error;
    }
    await Promise.resolve();
  }

  /** Who it was is not written down: the address of a client is personal data (PC-6). */
  private note(limit: LimitName): void {
    this.turnedAway({ limit });
    this.logger.warn({ limit }, 'A client of the SMTP listener was turned away by a limit');
  }

  private async takeMail(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const { reception } = this;
    const targets = reception.targetsOf(session);
    const mail = await reception.collect(stream);
    switch (mail.kind) {
      case 'no-room':
        throw smtpReplies.noRoom();
      case 'too-large':
        await reception.refuse(targets, session, mail.sizeBytes);
        return;
      case 'whole':
        try {
          await reception.receive(targets, session, mail.bytes);
        } finally {
          mail.release();
        }
        return;
      default:
        mail satisfies never;
    }
  }
}
