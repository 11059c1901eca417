import { Injectable } from '@nestjs/common';
import type { Channel } from '#libs/contracts/vocabulary.js';
import { detectLanguage } from '#libs/mail/message/detect-language.js';
import { plainText } from '../process/plain-text.js';
import type { ReadContent } from '../process/read-content.js';
import { StaffAddresses } from '../sort/staff-addresses.js';
import type { Delivery } from '../store/delivery.entity.js';
import { chooseEntry } from './choose-entry.js';
import { PresetEntries } from './preset-entries.js';
import { readPassedOn } from './read-passed-on.js';

/** What is looked at of a mail. */
type MailContent = Pick<ReadContent, 'message' | 'dmarc' | 'forwarded'>;

/** A mail that passes on somebody else's complaint, read as that complaint. */
export interface PassedOnContent {
  readonly message: ReadContent['message'];
  readonly channel: Channel;
  readonly origin: string;
  /** When we were told, be it by staff who then wrote to us: limits count from here (PG-16). */
  readonly receivedAt: Date;
  /** ISO; null where no authority set one. */
  readonly referralDueAt: string | null;
}

/** Finds out whether a mail is a complaint that staff or an authority pass on (PG-15, PG-16, SI-12). */
@Injectable()
export class PassingOn {
  constructor(
    private readonly entries: PresetEntries,
    private readonly staff: StaffAddresses,
  ) {}

  /** Null for everything else: answers to us, mail of programs, and what only claims to be from staff. */
  read(delivery: Delivery, content: MailContent): PassedOnContent | null {
    const { message, dmarc } = content;
    const { from, found } = message;
    const ours = found.tokens.length + found.caseNumbers.length + found.references.length > 0;
    if (delivery.channel !== 'mail' || from === null || ours || dmarc === 'fail') {
      return null;
    }
    const entries = this.entries.of(delivery.preset);
    const referred = entries.some(({ channel, origin, referral }) => {
      return referral && channel === delivery.channel && origin === delivery.origin;
    });
    const staff = this.staff.has(from.address);
    if (message.kind !== 'person' || (!referred && !staff)) {
      return null;
    }
    const reading = readPassedOn({
      // An authority's order may stand in what looks like a quotation or a signature.
      text: staff ? message.text.own : message.text.full,
      subject: message.subject,
      forwarded: content.forwarded ?? null,
      role: staff ? 'staff' : 'referrer',
      by: from,
      receivedAt: delivery.receivedAt,
      timeZone: this.entries.timeZoneOf(delivery.preset),
    });
    if (reading === null) {
      return null;
    }
    const { passedOn, complainant, answerTo, text } = reading;
    const entry = chooseEntry(entries, passedOn.source, passedOn.referral !== null);
    return {
      message: {
        ...message,
        channel: entry?.channel ?? delivery.channel,
        from: complainant,
        replyTo: answerTo,
        language: detectLanguage(`${message.subject}\n${text}`),
        text: { ...plainText(text === '' ? message.text.full : text), full: message.text.full },
        passedOn,
      },
      channel: entry?.channel ?? delivery.channel,
      origin: entry?.origin ?? delivery.origin,
      receivedAt: passedOn.toldAt === null ? delivery.receivedAt : new Date(passedOn.toldAt),
      referralDueAt: passedOn.referral?.dueAt ?? null,
    };
  }
}
