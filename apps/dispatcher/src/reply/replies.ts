import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DataOf } from '#libs/contracts/catalogue.js';
import type { PersonId } from '#libs/contracts/identity.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import { Vault } from '#libs/vault/vault.js';
import { change } from '../case/change-case.js';
import { toPerson } from '../case/notice-request.js';
import { both } from '../case/case.decision.js';
import { decideAnswer, passOn } from '../answer/answer.decision.js';
import { readSatisfaction } from '../answer/read-satisfaction.js';
import { CaseClerk } from '../clerk/case.clerk.js';
import { DeliveryClaim, type DeliveryPart } from '../intake/delivery-claim.js';
import { SmsJoining } from '../joining/sms-joining.js';
import { CasePolicies } from '../policy/case-policies.js';
import { typedFax } from '../fax/typed-fax.js';
import { CommandRunner } from './command-runner.js';
import { TieFinder, type FoundTie } from './find-tie.js';
import { judgeReply, type Verdict } from './judge-reply.decision.js';
import { Parking } from './parking.js';
import { readReply } from './read-reply.js';
import { TokenRequest } from './token-request.js';

type Arrival = DataOf<'reply.received'> | DataOf<'complaint.received'>;

const partOf: Readonly<Record<Verdict['kind'], DeliveryPart>> = {
  unmatched: 'unmatched',
  note: 'note',
  answer: 'answer',
  run: 'command',
  unavailable: 'note',
  confirm: 'parked',
  park: 'parked',
};

/** Takes a reply to where it belongs: a command, an answer, a note, or back to the ingestor as a complaint of its own. */
@Injectable()
export class Replies {
  constructor(
    private readonly ties: TieFinder,
    private readonly joining: SmsJoining,
    private readonly claims: DeliveryClaim,
    private readonly clerk: CaseClerk,
    private readonly runner: CommandRunner,
    private readonly parking: Parking,
    private readonly tokenRequest: TokenRequest,
    private readonly vault: Vault,
    private readonly policies: CasePolicies,
    private readonly outbox: Outbox,
    private readonly clock: BusinessClock,
  ) {}

  /** Joins the caller's transaction; the same delivery again changes nothing. */
  async take(data: Arrival, message: StoredMessage): Promise<void> {
    await this.claims.serialise(data.deliveryId);
    const tied = await this.ties.find(message, data.preset, this.clock.now());
    const found = message.channel === 'sms' ? await this.tieOfSms(data, message, tied) : tied;
    if (found === 'settled') {
      return;
    }
    const reading = typedFax(found, message, readReply(message.text));
    const stray = found === null && reading.kind !== 'note' ? this.staffSender(data, message) : null;
    if (stray !== null) {
      if (await this.claims.claim(data.deliveryId, 'note', null)) {
        await this.tokenRequest.send(data, stray, message);
      }
      return;
    }
    const trust = this.policies.current(data.preset, new Date(data.receivedAt)).trust;
    const verdict = judgeReply(found?.tie ?? null, reading, data.dmarc, data.automatic, trust);
    if (!(await this.claims.claim(data.deliveryId, partOf[verdict.kind], found?.caseId ?? null))) {
      return;
    }
    if (found === null || verdict.kind === 'unmatched') {
      await this.outbox.add('reply.unmatched', { deliveryId: data.deliveryId });
      return;
    }
    await this.carryOut(verdict, found, data, message);
    // After the case is locked: whoever else writes to it takes the two in the same order.
    await this.vault.join(data.deliveryId, found.caseId);
  }

  /** The case that a text message belongs to; `settled`: nothing is left to do with it now. */
  private async tieOfSms(
    data: Arrival,
    message: StoredMessage,
    tied: FoundTie | null,
  ): Promise<FoundTie | null | 'settled'> {
    if ((await this.claims.partOf(data.deliveryId)) !== null) {
      return 'settled';
    }
    const joining = await this.joining.consider(data, message, tied);
    switch (joining.kind) {
      case 'joins':
        return joining.found;
      case 'alone':
        return null;
      case 'asked':
        await this.claims.claim(data.deliveryId, 'asked', null);
        return 'settled';
      case 'answer':
        await this.claims.claim(data.deliveryId, 'answer', joining.caseId);
        if (joining.caseId !== null) {
          await this.vault.join(data.deliveryId, joining.caseId);
        }
        return 'settled';
    }
    return joining satisfies never;
  }

  /** Who of the roster wrote this; null for programs and for mail that only says that it is theirs. */
  private staffSender(data: Arrival, message: StoredMessage): PersonId | null {
    return data.automatic || data.dmarc === 'fail' ? null : this.ties.senderOf(message);
  }

  private async carryOut(
    verdict: Exclude<Verdict, { kind: 'unmatched' }>,
    found: FoundTie,
    data: Arrival,
    message: StoredMessage,
  ): Promise<void> {
    const { caseId } = found;
    const text = message.text.new === '' ? message.text.full : message.text.new;
    switch (verdict.kind) {
      case 'answer':
        await this.clerk.decide(caseId, (state, policy, now) =>
          decideAnswer(state, readSatisfaction(message.text.own), text, policy, now),
        );
        return;
      case 'run':
        await this.runner.run({
          caseId,
          deliveryId: data.deliveryId,
          person: verdict.person,
          commands: verdict.commands,
          answered: found.answered,
        });
        return;
      case 'confirm':
      case 'park':
        await this.parking.park({
          caseId,
          deliveryId: data.deliveryId,
          person: verdict.person,
          answered: found.answered?.noticeId ?? null,
          suspicious: verdict.kind === 'park',
        });
        return;
      case 'unavailable':
      case 'note': {
        const by = found.tie.recipient.kind === 'person' ? found.tie.recipient.person : 'complainant';
        // From another address than the complainant's: it decides nothing, but a person must read it.
        const unread = by === 'complainant' && verdict.kind === 'note' && verdict.why === 'forwarded-token';
        const told = by !== 'complainant' && (verdict.kind === 'unavailable' || verdict.why === 'no-command');
        await this.clerk.decide(caseId, (state, policy) => {
          const noted = change(state, {
            history: [
              {
                event: 'noted',
                by,
                text: { kind: 'note', value: text },
                codes: { why: verdict.kind === 'note' ? verdict.why : 'unavailable' },
              },
            ],
            notices: told
              ? [
                  toPerson(by, 'noted', {
                    parameters: { word: verdict.kind === 'unavailable' ? verdict.word : '' },
                    offers: ['help'],
                  }),
                ]
              : [],
          });
          return unread ? both(noted, passOn(noted.next, text, policy)) : noted;
        });
        return;
      }
    }
    verdict satisfies never;
  }
}
