import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DataOf } from '#libs/contracts/catalogue.js';
import { Logger } from '#libs/observability/logger.js';
import { Metrics } from '#libs/observability/metrics.js';
import { deadlinesOf } from '#libs/policy/deadline/deadlines-of.js';
import { PresetBook } from '#libs/policy/preset/preset-book.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import { earliest } from '../deadline/plan-actions.js';
import { IntakeStore } from '../store/intake.store.js';
import { WatchBell } from '../watch-bell.js';

/**
 * Watches that complaints are registered in time (PG-16), from their arrival on. There is no case yet, so nobody can be
 * told by notice: whoever runs the installation hears of it by log and metric, since then the dispatcher is at fault.
 */
@Injectable()
export class IntakeWatch {
  private readonly overdue: (labels: object, value: number) => void;

  constructor(
    private readonly em: EntityManager,
    private readonly intake: IntakeStore,
    private readonly presets: PresetBook,
    private readonly bell: WatchBell,
    private readonly logger: Logger,
    metrics: Metrics,
  ) {
    this.overdue = metrics.gauge({
      name: 'redress_intake_overdue',
      help: 'Complaints that were not registered within their limit and still are not. Above 0: look at the dispatcher.',
      labels: {},
    });
  }

  async arrived({ deliveryId, preset: id, unit, receivedAt }: DataOf<'complaint.received'>): Promise<void> {
    const at = new Date(receivedAt);
    const preset = this.presets.inForce(id, at);
    await this.intake.arrived({
      deliveryId,
      preset: { id, version: preset.version },
      unit,
      receivedAt: at,
      dueAt: registrationDue(preset, unit, at),
    });
    this.bell.ring();
  }

  async registered(deliveryId: string, at: Date): Promise<void> {
    await this.intake.registered(deliveryId, at);
  }

  /** Raises the alarm once for each complaint whose limit has passed; returns when the next one passes. */
  async runDue(now: Date): Promise<Date | null> {
    return this.em.fork().transactional(async () => {
      for (const late of await this.intake.takeOverdue(now)) {
        const { delivery_id: deliveryId, preset_id: preset, unit, due_at: dueAt } = late;
        this.logger.error(
          { deliveryId, preset, unit, dueAt },
          'A complaint was not registered within its limit; the dispatcher has not said that it has it',
        );
      }
      this.overdue({}, await this.intake.countWaiting());
      return this.intake.nextDue();
    });
  }
}

/** When a complaint must be registered: the earliest limit from its arrival to its registration. */
export function registrationDue(preset: Preset, unit: string, receivedAt: Date): Date | null {
  const facts = [{ fact: 'received' as const, at: receivedAt.toISOString() }];
  const arrived = {
    unit,
    tag: null,
    category: null,
    urgent: false,
    stage: 'received' as const,
    marks: [],
    facts,
    pauses: [],
    agreedLimits: [],
  };
  const limits = deadlinesOf(preset, arrived, receivedAt).filter(
    (deadline) => preset.milestones[deadline.milestone]?.until === 'registered',
  );
  return earliest(limits.map((deadline) => deadline.dueAt));
}
