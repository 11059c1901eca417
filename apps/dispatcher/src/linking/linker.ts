import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { CaseId, DeliveryId } from '#libs/contracts/identity.js';
import { Vault } from '#libs/vault/vault.js';
import type { CaseState } from '../case/case.state.js';
import { CaseClerk } from '../clerk/case.clerk.js';
import { Messages } from '../intake/messages.js';
import { excludedFrom } from '../intake/complained-of.js';
import { CasePolicies } from '../policy/case-policies.js';
import type { Classification } from '../registration/classification.js';
import { CaseStore } from '../store/case.store.js';
import { FindsStore } from './finds.store.js';
import { LinksStore } from './links.store.js';
import { MergedCases } from './merged-cases.js';
import { judgeOneCase, leadsOver } from './one-case.decision.js';
import { decideRepeat } from './repeat.decision.js';

/** Acts on what the classifier found of one person: one case, or linked cases and an escalation. */
@Injectable()
export class Linker {
  constructor(
    private readonly cases: CaseStore,
    private readonly clerk: CaseClerk,
    private readonly finds: FindsStore,
    private readonly links: LinksStore,
    private readonly merged: MergedCases,
    private readonly messages: Messages,
    private readonly policies: CasePolicies,
    private readonly vault: Vault,
    private readonly clock: BusinessClock,
  ) {}

  /**
   * Before a case is numbered: `joined` where it belongs to one that has its number; `wait` where it will belong to one
   * that is not numbered yet, or the find that was announced has not come; `apart` where it gets a number of its own.
   * The caller holds the claim of the delivery and has locked no case.
   */
  async beforeNumber(state: CaseState, said: Classification | null): Promise<'joined' | 'wait' | 'apart'> {
    const found = await this.finds.sameAs(state.deliveryId);
    if (found.length === 0) {
      return said?.repeats === true ? 'wait' : 'apart';
    }
    await this.links.lock(state.preset.id);
    const others = await this.fit(state, await this.casesOf(found, state));
    // One that people know by its number leads, also over one that came a second earlier.
    const numbered = this.leadingFor(
      state,
      others.filter(({ number }) => number !== null),
    );
    const leading = numbered ?? this.leadingFor(state, before(others, state));
    if (leading === null) {
      return 'apart';
    }
    if (leading.number === null) {
      return 'wait';
    }
    await this.merge(state.id, leading.id, said);
    await this.finds.settleRepeat(state.deliveryId);
    return 'joined';
  }

  /** What was found of a delivery whose case has its number: merged where it slipped through, else linked and counted. */
  async settle(deliveryId: DeliveryId): Promise<void> {
    const opened = await this.cases.byDelivery(deliveryId);
    if (opened === null || (opened.number === null && opened.stage === 'received')) {
      return;
    }
    await this.links.lock(opened.preset.id);
    const own = await this.cases.lock(await this.links.leadingOf(opened.id));
    const others = await this.casesOf(await this.finds.sameAs(deliveryId), own);
    if (others.some((other) => other.number === null)) {
      return; // next time: it has still to be numbered
    }
    // Of two that came together either may have been read first: what is decided is the later one's.
    const found = await this.casesOf(await this.finds.earlierThan(deliveryId), own);
    const state = [...found, own].toSorted((a, b) => (leadsOver(a, b) ? -1 : 1)).at(-1) ?? own;
    const earlier = before([...others, own], state);
    const leading = this.leadingFor(state, await this.fit(state, earlier));
    if (leading !== null) {
      await this.merge(state.id, leading.id, null);
    } else if (earlier.length > 0) {
      await this.link(state, earlier);
    }
    await this.finds.settleRepeat(deliveryId);
  }

  /** The cases that deliveries came to, without the one that asks, each once, the first first. */
  private async casesOf(deliveries: readonly DeliveryId[], self: CaseState): Promise<CaseState[]> {
    const found = new Map<CaseId, CaseState>();
    for (const delivery of deliveries) {
      const opened = await this.cases.byDelivery(delivery);
      const state = opened && (await this.cases.find(await this.links.leadingOf(opened.id)));
      if (state && state.id !== self.id) {
        found.set(state.id, state);
      }
    }
    return [...found.values()].toSorted((a, b) => (leadsOver(a, b) ? -1 : 1));
  }

  /**
   * Cases that this one may end in: none whose handler it complains of (PG-13.2.5, PC-4.2), and none at all for one that
   * leads a group.
   */
  private async fit(state: CaseState, others: readonly CaseState[]): Promise<CaseState[]> {
    if (others.length === 0 || (await this.links.leads(state.id, 'group'))) {
      return [];
    }
    const message = await this.messages.of(state.deliveryId);
    const excluded = excludedFrom(state, message, this.policies.presets.get(state.preset), this.policies.roster);
    return others.filter(({ handler }) => handler === null || !excluded.includes(handler));
  }

  private leadingFor(state: CaseState, earlier: readonly CaseState[]): CaseState | null {
    const { joining } = this.policies.presets.get(state.preset);
    return earlier.find((other) => judgeOneCase(state, other, joining) === 'one-case') ?? null;
  }

  private async merge(followerId: CaseId, leadingId: CaseId, said: Classification | null): Promise<void> {
    for (const id of [followerId, leadingId].toSorted()) {
      await this.cases.lock(id);
    }
    const follower = await this.cases.lock(followerId);
    const { text } = await this.messages.of(follower.deliveryId);
    const words = text.new === '' ? text.full : text.new;
    await this.merged.merge({ follower, leadingId, text: words, said, by: 'system', commandId: null });
    await this.vault.join(followerId, leadingId);
  }

  private async link(state: CaseState, earlier: readonly CaseState[]): Promise<void> {
    const now = this.clock.now();
    for (const other of earlier) {
      await this.links.add({
        caseId: state.id,
        leadingId: other.id,
        kind: 'repeat',
        at: now,
        actor: 'system',
        commandId: null,
      });
    }
    const rule = this.policies.presets.get(state.preset).repeats;
    await this.clerk.decide(state.id, (current, _policy, at) => decideRepeat(current, earlier, rule, at));
  }
}

function before(others: readonly CaseState[], state: CaseState): CaseState[] {
  return others.filter((other) => other.id !== state.id && leadsOver(other, state));
}
