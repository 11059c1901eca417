import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import { CaseId } from '#libs/contracts/identity.js';
import { RejectedFailure } from '#libs/failure/failure.js';
import { Parties } from '../clerk/parties.js';
import { Messages } from '../intake/messages.js';
import { CasePolicies } from '../policy/case-policies.js';
import { CaseStore } from '../store/case.store.js';
import { HandOverBody } from './hand-over-body.schema.js';
import type { ClaimedHandOver } from './send/claim-hand-overs.js';

/** Reads what a hand-over says at the moment of sending: names and words come out of the vault and are kept nowhere. */
@Injectable()
export class HandOverReader {
  constructor(
    private readonly cases: CaseStore,
    private readonly parties: Parties,
    private readonly messages: Messages,
    private readonly policies: CasePolicies,
    private readonly clock: BusinessClock,
  ) {}

  /** Null: the case is not there any more. */
  async read({ id, caseId, events, occurredAt }: ClaimedHandOver, personalData: boolean): Promise<Buffer | null> {
    const state = await this.cases.find(CaseId.parse(caseId));
    if (!state) {
      return null;
    }
    const policy = this.policies.of(state.preset, this.clock.now());
    const body: HandOverBody = {
      id,
      events: [...events],
      occurredAt: occurredAt.toISOString(),
      case: {
        id: state.id,
        version: state.version,
        number: state.number,
        preset: { ...state.preset },
        unit: state.unit,
        channel: state.channel,
        origin: state.origin,
        language: state.language,
        receivedAt: state.receivedAt.toISOString(),
        stage: state.stage,
        tag: state.tag,
        category: state.category,
        urgent: state.urgent,
        marks: [...state.marks],
        department: state.department,
        handler: state.handler,
        closeReason: state.closeReason,
        dueAt: policy.resolutionLimit(state)?.dueAt.toISOString() ?? null,
        facts: [...state.facts],
      },
      complainant: personalData ? await unlessErased(() => this.complainantOf(state.id)) : null,
      complaint: personalData ? await unlessErased(() => this.complaintOf(state.deliveryId)) : null,
    };
    return Buffer.from(JSON.stringify(HandOverBody.parse(body)));
  }

  private async complainantOf(caseId: CaseId): Promise<HandOverBody['complainant']> {
    const complainant = await this.parties.complainant(caseId);
    return complainant && { name: complainant.name, address: complainant.address, channel: complainant.channel };
  }

  private async complaintOf(deliveryId: Parameters<Messages['of']>[0]): Promise<HandOverBody['complaint']> {
    const { subject, text, attachments } = await this.messages.of(deliveryId);
    return {
      subject,
      text: text.new === '' ? text.full : text.new,
      attachments: attachments.map(({ name, type, size, sha256 }) => ({ name, type, size, sha256 })),
    };
  }
}

async function unlessErased<Content>(read: () => Promise<Content | null>): Promise<Content | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RejectedFailure && error.code === 'group-erased') {
      return null;
    }
    throw error;
  }
}
