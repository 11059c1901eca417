import type { NoticeChannel } from '#libs/contracts/vocabulary.js';
import type { Deadline, LadderInstant } from '#libs/policy/deadline/deadline.js';

/** What has been said of one deadline already. */
export interface LedgerEntry {
  readonly kind: 'approaching' | 'missed' | 'escalation';
  /** Warning point or ladder step, from 1; 0 for missed. */
  readonly step: number;
  /** 0 the first time a step is taken. */
  readonly repetition: number;
  /** Nobody holds the role: the next step must not wait. */
  readonly vacant: boolean;
  /** Somebody answered 知悉: no further repetition. */
  readonly acknowledged: boolean;
}

/** What must be said now. */
export type Action =
  | { readonly kind: 'approaching'; readonly step: number; readonly repetition: 0 }
  | { readonly kind: 'missed'; readonly step: 0; readonly repetition: 0 }
  | {
      readonly kind: 'escalation';
      readonly step: number;
      readonly repetition: number;
      readonly roles: readonly string[];
      readonly channels: readonly NoticeChannel[];
    };

export interface ActionPlan {
  readonly now: readonly Action[];
  /** The next instant at which there will be something to say; null: nothing, unless the case changes. */
  readonly next: Date | null;
}

/**
 * What to say of a deadline at an instant, given what was said before, and when to look again. Pure; run as often as
 * one likes. After an outage every step is taken that was due meanwhile, but of warnings and repetitions only the last.
 */
export function planActions(deadline: Deadline, ledger: readonly LedgerEntry[], now: Date): ActionPlan {
  if (deadline.dueAt === null || deadline.satisfiedAt !== null || deadline.droppedAt !== null || deadline.paused) {
    return { now: [], next: null };
  }
  const plans = [
    warn(deadline.warnAt, deadline.dueAt, ledger, now),
    miss(deadline.dueAt, ledger, now),
    ...deadline.ladder.flatMap((step) => climb(step, ledger, now)),
  ];
  return { now: plans.flatMap((plan) => plan.now), next: earliest(plans.map((plan) => plan.next)) };
}

export function earliest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce<Date | null>(
    (first, instant) => (instant !== null && (first === null || instant < first) ? instant : first),
    null,
  );
}

function warn(points: readonly Date[], dueAt: Date, ledger: readonly LedgerEntry[], now: Date): ActionPlan {
  if (now >= dueAt) {
    return { now: [], next: null };
  }
  const said = Math.max(0, ...ledger.filter((entry) => entry.kind === 'approaching').map((entry) => entry.step));
  const passed = points.filter((point) => point <= now).length;
  return {
    now: passed > said ? [{ kind: 'approaching', step: passed, repetition: 0 }] : [],
    next: points[Math.max(passed, said)] ?? null,
  };
}

function miss(dueAt: Date, ledger: readonly LedgerEntry[], now: Date): ActionPlan {
  if (ledger.some((entry) => entry.kind === 'missed')) {
    return { now: [], next: null };
  }
  return now >= dueAt ? { now: [{ kind: 'missed', step: 0, repetition: 0 }], next: null } : { now: [], next: dueAt };
}

function climb(step: LadderInstant, ledger: readonly LedgerEntry[], now: Date): ActionPlan[] {
  const taken = ledger.filter((entry) => entry.kind === 'escalation' && entry.step === step.step);
  const { roles, channels } = step;
  if (taken.length === 0) {
    const pressed = ledger.some((entry) => entry.kind === 'escalation' && entry.step === step.step - 1 && entry.vacant);
    const due = pressed || step.at <= now;
    return [
      due
        ? {
            now: [{ kind: 'escalation', step: step.step, repetition: 0, roles, channels }],
            next: step.repeatsAt[0] ?? null,
          }
        : { now: [], next: step.at },
    ];
  }
  if (taken.some((entry) => entry.acknowledged)) {
    return [];
  }
  const said = Math.max(...taken.map((entry) => entry.repetition));
  const passed = step.repeatsAt.filter((instant) => instant <= now).length;
  const again: Action[] =
    passed > said ? [{ kind: 'escalation', step: step.step, repetition: passed, roles, channels }] : [];
  return [{ now: again, next: step.repeatsAt[Math.max(passed, said)] ?? null }];
}
