import { randomUUID } from 'node:crypto';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { DeliveryId } from '#libs/contracts/identity.js';
import type { Compared } from '../repeats/subject.js';
import type { CauseSubject } from './cause-subject.js';
import { Wholes } from './wholes.js';

export interface CauseRow {
  readonly id: string;
  readonly preset: string;
  readonly unit: string;
  readonly category: string;
  readonly site: string | null;
  readonly topics: string[];
  readonly bits: Buffer;
  readonly comparable: boolean;
  readonly whole: number | null;
  readonly leading_delivery: string;
  readonly announced: boolean;
}

const columns =
  'id, preset, unit, category, site, topics, bits, comparable, whole, leading_delivery, announced, first_at';
/** So many causes are compared with a complaint, by wording and by place: hostile likeness costs no more. */
const mostCauses = 40;
const mostOfBand = 20;

/** What many people may complain of together. */
@Injectable()
export class CauseStore {
  constructor(
    private readonly em: EntityManager,
    private readonly wholes: Wholes,
  ) {}

  /** Causes that a complaint may belong to: announced groups first, then those of its own category, then the oldest. */
  async near({ received, preset }: Compared, complaint: CauseSubject, since: Date): Promise<CauseRow[]> {
    return this.em.execute<CauseRow[]>(
      `select * from ((select ${columns} from classification.cause where preset = ? and unit = ? and last_at >= ? and id in (
          select alike.cause_id from unnest(string_to_array(?, ',')::int[]) as wanted (band)
           cross join lateral (
             select cause_id from classification.cause_band where band = wanted.band limit ?) alike))
       union
       (select ${columns} from classification.cause
         where preset = ? and unit = ? and site = ? and category = ? and last_at >= ? order by last_at desc limit ?)
       ) near order by announced desc, category = ? desc, first_at, id`,
      [
        ...[preset.id, received.unit, since, complaint.sketch.bands.join(','), mostOfBand],
        ...[preset.id, received.unit, complaint.site ?? '', complaint.category, since, mostCauses],
        complaint.category,
      ],
    );
  }

  /** The cause that a complaint is counted under; null: none. */
  async of(deliveryId: DeliveryId): Promise<CauseRow | null> {
    const rows = await this.em.execute<CauseRow[]>(
      `select ${columns} from classification.cause
        where id = (select cause_id from classification.signature where delivery_id = ?)`,
      [deliveryId],
    );
    return rows[0] ?? null;
  }

  /** A new cause, which this complaint is the first of. */
  async open(compared: Compared, complaint: CauseSubject): Promise<CauseRow> {
    const { received, preset } = compared;
    const id = randomUUID();
    const at = new Date(received.receivedAt);
    await this.em.execute(
      `insert into classification.cause
         (id, preset, unit, category, topics, comparable, bits, leading_delivery, first_at, last_at)
       values (?, ?, ?, ?, '{}', false, ?, ?, ?, ?)`,
      [id, preset.id, received.unit, complaint.category, complaint.sketch.bits, received.deliveryId, at, at],
    );
    return this.lead(id, compared, complaint);
  }

  /** From now on the cause is compared by this complaint, and its case will lead. */
  async lead(id: string, { received, matter }: Compared, complaint: CauseSubject): Promise<CauseRow> {
    const { category, site, topics, sketch } = complaint;
    const rows = await this.em.execute<CauseRow[]>(
      `update classification.cause
          set category = ?, site = ?, topics = coalesce(string_to_array(nullif(?, ''), ' '), '{}'), comparable = ?,
              bits = ?, whole = ?, leading_delivery = ?, first_at = ?
        where id = ? returning ${columns}`,
      [
        ...[category, site, topics.join(' '), sketch.bands.length > 0, sketch.bits],
        ...[this.wholes.of(received.unit, matter.place.site), received.deliveryId, new Date(received.receivedAt), id],
      ],
    );
    const [row] = rows;
    if (row === undefined) {
      throw new Error(`There is no cause ${id} to lead`);
    }
    await this.em.execute('delete from classification.cause_band where cause_id = ?', [id]);
    await this.em.execute(
      `insert into classification.cause_band (band, cause_id)
       select band, ? from unnest(string_to_array(nullif(?, ''), ',')::int[]) as band on conflict do nothing`,
      [id, sketch.bands.join(',')],
    );
    return row;
  }

  async join(id: string, { received }: Compared): Promise<void> {
    await this.em.execute('update classification.signature set cause_id = ? where delivery_id = ?', [
      id,
      received.deliveryId,
    ]);
    await this.em.execute('update classification.cause set last_at = greatest(last_at, ?) where id = ?', [
      new Date(received.receivedAt),
      id,
    ]);
  }

  async announce(id: string, parties: number): Promise<void> {
    await this.em.execute('update classification.cause set announced = true, parties = ? where id = ?', [parties, id]);
  }

  async rename(id: string, category: string): Promise<void> {
    await this.em.execute('update classification.cause set category = ? where id = ?', [category, id]);
  }

  async end(id: string): Promise<void> {
    await this.em.execute('delete from classification.cause where id = ?', [id]);
  }
}
