import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

const Next = z.array(z.object({ next: z.coerce.date().nullable() }));
const Overdue = z.array(
  z.object({ delivery_id: z.uuid(), preset_id: z.string(), unit: z.string(), due_at: z.coerce.date() }),
);

export interface ArrivedComplaint {
  readonly deliveryId: string;
  readonly preset: { readonly id: string; readonly version: string };
  readonly unit: string;
  readonly receivedAt: Date;
  /** Null: the preset has no limit for registration. */
  readonly dueAt: Date | null;
}

/** Complaints between arrival and registration. Arrival and registration may be heard of in either order. */
@Injectable()
export class IntakeStore {
  constructor(private readonly em: EntityManager) {}

  async arrived({ deliveryId, preset, unit, receivedAt, dueAt }: ArrivedComplaint): Promise<void> {
    await this.em.execute(
      `insert into watch.intake (delivery_id, preset_id, preset_version, unit, received_at, due_at)
       values (?, ?, ?, ?, ?::timestamptz, ?::timestamptz)
       on conflict (delivery_id) do update
         set preset_id = excluded.preset_id, preset_version = excluded.preset_version, unit = excluded.unit,
             received_at = excluded.received_at, due_at = excluded.due_at`,
      [deliveryId, preset.id, preset.version, unit, receivedAt.toISOString(), dueAt?.toISOString() ?? null],
    );
  }

  async registered(deliveryId: string, at: Date): Promise<void> {
    await this.em.execute(
      `insert into watch.intake (delivery_id, registered_at) values (?, ?::timestamptz)
       on conflict (delivery_id) do update set registered_at = coalesce(intake.registered_at, excluded.registered_at)`,
      [deliveryId, at.toISOString()],
    );
  }

  /** Takes those whose limit has passed unregistered; each is given once. */
  async takeOverdue(now: Date): Promise<z.infer<typeof Overdue>> {
    const rows = await this.em.execute<unknown[]>(
      `update watch.intake set alarmed_at = ?::timestamptz
        where registered_at is null and alarmed_at is null and due_at <= ?::timestamptz
        returning delivery_id, preset_id, unit, due_at`,
      [now.toISOString(), now.toISOString()],
    );
    return Overdue.parse(rows);
  }

  async nextDue(): Promise<Date | null> {
    const rows = await this.em.execute<unknown[]>(
      'select min(due_at) as next from watch.intake where registered_at is null and alarmed_at is null',
    );
    return Next.parse(rows)[0]?.next ?? null;
  }

  async countWaiting(): Promise<number> {
    const rows = await this.em.execute<unknown[]>(
      'select count(*)::int as waiting from watch.intake where registered_at is null and alarmed_at is not null',
    );
    return z.array(z.object({ waiting: z.number() })).parse(rows)[0]?.waiting ?? 0;
  }
}
