import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';

/** Serial numbers by scope (preset, month, type); unique under concurrency by the row's lock (SI-13). */
@Injectable()
export class NumberStore {
  constructor(private readonly em: EntityManager) {}

  /** The next number of a scope, from 1. Joins the caller's transaction, so that a rolled-back case leaves no gap. */
  async next(presetId: string, scope: string): Promise<number> {
    const rows = await this.em.execute<{ last: number }[]>(
      `insert into cases.number_sequence (preset_id, scope, last) values (?, ?, 1)
       on conflict (preset_id, scope) do update set last = number_sequence.last + 1 returning last`,
      [presetId, scope],
    );
    const last = rows[0]?.last;
    if (last === undefined) {
      throw new Error('an upsert returned no row');
    }
    return last;
  }
}
