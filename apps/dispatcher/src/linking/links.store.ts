import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { CaseId, type DeliveryId } from '#libs/contracts/identity.js';

/**
 * merged   the case ended in another one, which leads; its number stays valid
 * repeat   the same person's earlier complaint about the same matter (SI-17)
 * group    a member of the group that the other leads (PG-13.2.4)
 * related  a person says that the two have to do with each other
 */
export type LinkKind = 'merged' | 'repeat' | 'group' | 'related';

export interface Link {
  readonly caseId: CaseId;
  readonly leadingId: CaseId;
  readonly kind: LinkKind;
  readonly at: Date;
  readonly actor: string;
  /** Delivery of the command that made it; null: the software did. */
  readonly commandId: DeliveryId | null;
}

/** Which case follows which. Uniqueness is the database's: a link is made once, a case is merged once. */
@Injectable()
export class LinksStore {
  constructor(private readonly em: EntityManager) {}

  /** Whoever links cases waits here for the others until the transaction ends; taken before any case is locked. */
  async lock(presetId: string): Promise<void> {
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 3))', [`linking ${presetId}`]);
  }

  /** False where there is such a link. */
  async add({ caseId, leadingId, kind, at, actor, commandId }: Link): Promise<boolean> {
    const rows = await this.em.execute<unknown[]>(
      `insert into cases.case_link (case_id, leading_id, kind, at, actor, command_id) values (?, ?, ?, ?, ?, ?)
       on conflict do nothing returning 1`,
      [caseId, leadingId, kind, at, actor, commandId],
    );
    return rows.length > 0;
  }

  /** The case that a merged one ended in, however often that was merged in turn; itself where it was not. */
  async leadingOf(caseId: CaseId): Promise<CaseId> {
    const rows = await this.em.execute<{ id: string }[]>(
      `with recursive way (id, step) as (
         select ?::uuid, 0
         union select l.leading_id, way.step + 1 from way join cases.case_link l on l.case_id = way.id and l.kind = 'merged'
          where way.step < 50)
       select id from way order by step desc limit 1`,
      [caseId],
    );
    return CaseId.parse(rows[0]?.id ?? caseId);
  }

  /** Cases that this one follows in that way. */
  async leaders(caseId: CaseId, kind: LinkKind): Promise<CaseId[]> {
    const rows = await this.em.execute<{ id: string }[]>(
      'select leading_id as id from cases.case_link where case_id = ? and kind = ? order by at, leading_id',
      [caseId, kind],
    );
    return rows.map(({ id }) => CaseId.parse(id));
  }

  /** Whether it leads a group or is a member of one. */
  async inGroup(caseId: CaseId): Promise<boolean> {
    const rows = await this.em.execute<unknown[]>(
      `select 1 from cases.case_link where kind = 'group' and (case_id = ? or leading_id = ?) limit 1`,
      [caseId, caseId],
    );
    return rows.length > 0;
  }

  async leads(caseId: CaseId, kind: LinkKind): Promise<boolean> {
    const rows = await this.em.execute<unknown[]>(
      'select 1 from cases.case_link where leading_id = ? and kind = ? limit 1',
      [caseId, kind],
    );
    return rows.length > 0;
  }

  /** Cases that follow this one in that way, by id, after the one given. */
  async followers(caseId: CaseId, kind: LinkKind, limit: number): Promise<CaseId[]> {
    const rows = await this.em.execute<{ id: string }[]>(
      'select case_id as id from cases.case_link where leading_id = ? and kind = ? order by case_id limit ?',
      [caseId, kind, limit],
    );
    return rows.map(({ id }) => CaseId.parse(id));
  }

  /** Numbers of the cases that this one has to do with, for people to read. */
  async numbersAbout(caseId: CaseId): Promise<readonly { readonly number: string; readonly kind: LinkKind }[]> {
    return this.em.execute<{ number: string; kind: LinkKind }[]>(
      `select c.number, l.kind from cases.case_link l join cases.case_row c on c.id = l.leading_id
        where l.case_id = ? and c.number is not null
       union
       select c.number, l.kind from cases.case_link l join cases.case_row c on c.id = l.case_id
        where l.leading_id = ? and c.number is not null and l.kind <> 'group'
       order by number limit 20`,
      [caseId, caseId],
    );
  }

  async leadersByCommand(commandId: DeliveryId): Promise<CaseId[]> {
    const rows = await this.em.execute<{ id: string }[]>(
      'select leading_id as id from cases.case_link where command_id = ? order by leading_id',
      [commandId],
    );
    return rows.map(({ id }) => CaseId.parse(id));
  }

  /** False where there is no such link. */
  async remove(caseId: CaseId, leadingId: CaseId, kind: LinkKind): Promise<boolean> {
    const rows = await this.em.execute<unknown[]>(
      'delete from cases.case_link where case_id = ? and leading_id = ? and kind = ? returning 1',
      [caseId, leadingId, kind],
    );
    return rows.length > 0;
  }

  /** Takes back what a command linked (撤销). */
  async removeOf(commandId: DeliveryId): Promise<void> {
    await this.em.execute('delete from cases.case_link where command_id = ?', [commandId]);
  }
}
