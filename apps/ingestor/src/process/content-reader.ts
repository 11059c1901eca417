import { resolve } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';
import type { AuthenticityOptions } from '#libs/mail/auth/judge-authenticity.js';
import type { SmsEntry } from '../plan/intake-plan.schema.js';
import { FaxGateways } from '../fax/fax-gateways.js';
import { LoadedIntake } from '../plan/loaded-intake.js';
import type { IncomingSms } from '../sms/sms.provider.js';
import { readTraceHeader } from '../smtp/trace-header.js';
import type { Delivery } from '../store/delivery.entity.js';
import { CaseNumberPatterns } from './case-number-patterns.js';
import type { ReadContent, ReadResult } from './read-content.js';
import { readFormContent } from './read-form-content.js';
import { readMailContent, type MailContext } from './read-mail-content.js';
import { readSmsContent, smsContent } from './read-sms-content.js';

/** Reads the raw content of a delivery, whichever way it came. */
@Injectable()
export class ContentReader {
  constructor(
    private readonly intake: LoadedIntake,
    private readonly patterns: CaseNumberPatterns,
    private readonly gateways: FaxGateways,
  ) {}

  async read(delivery: Delivery, raw: Buffer): Promise<ReadResult> {
    const numbers = this.patterns.of(delivery.preset);
    switch (delivery.transport) {
      case 'smtp':
      case 'imap':
        return {
          kind: 'content',
          content: await readMailContent(raw, {
            numbers,
            ownAddresses: this.ownAddresses(),
            authenticity: this.authenticityOf(delivery, raw),
            fax: this.faxOf(delivery),
          }),
        };
      case 'sms':
        return readSmsContent(raw, this.providerOf(delivery), numbers);
      case 'form':
        return readFormContent(raw, delivery.channel, numbers);
      default:
        return delivery.transport satisfies never;
    }
  }

  /** A long text message put together from its pieces. */
  wholeSms(delivery: Delivery, sms: IncomingSms, warnings: readonly string[]): ReadContent {
    return smsContent(sms, this.patterns.of(delivery.preset), warnings);
  }

  /** Another piece of the same message, of the same entry; null when it is none. */
  pieceOf(delivery: Delivery, raw: Buffer): ReadContent['piece'] {
    const result = readSmsContent(raw, this.providerOf(delivery), null);
    return result.kind === 'content' ? result.content.piece : null;
  }

  private providerOf({ point }: Delivery): SmsEntry['provider'] {
    return this.intake.plan.sms.find(({ key }) => key === point)?.provider ?? 'generic';
  }

  private faxOf({ point }: Delivery): MailContext['fax'] {
    const gateways = this.intake.plan.mailboxes.find(({ key }) => key === point)?.fax;
    return gateways === undefined ? null : { gateways, forms: this.gateways.forms };
  }

  private authenticityOf({ transport, point }: Delivery, raw: Buffer): AuthenticityOptions {
    const mailbox = this.intake.plan.mailboxes.find(({ key }) => key === point);
    const checked = transport === 'smtp' && mailbox?.checkSenders === true;
    return {
      authservId: mailbox?.authservId ?? null,
      peer: checked ? readTraceHeader(raw) : null,
      lookup: checked ? resolve : null,
    };
  }

  private ownAddresses(): string[] {
    return this.intake.plan.mailboxes.flatMap(({ addresses }) =>
      addresses.filter((address) => !address.startsWith('*')),
    );
  }
}
