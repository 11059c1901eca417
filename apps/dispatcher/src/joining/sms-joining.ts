import { Injectable } from '@nestjs/common';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { CaseId, type DeliveryId } from '#libs/contracts/identity.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { withCorrelation } from '#libs/messaging/message-context.js';
import { RejectedFailure } from '#libs/failure/failure.js';
import { Outbox } from '#libs/messaging/outbox/outbox.js';
import { Vault } from '#libs/vault/vault.js';
import { decideAnswer } from '../answer/answer.decision.js';
import { readSatisfaction } from '../answer/read-satisfaction.js';
import { change } from '../case/change-case.js';
import { toComplainant } from '../case/notice-request.js';
import { CaseClerk } from '../clerk/case.clerk.js';
import { Parties } from '../clerk/parties.js';
import { Messages } from '../intake/messages.js';
import { CasePolicies } from '../policy/case-policies.js';
import type { FoundTie } from '../reply/find-tie.js';
import { besideNumbers, chooseCase, readsAsNew, type OpenCase } from './choose-case.decision.js';
import { WhichCaseStore } from './which-case.store.js';

type Arrival = Pick<DataOf<'reply.received'>, 'deliveryId' | 'preset' | 'receivedAt'>;

/**
 * joins   it belongs to this case
 * alone   it is a complaint of its own
 * asked   the sender is asked which case it is about; it waits
 * answer  all it says is what those that wait are about
 */
export type Joining =
  | { readonly kind: 'joins'; readonly found: FoundTie }
  | { readonly kind: 'alone' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'answer'; readonly caseId: CaseId | null };

/** How long the sender's answer is waited for; then the message is a complaint of its own, so that nothing lies. */
const answerMs = 30 * 60_000;

/** Text messages carry no token: which case one belongs to, by number, by the preset's window, or by asking the sender. */
@Injectable()
export class SmsJoining {
  constructor(
    private readonly store: WhichCaseStore,
    private readonly parties: Parties,
    private readonly policies: CasePolicies,
    private readonly clerk: CaseClerk,
    private readonly messages: Messages,
    private readonly vault: Vault,
    private readonly outbox: Outbox,
  ) {}

  /** Joins the caller's transaction. `found`: what a case number in the message leads to. */
  async consider(data: Arrival, message: StoredMessage, found: FoundTie | null): Promise<Joining> {
    const { from } = message;
    if (from === null) {
      return found === null ? { kind: 'alone' } : { kind: 'joins', found };
    }
    const fingerprint = this.parties.fingerprint(from.address);
    await this.store.serialise(fingerprint);
    const text = message.text.own;
    if (found !== null) {
      const waited = await this.joinWaiting(data.preset, fingerprint, found.caseId);
      return waited > 0 && besideNumbers(text, message.found.caseNumbers) === ''
        ? { kind: 'answer', caseId: found.caseId }
        : { kind: 'joins', found };
    }
    const { fresh, rest } = readsAsNew(text);
    const released = fresh ? await this.release(await this.store.takeWaiting(data.preset, fingerprint)) : 0;
    if (fresh) {
      return released > 0 && rest === '' ? { kind: 'answer', caseId: null } : { kind: 'alone' };
    }
    return this.byWindow(data, fingerprint);
  }

  /** What has waited long enough becomes a complaint of its own. Joins the caller's transaction. */
  async releaseOverdue(now: Date): Promise<void> {
    for (const id of await this.store.takeOverdue(now)) {
      await withCorrelation(id, async () => this.release([id]));
    }
  }

  private async byWindow(data: Arrival, fingerprint: string): Promise<Joining> {
    const receivedAt = new Date(data.receivedAt);
    const { joining } = this.policies.current(data.preset, receivedAt);
    const choice = chooseCase(
      await this.store.openCases(data.preset, fingerprint),
      receivedAt,
      joining.smsWithinSeconds * 1_000,
    );
    switch (choice.kind) {
      case 'none':
        return { kind: 'alone' };
      case 'one':
        return { kind: 'joins', found: tieTo(choice.open) };
      case 'several':
        // Who has been asked is not asked again with every further message.
        if (!(await this.store.isAsked(data.preset, fingerprint))) {
          await this.ask(choice.open);
        }
        await this.store.keep(data.deliveryId, data.preset, fingerprint, new Date(receivedAt.getTime() + answerMs));
        return { kind: 'asked' };
    }
    return choice satisfies never;
  }

  /** The question is filed with the case that was spoken of last; what waits belongs to none yet. */
  private async ask(open: readonly [OpenCase, ...OpenCase[]]): Promise<void> {
    const cases = open.flatMap(({ number }) => number ?? []).join('、');
    await this.clerk.decide(CaseId.parse(open[0].caseId), (state) =>
      change(state, {
        notices: [toComplainant('which-case', { parameters: { cases }, urgent: true })],
        history: [{ event: 'asked-which-case', by: 'system', text: null, codes: { cases } }],
      }),
    );
  }

  private async joinWaiting(preset: string, fingerprint: string, caseId: CaseId): Promise<number> {
    const waiting = await this.store.takeWaiting(preset, fingerprint);
    for (const id of waiting) {
      const text = await this.textOf(id);
      if (text === null) {
        continue;
      }
      const said = text.new === '' ? text.full : text.new;
      await this.clerk.decide(caseId, (state, policy, now) =>
        decideAnswer(state, readSatisfaction(text.own), said, policy, now),
      );
      await this.vault.join(id, caseId);
    }
    return waiting.length;
  }

  /** Null: erased while it waited. */
  private async textOf(id: DeliveryId): Promise<StoredMessage['text'] | null> {
    try {
      return (await this.messages.of(id)).text;
    } catch (error) {
      if (error instanceof RejectedFailure && error.code === 'group-erased') {
        return null;
      }
      throw error;
    }
  }

  private async release(waiting: readonly DeliveryId[]): Promise<number> {
    for (const deliveryId of waiting) {
      await this.outbox.add('reply.unmatched', { deliveryId });
    }
    return waiting.length;
  }
}

function tieTo({ caseId }: OpenCase): FoundTie {
  return {
    tie: { by: 'number', recipient: { kind: 'complainant' } },
    caseId: CaseId.parse(caseId),
    answered: null,
  };
}
