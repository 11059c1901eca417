import { Injectable } from '@nestjs/common';
import { BusinessClock } from '#libs/clock/business-clock.js';
import type { DataOf } from '#libs/contracts/catalogue.js';
import type { DigestedCase } from '#libs/contracts/messages/case-event.schema.js';
import { Logger } from '#libs/observability/logger.js';
import { Metrics } from '#libs/observability/metrics.js';
import { applyEvent } from '../case/apply-event.js';
import { CaseWatch } from '../case/case-watch.js';
import { latestFacts } from '#libs/policy/deadline/deadlines-of.js';
import { IntakeWatch } from '../intake/intake-watch.js';
import { DigestStore } from '../store/digest.store.js';
import { WatchedCaseStore } from '../store/watched-case.store.js';
import { drifts, judgeDigest, type Drift } from './judge-digest.js';

/** A case may close while a digest is made: only what two digests in a row do not name is gone. */
const digestsUntilGone = 2;

/** Compares the dispatcher's digest with what is known, takes over what is missing, and says how much that was. */
@Injectable()
export class DigestWatch {
  private readonly drift: (labels: { kind: Drift }, by?: number) => void;
  private readonly lastDigest: (labels: object, value: number) => void;

  constructor(
    private readonly cases: CaseWatch,
    private readonly intake: IntakeWatch,
    private readonly known: WatchedCaseStore,
    private readonly digests: DigestStore,
    private readonly clock: BusinessClock,
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.drift = metrics.counter({
      name: 'redress_watch_drift_total',
      help: 'Cases on which the digest knew better than the watchdog. Now and then after a restart; a steady flow means lost messages.',
      labels: { kind: drifts },
    });
    this.lastDigest = metrics.gauge({
      name: 'redress_watch_last_digest_seconds',
      help: 'Business time of the last digest, in seconds since 1970. Minutes behind: the dispatcher does not say what is open.',
      labels: {},
    });
  }

  async take({ digestId, page, pages, cases }: DataOf<'open-cases.digest'>, occurredAt: Date): Promise<void> {
    const known = await this.digests.known(cases.map((told) => told.caseId));
    const found: Drift[] = [];
    for (const told of cases) {
      const first = judgeDigest(known.get(told.caseId) ?? null, told);
      if (first !== 'agree' && first !== 'ahead') {
        found.push(...(await this.takeOver(told, occurredAt)));
      }
    }
    await this.digests.seen(
      cases.map((told) => told.caseId),
      occurredAt,
    );
    if (await this.digests.note({ digestId, page, pages, occurredAt })) {
      found.push(...(await this.letGo(occurredAt)));
      this.lastDigest({}, occurredAt.getTime() / 1_000);
    }
    this.report(found, digestId);
  }

  /** Looks again with the case locked: the event that was missing may have come in between. */
  private async takeOver({ deliveryId, ...told }: DigestedCase, occurredAt: Date): Promise<Drift[]> {
    await this.known.lock(told.caseId);
    const verdict = judgeDigest(await this.known.find(told.caseId), told);
    switch (verdict) {
      case 'agree':
      case 'ahead':
        return [];
      case 'unknown':
      case 'behind':
      case 'differ':
        await this.cases.store(told, occurredAt);
        await this.intake.registered(deliveryId, latestFacts(told.facts).get('registered') ?? occurredAt);
        return [verdict];
      default:
        return verdict satisfies never;
    }
  }

  /** Cases that the dispatcher no longer has open: their end was lost. */
  private async letGo(occurredAt: Date): Promise<Drift[]> {
    const gone = await this.digests.missing(occurredAt, digestsUntilGone);
    for (const state of gone) {
      const { caseId, caseVersion, preset, unit, tag, category, urgent, marks } = state;
      const data = {
        caseId,
        caseVersion,
        preset,
        unit,
        tag,
        category,
        urgent,
        marks,
        stage: 'closed' as const,
        facts: [],
      };
      await this.known.save(applyEvent(state, { type: 'case.noted', data, occurredAt }), occurredAt, this.clock.now());
    }
    return gone.map(() => 'vanished');
  }

  private report(found: readonly Drift[], digestId: string): void {
    if (found.length === 0) {
      return;
    }
    const counts = Object.fromEntries(drifts.map((kind) => [kind, found.filter((one) => one === kind).length]));
    for (const kind of found) {
      this.drift({ kind });
    }
    this.logger.warn(
      { digestId, ...counts },
      `The digest knew better on ${String(found.length)} case(s); what was missing has been taken over`,
    );
  }
}
