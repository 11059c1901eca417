import { Injectable } from '@nestjs/common';
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
import type { Collected } from './collect-mail.js';
import { matchRecipient } from './match-recipient.js';
import { smtpReplies } from './smtp-reply.js';
import { SmtpSettings } from './smtp.settings.js';
import { traceHeader } from './trace-header.js';

/** One mailbox of ours that a mail is for, and the address by which it was reached. */
export interface Target {
  readonly mailbox: Mailbox;
  readonly recipient: string;
}

/** The way into the ledger that SMTP and LMTP share; one budget of memory for both. */
@Injectable()
export class MailReception {
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
  }

  /** The mailbox that an address stands for; null when the plan has none. */
  mailboxOf(address: string): Mailbox | null {
    return matchRecipient(address, this.intake.plan.mailboxes);
  }

  /** Throws SmtpReply: 550 for an address that is not ours, 552, with a ledger row, for a mail announced as too large. */
  async checkRecipient({ address }: SMTPServerAddress, session: SMTPServerSession): Promise<void> {
    const mailbox = this.mailboxOf(address);
    if (mailbox === null) {
      throw smtpReplies.notHere();
    }
    const declared = declaredSize(session);
    if (declared > this.settings.maxBytes) {
      await this.refuse([{ mailbox, recipient: address }], session, declared);
    }
  }

  /** Each mailbox once, however many of its addresses were given. */
  targetsOf(session: SMTPServerSession): Target[] {
    const targets = new Map<string, Target>();
    for (const { address } of session.envelope.rcptTo) {
      const mailbox = this.mailboxOf(address);
      if (mailbox !== null && !targets.has(mailbox.key)) {
        targets.set(mailbox.key, { mailbox, recipient: address });
      }
    }
    return [...targets.values()];
  }

  async collect(stream: SMTPServerDataStream): Promise<Collected> {
    return collectMail(stream, this.settings.maxBytes, this.budget);
  }

  /** Commits an arrival for each target, all or none. Throws SmtpReply 451 when it cannot. */
  async receive(targets: readonly Target[], session: SMTPServerSession, bytes: Buffer): Promise<void> {
    await this.enter(targets, session, (target) => Buffer.concat([Buffer.from(this.trace(session, target)), bytes]));
  }

  /** Puts on record that a mail was too large, and throws SmtpReply 552. */
  async refuse(targets: readonly Target[], session: SMTPServerSession, sizeBytes: number): Promise<never> {
    await this.enter(targets, session, () => Buffer.alloc(0), sizeBytes);
    throw smtpReplies.tooLarge(this.settings.maxBytes);
  }

  private async enter(
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

function transactionOf({ id, transaction }: SMTPServerSession): string {
  return `${id}-${String(transaction)}`;
}

function declaredSize({ envelope: { mailFrom } }: SMTPServerSession): number {
  const size = mailFrom === false || mailFrom.args === false ? undefined : mailFrom.args['SIZE'];
  return typeof size === 'string' ? Number(size) : 0;
}
