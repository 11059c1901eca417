import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { CaseId, type DeliveryId } from '#libs/contracts/identity.js';
import type { CaseState } from '../case/case.state.js';
import { CaseRow } from './case.entity.js';
import { toColumns, toState } from './stored-case.js';

/** The table of cases. Everything here joins the caller's transaction. */
@Injectable()
export class CaseStore {
  constructor(private readonly em: EntityManager) {}

  /** The case, locked until the transaction ends: two hands never decide on the same state. */
  async lock(id: CaseId): Promise<CaseState> {
    return toState(
      await this.em.findOneOrFail(CaseRow, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true }),
    );
  }

  async find(id: CaseId): Promise<CaseState | null> {
    const row = await this.em.findOne(CaseRow, { id });
    return row && toState(row);
  }

  async byDelivery(deliveryId: DeliveryId): Promise<CaseState | null> {
    const row = await this.em.findOne(CaseRow, { deliveryId });
    return row && toState(row);
  }

  async byNumber(presetId: string, number: string): Promise<CaseState | null> {
    const row = await this.em.findOne(CaseRow, { presetId, number });
    return row && toState(row);
  }

  /** Adds a case; false when its delivery already has one (the database decides). */
  async add(state: CaseState, numberBy: Date): Promise<boolean> {
    const inserted = await this.em
      .createQueryBuilder(CaseRow)
      .insert({ ...toColumns(state), numberBy })
      .onConflict(['deliveryId'])
      .ignore()
      .execute<{ affectedRows: number }>('run');
    return inserted.affectedRows === 1;
  }

  async save(state: CaseState): Promise<void> {
    const row = await this.em.findOneOrFail(CaseRow, { id: state.id });
    this.em.assign(row, { ...toColumns(state), ...(state.number === null ? {} : { numberBy: null }) });
    await this.em.flush();
  }

  /** Received cases whose wait for the classifier is over, by id, after the one given. */
  async unnumbered(now: Date, after: string | null, limit: number): Promise<CaseId[]> {
    const rows = await this.em.find(
      CaseRow,
      { numberBy: { $lte: now }, ...(after === null ? {} : { id: { $gt: after } }) },
      { fields: ['id'], orderBy: { id: 'asc' }, limit },
    );
    return rows.map((row) => CaseId.parse(row.id));
  }

  /** The next instant after `now` at which a wait is over; null when nobody waits. */
  async nextUnnumbered(now: Date): Promise<Date | null> {
    const row = await this.em.findOne(
      CaseRow,
      { numberBy: { $gt: now } },
      { fields: ['numberBy'], orderBy: { numberBy: 'asc' } },
    );
    return row?.numberBy ?? null;
  }

  async open(after: string | null, limit: number): Promise<CaseState[]> {
    const rows = await this.em.find(
      CaseRow,
      { stage: { $nin: ['closed', 'received'] }, ...(after === null ? {} : { id: { $gt: after } }) },
      { orderBy: { id: 'asc' }, limit },
    );
    return rows.map(toState);
  }
}
