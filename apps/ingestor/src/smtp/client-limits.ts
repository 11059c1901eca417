import { sourceAllowed } from '../sms/source-allowed.js';
import { clientGroup } from './client-group.js';
import { RateLimit } from './rate-limit.js';
import { SmtpReply } from './smtp-reply.js';

/** What a client of the SMTP listener may do; those of `trusted` are held to the figures for all together only. */
export interface SmtpLimits {
  readonly clientsPerAddress: number;
  readonly mailsPerMinute: number;
  readonly mailsPerMinutePerAddress: number;
  readonly recipientsPerMail: number;
  /** Refused commands and recipients of one connection. */
  readonly badCommands: number;
  /** Addresses and networks of mail servers of ours, which hand over the mail of many senders. */
  readonly trusted: readonly string[];
}

/** Which limit turned somebody away. */
export const limitNames = ['connections', 'mails', 'mails-in-all', 'bad-commands'] as const;
export type LimitName = (typeof limitNames)[number];

/** Always class 4: who is turned away by a limit tries again, and nothing is lost. */
export class LimitReply extends SmtpReply {
  constructor(
    readonly limit: LimitName,
    responseCode: 421 | 450 | 451,
    message: string,
  ) {
    super(responseCode, message);
    this.name = 'LimitReply';
  }
}

const everybody = 'all';

/** Counts connections and mails by client; knows nothing of sockets. `nowMs` is any clock that only grows. */
export class ClientLimits {
  private readonly open = new Map<string, string>();
  private readonly perAddress: RateLimit;
  private readonly inAll: RateLimit;

  constructor(private readonly limits: SmtpLimits) {
    this.perAddress = new RateLimit(limits.mailsPerMinutePerAddress);
    this.inAll = new RateLimit(limits.mailsPerMinute);
  }

  /** A connection begins. Throws LimitReply (421) when its client has too many already. */
  connect(connection: string, address: string): void {
    const group = clientGroup(address);
    const already = [...this.open.values()].filter((other) => other === group).length;
    if (already >= this.limits.clientsPerAddress && !this.isTrusted(address)) {
      throw new LimitReply(
        'connections',
        421,
        `4.7.0 Your address has ${String(already)} connections already; close one, or try again in a minute`,
      );
    }
    this.open.set(connection, group);
  }

  /** Harmless for one that was turned away. */
  disconnect(connection: string): void {
    this.open.delete(connection);
  }

  /** A mail begins. Throws LimitReply: 450 when this client sends too many, 451 when all together do. */
  beginMail(address: string, nowMs: number): void {
    const { mailsPerMinute, mailsPerMinutePerAddress } = this.limits;
    const group = clientGroup(address);
    const counted = !this.isTrusted(address);
    if (counted && this.perAddress.isFull(group, nowMs)) {
      throw new LimitReply(
        'mails',
        450,
        `4.7.1 More than ${String(mailsPerMinutePerAddress)} mails in a minute from your address; try again in a minute`,
      );
    }
    if (this.inAll.isFull(everybody, nowMs)) {
      throw new LimitReply(
        'mails-in-all',
        451,
        `4.3.2 More than ${String(mailsPerMinute)} mails in a minute; try again in a minute`,
      );
    }
    this.inAll.note(everybody, nowMs);
    if (counted) {
      this.perAddress.note(group, nowMs);
    }
  }

  isTrusted(address: string): boolean {
    const { trusted } = this.limits;
    return trusted.length > 0 && sourceAllowed(address, undefined, { allowFrom: trusted, trustedProxies: [] });
  }
}
