import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { CaseId } from '#libs/contracts/identity.js';
import { nameOf } from '../case/case.state.js';
import { CaseClerk } from '../clerk/case.clerk.js';
import { CaseStore } from '../store/case.store.js';
import { LinksStore } from './links.store.js';
import { StatementBook, type StatementRow } from './statement.book.js';
import { followStatement } from './statement.decision.js';

const columns = 'id, leading_id, template, fact, item, urgent';

/** Tells the members of a group what its leading case was told (PG-12): each once, under their own number. */
@Injectable()
export class Statements {
  constructor(
    private readonly em: EntityManager,
    private readonly cases: CaseStore,
    private readonly clerk: CaseClerk,
    private readonly book: StatementBook,
    private readonly links: LinksStore,
  ) {}

  /** The oldest statement that is due, locked; from now on it can no more be taken back. Null: none is. */
  async due(now: Date): Promise<StatementRow | null> {
    const rows = await this.em.execute<StatementRow[]>(
      `update cases.statement set state = 'going' where id = (
         select id from cases.statement where state in ('waiting', 'going') and due_at <= ?
          order by due_at, case_version, id limit 1 for update skip locked)
       returning ${columns}`,
      [now],
    );
    return rows[0] ?? null;
  }

  /** Tells up to `limit` members who have not been told; false when there were no more, and the statement is out. */
  async tellNext(statement: StatementRow, limit: number): Promise<boolean> {
    const leading = await this.cases.find(CaseId.parse(statement.leading_id));
    // Whoever holds several cases at once does so under this lock, so that two of them never wait for each other.
    await this.links.lock(leading?.preset.id ?? '');
    const rows = await this.em.execute<{ case_id: string }[]>(
      `select l.case_id from cases.case_link l
        where l.leading_id = ? and l.kind = 'group'
          and not exists (select 1 from cases.statement_told t where t.statement_id = ? and t.case_id = l.case_id)
        order by l.case_id limit ?`,
      [statement.leading_id, statement.id, limit],
    );
    for (const row of rows) {
      await this.tell(statement, CaseId.parse(row.case_id));
    }
    if (rows.length < limit) {
      await this.em.execute(`update cases.statement set state = 'out' where id = ?`, [statement.id]);
      return false;
    }
    return true;
  }

  /** Whoever joins later is told what holds now. */
  async tellLatest(leadingId: CaseId, memberId: CaseId): Promise<void> {
    const rows = await this.em.execute<StatementRow[]>(
      `select ${columns} from cases.statement where leading_id = ? and state = 'out'
        order by case_version desc, id limit 1`,
      [leadingId],
    );
    if (rows[0] !== undefined) {
      await this.tell(rows[0], memberId);
    }
  }

  private async tell(row: StatementRow, memberId: CaseId): Promise<void> {
    const told = await this.em.execute<unknown[]>(
      'insert into cases.statement_told (statement_id, case_id) values (?, ?) on conflict do nothing returning 1',
      [row.id, memberId],
    );
    const leading = await this.cases.find(CaseId.parse(row.leading_id));
    if (told.length === 0 || leading === null) {
      return;
    }
    const statement = await this.book.read(row);
    await this.clerk.decide(memberId, (state, policy, now) =>
      followStatement(state, statement, nameOf(leading), policy, now),
    );
  }
}
