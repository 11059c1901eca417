import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { CaseId, type PersonId } from '#libs/contracts/identity.js';
import type { DataOf } from '#libs/contracts/catalogue.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { NoticeBook } from '../notice/book/notice.book.js';
import { Senders } from '../outgoing/senders.js';
import { CasePolicies } from '../policy/case-policies.js';

/**
 * Answers a command of somebody of the roster that belongs to no case: it says that nothing was done, and asks for an
 * answer to the mail with the token. There is no case, so the notice is filed under the delivery that it answers.
 */
@Injectable()
export class TokenRequest {
  constructor(
    private readonly em: EntityManager,
    private readonly book: NoticeBook,
    private readonly policies: CasePolicies,
    private readonly senders: Senders,
  ) {}

  async send(data: DataOf<'reply.received'> | DataOf<'complaint.received'>, person: PersonId, message: StoredMessage) {
    const known = this.policies.roster.person(person);
    const [address] = known?.mails ?? [];
    if (!known || address === undefined) {
      return;
    }
    const preset = this.policies.current(data.preset, new Date(data.receivedAt));
    const sender = this.senders.of(data.preset, data.unit);
    await this.book.intend(
      this.em,
      {
        caseId: CaseId.parse(data.deliveryId),
        number: message.found.caseNumbers[0] ?? null,
        preset: { id: preset.id, version: preset.version },
        sender: sender.identity,
        organisation: sender.organisation.zh,
      },
      [
        {
          template: 'command-without-case',
          recipient: { kind: 'person', personId: person, address, name: known.name, channel: 'mail' },
          language: 'zh',
          parameters: {},
          offers: [],
          urgent: true,
          holdMs: 0,
          factWhenTold: null,
          thread: message.messageId === '' ? null : message.messageId,
        },
      ],
    );
  }
}
