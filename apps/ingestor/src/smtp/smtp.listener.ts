import type { AddressInfo } from 'node:net';
import { Injectable } from '@nestjs/common';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerAddress, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import { BusinessClock, machineNow } from '#libs/clock/business-clock.js';
import { Identities } from '#libs/contracts/identity.js';
import { Logger } from '#libs/observability/logger.js';
import type { Arrival } from '../ledger/arrival.js';
import { ReceiveDelivery } from '../ledger/receive-delivery.js';
import { LoadedIntake } from '../plan/loaded-intake.js';
import type { Mailbox } from '../plan/intake-plan.schema.js';
import { pointOf } from '../plan/intake-point.js';
import { BufferBudget } from './buffer-budget.js';
import { collectMail } from './collect-mail.js';
import { matchRecipient } from './match-recipient.js';
import { SmtpReply, smtpReplies } from './smtp-reply.js';
import { SmtpSettings } from './smtp.settings.js';
import { traceHeader } from './trace-header.js';

/** One mailbox of ours that a mail is for, and the address by which it was reached. */
interface Target {
  readonly mailbox: Mailbox;
  readonly recipient: string;
}

/**
 * Takes mail by SMTP (RFC 5321). 250 is said after ledger row and raw mail are committed, 451 when they cannot be,
 * 552 over the size limit with a ledger row that says so. Accepts only recipients of the intake plan; relays nothing.
 */
@Injectable()
export class SmtpListener {
  private readonly server: SMTPServer;
  private readonly budget: BufferBudget;

  constructor(
    private readonly settings: SmtpSettings,
    private readonly intake: LoadedIntake,
    private readonly receiveDelivery: ReceiveDelivery,
    private readonly clock: BusinessClock,
    private readonly identities: Identities,
    private readonly logger: Logger,
  ) {
    this.budget = new BufferBudget(settings.bufferBytes);
    this.server = this.makeServer();
    this.server.on('error', (error) => {
      this.logger.warn({ error }, 'A mail connection failed');
    });
  }

  /** Resolves with the port that it listens on. */
  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.settings.port, this.settings.host, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    const { port } = this.server.server.address() as AddressInfo;
    this.logger.info({ host: this.settings.host, port }, 'Taking mail');
    return port;
  }

  /** Takes no new connections; those under way have the close time-out to end. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(resolve);
    });
  }

  private makeServer(): SMTPServer {
    const { maxBytes, maxClients, tls, serverName } = this.settings;
    return new SMTPServer({
      name: serverName,
      banner: 'Redress',
      size: maxBytes,
      // The library would answer a declared SIZE over the limit at MAIL, before anyone knows whose mailbox it is for:
      // hidden there, it is checked at RCPT, where the refusal gets its ledger row.
      hideSize: true,
      maxClients,
      disabledCommands: tls === null ? ['AUTH', 'STARTTLS'] : ['AUTH'],
      ...(tls ?? {}),
      disableReverseLookup: true,
      logger: false,
      socketTimeout: 60_000,
      closeTimeout: 5_000,
      maxRecipients: 100,
      onRcptTo: (address, session, answer) => {
        settle(this.checkRecipient(address, session), answer);
      },
      onData: (stream, session, answer) => {
        settle(this.takeMail(stream, session), answer);
      },
    });
  }

  private async checkRecipient({ address }: SMTPServerAddress, session: SMTPServerSession): Promise<void> {
    const mailbox = matchRecipient(address, this.intake.plan.mailboxes);
    if (mailbox === null) {
      throw smtpReplies.notHere();
    }
    const declared = declaredSize(session);
    if (declared > this.settings.maxBytes) {
      await this.refuse([{ mailbox, recipient: address }], session, declared);
    }
  }

  private async takeMail(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const targets = targetsOf(session, this.intake.plan.mailboxes);
    const mail = await collectMail(stream, this.settings.maxBytes, this.budget);
    switch (mail.kind) {
      case 'no-room':
        throw smtpReplies.noRoom();
      case 'too-large':
        await this.refuse(targets, session, mail.sizeBytes);
        return;
      case 'whole':
        try {
          await this.receive(targets, session, (target) =>
            Buffer.concat([Buffer.from(this.trace(session, target)), mail.bytes]),
          );
        } finally {
          mail.release();
        }
        return;
      default:
        mail satisfies never;
    }
  }

  private async refuse(targets: readonly Target[], session: SMTPServerSession, sizeBytes: number): Promise<never> {
    await this.receive(targets, session, () => Buffer.alloc(0), sizeBytes);
    throw smtpReplies.tooLarge(this.settings.maxBytes);
  }

  private async receive(
    targets: readonly Target[],
    session: SMTPServerSession,
    rawFor: (target: Target) => Buffer,
    sizeBytes?: number,
  ): Promise<void> {
    const receivedAt = this.clock.now();
    const arrivals = targets.map((target): Arrival => {
      const raw = rawFor(target);
      return {
        transport: 'smtp',
        point: pointOf(target.mailbox, 'mail'),
        // A refusal at RCPT leaves the transaction number to the next mail of the session.
        identity: sizeBytes === undefined ? transactionOf(session) : `refused-${this.identities.next()}`,
        receivedAt,
        raw,
        sizeBytes: sizeBytes ?? raw.length,
        // The trace lines are ours; they must not push a mail over the limit.
        limitBytes: sizeBytes === undefined ? Number.POSITIVE_INFINITY : this.settings.maxBytes,
        doubt: null,
      };
    });
    try {
      await this.receiveDelivery.receive(...arrivals);
    } catch (error) {
      this.logger.error({ error }, 'A mail could not be taken; its sender is asked to try again');
      throw smtpReplies.comeBack();
    }
  }

  private trace(session: SMTPServerSession, { recipient }: Target): string {
    const { mailFrom } = session.envelope;
    return traceHeader(
      {
        sender: mailFrom === false ? '' : mailFrom.address,
        recipient,
        helo: session.hostNameAppearsAs,
        clientAddress: session.remoteAddress,
        serverName: this.settings.serverName,
        transaction: transactionOf(session),
        protocol: session.transmissionType,
      },
      machineNow(),
    );
  }
}

/** Each mailbox once, however many of its addresses were given. */
function targetsOf(session: SMTPServerSession, mailboxes: readonly Mailbox[]): Target[] {
  const targets = new Map<string, Target>();
  for (const { address } of session.envelope.rcptTo) {
    const mailbox = matchRecipient(address, mailboxes);
    if (mailbox !== null && !targets.has(mailbox.key)) {
      targets.set(mailbox.key, { mailbox, recipient: address });
    }
  }
  return [...targets.values()];
}

function transactionOf({ id, transaction }: SMTPServerSession): string {
  return `${id}-${String(transaction)}`;
}

function declaredSize({ envelope: { mailFrom } }: SMTPServerSession): number {
  const size = mailFrom === false || mailFrom.args === false ? undefined : mailFrom.args['SIZE'];
  return typeof size === 'string' ? Number(size) : 0;
}

/** Answers when the work has ended; what is no answer of ours becomes "try again". */
function settle(work: Promise<void>, answer: (error?: Error | null) => void): void {
  work.then(
    () => {
      answer();
    },
    (error: unknown) => {
      answer(error instanceof SmtpReply ? error : smtpReplies.comeBack());
    },
  );
}
