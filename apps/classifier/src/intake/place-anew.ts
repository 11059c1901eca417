import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DeliveryId } from '#libs/contracts/identity.js';
import { PresetBook } from '#libs/policy/preset/preset-book.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';
import type { Standing } from '../corrections/standings.js';
import { LeaveCause } from '../groups/leave-cause.js';
import { PastComplaints } from '../repeats/past-complaints.js';
import type { Compared } from '../repeats/subject.js';
import { causeLock } from './cause-lock.js';
import { Neighbours } from './neighbours.js';

interface Signed {
  readonly delivery_id: string;
  readonly preset: string;
  readonly unit: string;
  readonly received_at: string;
  readonly category: string;
  readonly topics: string[];
  /** What the software had said. */
  readonly assessed: string | null;
  readonly counted: boolean;
  readonly keys: string[];
}

/** Puts complaints where they belong by what people say of their case; what stands there already stays as it is. */
@Injectable()
export class PlaceAnew {
  constructor(
    private readonly em: EntityManager,
    private readonly presets: PresetBook,
    private readonly neighbours: Neighbours,
    private readonly leaving: LeaveCause,
    private readonly past: PastComplaints,
  ) {}

  /** `standing` null: nobody says anything but the software. What has no signature (too old, erased) is left alone. */
  async run(deliveries: readonly DeliveryId[], standing: Standing | null): Promise<void> {
    const before = await this.signed(deliveries);
    // All at once and in order: whoever places another complaint of these people waits, and never crosswise.
    await this.neighbours.lock(before.flatMap((row) => [...row.keys, causeLock(row)]));
    for (const row of await this.signed(deliveries)) {
      await this.place(row, standing?.category ?? row.assessed ?? row.category, standing?.counts ?? true);
    }
  }

  private async place(row: Signed, category: string, counts: boolean): Promise<void> {
    const preset = this.presets.inForce(row.preset, new Date(row.received_at));
    if (row.category === category && (row.counted === counts || preset.groups === null)) {
      return;
    }
    const deliveryId = DeliveryId.parse(row.delivery_id);
    const left = await this.leaving.leave(deliveryId, category);
    await this.em.execute('update classification.signature set category = ? where delivery_id = ?', [
      category,
      deliveryId,
    ]);
    if (left.kind === 'left-group') {
      await this.neighbours.sayLeft({ groupId: left.groupId, deliveryId, unit: row.unit }, preset);
    }
    const compared = counts ? await this.compared(row, category, preset) : null;
    if (compared === null) {
      return;
    }
    await this.neighbours.repeat(compared, row.keys);
    if (left.kind !== 'leads') {
      await this.neighbours.place(compared, row.keys);
    }
  }

  private async compared(row: Signed, category: string, preset: Preset): Promise<Compared | null> {
    const deliveryId = DeliveryId.parse(row.delivery_id);
    const known = await this.past.read(deliveryId, { category, topics: row.topics });
    const received = { deliveryId, unit: row.unit, receivedAt: new Date(row.received_at).toISOString() };
    return known && { received, preset, ...known, sortedByPeople: category !== row.assessed };
  }

  private async signed(deliveries: readonly DeliveryId[]): Promise<Signed[]> {
    return this.em.execute<Signed[]>(
      `select s.delivery_id, s.preset, s.unit, s.received_at, s.category, s.topics, s.cause_id is not null as counted,
              (select a.category from classification.assessment a where a.delivery_id = s.delivery_id) as assessed,
              array(select k.key from classification.person_key k where k.delivery_id = s.delivery_id order by 1) as keys
         from classification.signature s
        where s.delivery_id in (select unnest(string_to_array(?, ' ')::uuid[])) order by s.received_at, s.delivery_id`,
      [deliveries.join(' ')],
    );
  }
}
