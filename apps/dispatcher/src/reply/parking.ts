import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DeliveryId, NoticeId, type CaseId, type PersonId } from '#libs/contracts/identity.js';
import { change } from '../case/change-case.js';
import { toPerson } from '../case/notice-request.js';
import { CaseClerk } from '../clerk/case.clerk.js';
import type { Command } from '../command/grammar/command.union.js';
import { Messages } from '../intake/messages.js';
import { ParkedCommand } from '../store/command.entity.js';
import { Notice } from '../notice/store/notice.entity.js';
import type { AnsweredNotice } from './find-tie.js';
import { readReply } from './read-reply.js';

interface ToPark {
  readonly caseId: CaseId;
  readonly deliveryId: DeliveryId;
  readonly person: PersonId;
  /** The notice that the mail answered. */
  readonly answered: NoticeId | null;
  /** The mail failed its check: it may not be the person's at all. */
  readonly suspicious: boolean;
}

export interface Released {
  readonly deliveryId: DeliveryId;
  readonly commands: readonly Command[];
  readonly answered: AnsweredNotice | null;
}

/**
 * Commands that their mail did not vouch for enough. The person is asked at the address of the roster; an answer to that
 * very mail, which only the holder of the mailbox has, releases the command.
 */
@Injectable()
export class Parking {
  constructor(
    private readonly em: EntityManager,
    private readonly clerk: CaseClerk,
    private readonly messages: Messages,
  ) {}

  async park({ caseId, deliveryId, person, answered, suspicious }: ToPark): Promise<void> {
    const text = (await this.messages.of(deliveryId)).text.new;
    const result = await this.clerk.decide(caseId, (state) =>
      change(state, {
        history: [
          {
            event: 'command-parked',
            by: person,
            text: { kind: 'note', value: text },
            codes: { suspicious: String(suspicious) },
          },
        ],
        notices: [
          toPerson(person, suspicious ? 'command-suspicious' : 'command-confirm', {
            parameters: { text },
            offers: suspicious ? ['confirm'] : ['confirm'],
            urgent: true,
          }),
        ],
      }),
    );
    const noticeId = result.kind === 'applied' ? result.notices[0] : undefined;
    if (noticeId !== undefined) {
      this.em.create(ParkedCommand, { noticeId, deliveryId, caseId, person, answered, state: 'waiting' });
      await this.em.flush();
    }
  }

  /** The parked command that a notice asks about, once; null when there is none, or it is another's. */
  async release(noticeId: string, person: PersonId): Promise<Released | null> {
    const released = await this.em.nativeUpdate(
      ParkedCommand,
      { noticeId, person, state: 'waiting' },
      { state: 'confirmed' },
    );
    if (released === 0) {
      return null;
    }
    const parked = await this.em.findOneOrFail(ParkedCommand, { noticeId });
    const deliveryId = DeliveryId.parse(parked.deliveryId);
    const reading = readReply((await this.messages.of(deliveryId)).text);
    return reading.kind === 'commands'
      ? { deliveryId, commands: reading.commands, answered: await this.answered(parked.answered ?? null) }
      : null;
  }

  /** What the parked mail answered, as it was then: a confirmation makes it no answer to anything newer. */
  private async answered(noticeId: string | null): Promise<AnsweredNotice | null> {
    const notice = noticeId === null ? null : await this.em.findOne(Notice, { id: NoticeId.parse(noticeId) });
    return notice && { noticeId: notice.id, template: notice.template, at: notice.createdAt };
  }
}
