import { Injectable } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { CaseId, Identities, type DeliveryId } from '#libs/contracts/identity.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { formatNumber, sequenceScope } from '#libs/policy/numbering/case-number.js';
import { Vault } from '#libs/vault/vault.js';
import type { CaseState } from '../case/case.state.js';
import { CaseClerk } from '../clerk/case.clerk.js';
import { Parties } from '../clerk/parties.js';
import { Linker } from '../linking/linker.js';
import { untypedMark } from '../fax/untyped-fax.js';
import { CasePolicies } from '../policy/case-policies.js';
import type { Classification } from '../registration/classification.js';
import { classifyLate, numberCase } from '../registration/number-case.decision.js';
import { CaseStore } from '../store/case.store.js';
import { EarlyClassification } from '../store/delivery.entity.js';
import { withReferral } from '../referral/with-referral.js';
import { NumberStore } from '../store/number.store.js';
import { excludedFrom } from './complained-of.js';
import { DeliveryClaim } from './delivery-claim.js';
import { kindOfComplainant } from './kind-of-complainant.js';
import { Messages } from './messages.js';
import { reachabilityOf } from './reachability.js';

/** Registers complaints: a case on arrival, its number with the classification or without it after the preset's wait. */
@Injectable()
export class Registrar {
  constructor(
    private readonly em: EntityManager,
    private readonly clerk: CaseClerk,
    private readonly cases: CaseStore,
    private readonly numbers: NumberStore,
    private readonly parties: Parties,
    private readonly claims: DeliveryClaim,
    private readonly policies: CasePolicies,
    private readonly vault: Vault,
    private readonly messages: Messages,
    private readonly linker: Linker,
    private readonly identities: Identities,
    private readonly clock: BusinessClock,
  ) {}

  /** A complaint arrived. Joins the caller's transaction; the same delivery again changes nothing. */
  async receive(data: DataOf<'complaint.received'>, message: StoredMessage): Promise<void> {
    await this.claims.serialise(data.deliveryId);
    const preset = this.policies.current(data.preset, new Date(data.receivedAt));
    const contact = reachabilityOf(message, data.dmarc, data.automatic);
    const fresh = newCase(
      CaseId.parse(this.identities.next()),
      data,
      { id: preset.id, version: preset.version },
      contact?.channel ?? null,
      message.from === null,
      message.fax?.text === 'unsure',
    );
    const state = withReferral(fresh, message);
    if (
      !(await this.cases.add(state, new Date(this.clock.now().getTime() + preset.registration.waitSeconds * 1_000)))
    ) {
      return;
    }
    await this.claims.claim(data.deliveryId, 'complaint', state.id);
    await this.vault.openGroup(state.id);
    await this.vault.join(data.deliveryId, state.id);
    if (contact) {
      await this.parties.add(state.id, this.identities.next(), contact.channel, contact.address, contact.name);
    } else if (message.channel === 'fax' && message.from !== null) {
      await this.parties.add(state.id, this.identities.next(), 'voice', message.from.address, null);
    }
    if (message.fax?.text === 'unsure') {
      // Nobody classifies what nobody can read: the desk types it, and the number does not wait for that.
      await this.numberUnclassified(state.id);
      return;
    }
    const early = await this.em.findOne(EarlyClassification, { deliveryId: data.deliveryId });
    if (early) {
      await this.proceed(state, early.said);
    }
  }

  /** The classifier answered; before or after the complaint, before or after the number. */
  async classify(deliveryId: DeliveryId, said: Classification): Promise<void> {
    await this.claims.serialise(deliveryId);
    const state = await this.cases.byDelivery(deliveryId);
    if (!state) {
      await this.em.upsert(EarlyClassification, { deliveryId, said });
      return;
    }
    if (state.number === null) {
      await this.proceed(state, said);
      return;
    }
    const message = await this.messages.of(deliveryId);
    await this.clerk.decide(state.id, (current, policy, now) =>
      classifyLate(this.withKeptOut(current, message), said, policy, now),
    );
  }

  /** A complaint whose number waits for what it has to do with others: that is known now. */
  async numberWaiting(deliveryId: DeliveryId): Promise<void> {
    await this.claims.serialise(deliveryId);
    const state = await this.cases.byDelivery(deliveryId);
    const early = await this.em.findOne(EarlyClassification, { deliveryId });
    if (state && early) {
      await this.proceed(state, early.said);
    }
  }

  /** The wait is over: number and acknowledgement go out without a classification (PG-16, PG-18.1). */
  async numberUnclassified(caseId: CaseId): Promise<void> {
    const state = await this.cases.find(caseId);
    if (state?.number === null) {
      await this.claims.serialise(state.deliveryId);
      const early = await this.em.findOne(EarlyClassification, { deliveryId: state.deliveryId });
      const said = early?.said ?? null;
      const joined = (await this.linker.beforeNumber(state, said)) === 'joined';
      const fresh = await this.cases.lock(caseId);
      if (!joined && fresh.number === null && fresh.stage === 'received') {
        await this.number(caseId, said, fresh.receivedAt);
      }
    }
  }

  /** Numbers a case, unless it belongs to one that has its number; waits, within the preset's wait, while that is open. */
  private async proceed(state: CaseState, said: Classification): Promise<void> {
    if (state.number !== null || state.stage !== 'received') {
      return;
    }
    const standing = await this.linker.beforeNumber(state, said);
    switch (standing) {
      case 'joined':
        return;
      case 'wait':
        await this.em.upsert(EarlyClassification, { deliveryId: state.deliveryId, said });
        return;
      case 'apart':
        await this.number(state.id, said, state.receivedAt);
        return;
    }
    standing satisfies never;
  }

  private async number(caseId: CaseId, said: Classification | null, receivedAt: Date): Promise<void> {
    const state = await this.cases.lock(caseId);
    const message = await this.messages.of(state.deliveryId);
    const number = await this.nextNumber(state, said?.category ?? null, receivedAt);
    await this.clerk.decide(caseId, (current, policy, now) =>
      numberCase(this.withKeptOut(current, message), { number, said }, policy, now),
    );
  }

  private async nextNumber(state: CaseState, category: string | null, at: Date): Promise<string> {
    const { numbering, categories, timeZone } = this.policies.presets.get(state.preset);
    const type = (category === null ? undefined : categories[category]?.code) ?? numbering.unknownType;
    const fields = { at, type, unit: state.unit, timeZone };
    const seq = await this.numbers.next(state.preset.id, sequenceScope(numbering.pattern, fields));
    return formatNumber(numbering.pattern, { ...fields, seq });
  }

  private withKeptOut(state: CaseState, message: StoredMessage): CaseState {
    const preset = this.policies.presets.get(state.preset);
    return {
      ...state,
      keptOut: excludedFrom(state, message, preset, this.policies.roster),
      complainantKind: state.complainantKind ?? kindOfComplainant(preset, message),
      // That something was sent along is told to the customer where the preset keeps evidence (SI-14.2).
      marks: message.attachments.some(({ inline }) => !inline)
        ? [...new Set([...state.marks, 'material'])]
        : state.marks,
    };
  }
}

function newCase(
  id: CaseId,
  data: DataOf<'complaint.received'>,
  preset: CaseState['preset'],
  reachableBy: CaseState['reachableBy'],
  anonymous: boolean,
  untyped: boolean,
): CaseState {
  return {
    id,
    version: 0,
    preset,
    unit: data.unit,
    deliveryId: data.deliveryId,
    channel: data.channel,
    origin: data.origin,
    language: data.language,
    receivedAt: new Date(data.receivedAt),
    reachableBy,
    number: null,
    stage: 'received',
    tag: null,
    clauses: [],
    category: null,
    urgent: false,
    // Who gives no name and no address is on record as anonymous, and goes the ordinary way (SI-14.1, SI-16).
    marks: [...(anonymous ? ['anonymous'] : []), ...(untyped ? [untypedMark] : [])],
    question: null,
    acknowledged: false,
    department: null,
    handler: null,
    keptOut: [],
    transfer: null,
    plan: null,
    extension: null,
    tasks: [],
    activation: null,
    complainantKind: null,
    facts: [],
    pauses: [],
    agreedLimits: [],
    closeReason: null,
  };
}
