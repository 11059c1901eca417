import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { WatchedCase } from '#libs/contracts/messages/case-event.schema.js';
import { decideVersion } from '#libs/messaging/version/decide-version.js';
import { ParkedEventStore } from '../store/parked-event.store.js';
import { WatchedCaseStore } from '../store/watched-case.store.js';
import { WatchBell } from '../watch-bell.js';
import { applyEvent } from './apply-event.js';
import type { CaseEvent } from './case-event.js';

/** Keeps what is known of each case, in the order of its versions, whatever the order in which events come. */
@Injectable()
export class CaseWatch {
  constructor(
    private readonly cases: WatchedCaseStore,
    private readonly parked: ParkedEventStore,
    private readonly clock: BusinessClock,
    private readonly bell: WatchBell,
  ) {}

  async take(event: CaseEvent): Promise<void> {
    const { caseId, caseVersion } = event.data;
    await this.cases.lock(caseId);
    const known = await this.cases.find(caseId);
    const verdict = decideVersion(known?.caseVersion ?? 0, caseVersion);
    switch (verdict) {
      case 'apply':
        await this.store(applyEvent(known, event), event.occurredAt);
        return;
      case 'park':
        await this.parked.park(event);
        return;
      case 'ignore':
        return;
      default:
        verdict satisfies never;
    }
  }

  /** Stores what is known now, and whatever was parked that follows on it. */
  async store(state: WatchedCase, occurredAt: Date): Promise<void> {
    let known = state;
    let at = occurredAt;
    for (let next = await this.parked.takeNext(known.caseId, known.caseVersion + 1); next !== null;) {
      known = applyEvent(known, next);
      at = next.occurredAt;
      next = await this.parked.takeNext(known.caseId, known.caseVersion + 1);
    }
    await this.cases.save(known, at, this.clock.now());
    this.bell.ring();
  }
}
