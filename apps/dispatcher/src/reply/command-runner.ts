import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { CaseId, DeliveryId, NoticeId, PersonId } from '#libs/contracts/identity.js';
import { refused, type Refused } from '../case/case.decision.js';
import { change } from '../case/change-case.js';
import { toPerson } from '../case/notice-request.js';
import type { CaseState } from '../case/case.state.js';
import { GroupWording } from '../linking/group-wording.js';
import { CaseClerk, type Applied } from '../clerk/case.clerk.js';
import { decideCommand, type CaseCommand } from '../command/decide-command.js';
import type { LinkCommand } from '../command/link/link.decision.js';
import { DeskLinks } from '../command/link/desk-links.js';
import type { Command } from '../command/grammar/command.union.js';
import { Transcriber } from '../fax/transcriber.js';
import { offersFor } from '../receipt/offers-for.js';
import { writeReceipt, type DoneCommand } from '../receipt/write-receipt.js';
import { EscalationAnswers } from '../watch/escalation-answers.js';
import { CommandRow } from '../store/command.entity.js';
import { HistoryStore } from '../store/history.store.js';
import { toColumns } from '../store/stored-case.js';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { AnsweredNotice } from './find-tie.js';
import { Parking } from './parking.js';
import { Undo } from './undo.js';

export interface CommandsOfMail {
  readonly caseId: CaseId;
  readonly deliveryId: DeliveryId;
  readonly person: PersonId;
  readonly commands: readonly Command[];
  readonly answered: AnsweredNotice | null;
}

/** Carries out the commands of one mail in their order, up to the first that is refused, and sends one receipt. */
@Injectable()
export class CommandRunner {
  constructor(
    private readonly em: EntityManager,
    private readonly clerk: CaseClerk,
    private readonly undo: Undo,
    private readonly parking: Parking,
    private readonly escalations: EscalationAnswers,
    private readonly transcriber: Transcriber,
    private readonly history: HistoryStore,
    private readonly clock: BusinessClock,
    private readonly deskLinks: DeskLinks,
    private readonly wording: GroupWording,
  ) {}

  async run(mail: CommandsOfMail): Promise<void> {
    const done: DoneCommand[] = [];
    const caused: NoticeId[] = [];
    let before: CaseState | null = null;
    let after: CaseState | null = null;
    let refusal: Refused | null = null;
    let undone = false;
    for (const command of mail.commands) {
      if (command.verb === 'confirm') {
        await this.confirm(mail);
        return;
      }
      if (command.verb === 'undo' || command.verb === 'help') {
        refusal = command.verb === 'undo' ? await this.undo.takeBack(mail.caseId, mail.person) : null;
        undone = command.verb === 'undo' && refusal === null;
        break;
      }
      const result = await this.decide(mail, command);
      if (result.kind === 'refused') {
        refusal = result;
        break;
      }
      before ??= result.before;
      after = result.state;
      if (command.verb === 'acknowledge') {
        await this.escalations.acknowledge(mail.caseId, mail.person, mail.answered?.noticeId ?? null);
      }
      if (command.verb === 'transcribe') {
        await this.transcriber.take(mail.caseId, command.text);
      }
      done.push(command);
      caused.push(...result.notices);
    }
    if (before && after) {
      await this.record(mail, done, before, after, caused);
    }
    await this.receipt(mail, undone ? [...done, { verb: 'undo' }] : done, refusal);
  }

  private async decide(mail: CommandsOfMail, command: CaseCommand | LinkCommand): Promise<Applied | Refused> {
    if (command.verb === 'merge' || command.verb === 'link') {
      return this.deskLinks.run(mail, command);
    }
    const named = await this.wording.personalDataIn(mail.caseId, command);
    if (named !== null) {
      return refused('personal-data', { words: named });
    }
    return this.clerk.decide(mail.caseId, (state, policy, now) =>
      decideCommand(state, command, {
        now,
        actor: mail.person,
        policy,
        answered: mail.answered?.template ?? null,
        answeredAt: mail.answered?.at ?? null,
      }),
    );
  }

  /** A parked command, shown to be its sender's by an answer from the sender's own mailbox, is carried out now. */
  private async confirm(mail: CommandsOfMail): Promise<void> {
    const parked = mail.answered && (await this.parking.release(mail.answered.noticeId, mail.person));
    if (!parked) {
      await this.receipt(mail, [], refused('already-done'));
      return;
    }
    await this.run({
      ...mail,
      deliveryId: parked.deliveryId,
      commands: parked.commands,
      answered: parked.answered,
    });
  }

  private async record(
    mail: CommandsOfMail,
    done: readonly DoneCommand[],
    before: CaseState,
    after: CaseState,
    notices: readonly NoticeId[],
  ): Promise<void> {
    const columns = toColumns(before);
    this.em.create(CommandRow, {
      deliveryId: mail.deliveryId,
      caseId: mail.caseId,
      person: mail.person,
      at: this.clock.now(),
      verbs: done.map((command) => command.verb),
      before: { ...columns, receivedAt: columns.receivedAt.toISOString() },
      versionAfter: after.version,
      historyAfter: await this.history.last(mail.caseId),
      factsAfter: after.facts.length,
      notices: [...notices],
      undone: false,
    });
    await this.em.flush();
  }

  private async receipt(mail: CommandsOfMail, done: readonly DoneCommand[], refusal: Refused | null): Promise<void> {
    await this.clerk.decide(mail.caseId, (state, policy) => {
      const receipt = writeReceipt(state, mail.person, done, refusal);
      const helpWanted = done.length === 0 && refusal === null;
      return change(state, {
        notices: [
          toPerson(mail.person, refusal ? 'receipt-refused' : helpWanted ? 'help' : 'receipt', {
            parameters: {
              understood: receipt.understood.join('\n'),
              problem: receipt.problem ?? '',
              next: receipt.next,
            },
            offers: offersFor(state, mail.person, policy),
            urgent: true,
          }),
        ],
      });
    });
  }
}
