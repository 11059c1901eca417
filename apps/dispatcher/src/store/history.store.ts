import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { PersonId, type CaseId } from '#libs/contracts/identity.js';
import type { VaultItemId } from '#libs/vault/vault-item.js';
import { Vault } from '#libs/vault/vault.js';
import type { HistoryLine } from '../case/case.decision.js';

/** Writes what happened to a case; words go to the vault, the line keeps their item. */
@Injectable()
export class HistoryStore {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
  ) {}

  /** The item of the reason that a person gave with it, if any. */
  async append(caseId: CaseId, lines: readonly HistoryLine[], at: Date): Promise<VaultItemId | null> {
    let reason: VaultItemId | null = null;
    for (const line of lines) {
      const item = line.text && (await this.seal(caseId, line.text));
      reason = line.text?.kind === 'reason' ? item : reason;
      await this.em.execute(
        `insert into cases.history (case_id, seq, at, event, actor, item, codes)
         select ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?::jsonb from cases.history where case_id = ?`,
        [caseId, at, line.event, line.by, item, JSON.stringify(line.codes), caseId],
      );
    }
    return reason;
  }

  /** Number of the last line; 0 where there is none. */
  async last(caseId: CaseId): Promise<number> {
    const rows = await this.em.execute<{ last: number }[]>(
      'select coalesce(max(seq), 0)::int as last from cases.history where case_id = ?',
      [caseId],
    );
    return rows[0]?.last ?? 0;
  }

  /** Whether anything was done to the case after a line: what only says how a notice fared, what else has to do with it, or that time passes is not. */
  async hasMovedSince(caseId: CaseId, line: number): Promise<boolean> {
    const rows = await this.em.execute<unknown[]>(
      `select 1 from cases.history where case_id = ? and seq > ?
          and event not in ('warned', 'escalated', 'notice-failed', 'report-delivered', 'report-delayed')
          and not (actor = 'system' and event in ('linked', 'left-group')) limit 1`,
      [caseId, line],
    );
    return rows.length > 0;
  }

  /** Whom the case was taken from before because they could not be reached: it never goes back to them by itself. */
  async lostBefore(caseId: CaseId): Promise<PersonId[]> {
    const rows = await this.em.execute<{ person: string }[]>(
      `select distinct codes->>'from' as person from cases.history where case_id = ? and event = 'assigned-anew'`,
      [caseId],
    );
    return rows.map(({ person }) => PersonId.parse(person));
  }

  /** The vault's item with the words of a plan that was registered; null: there is none. */
  async itemOfPlan(caseId: CaseId, plan: number): Promise<string | null> {
    const rows = await this.em.execute<{ item: string | null }[]>(
      `select item from cases.history where case_id = ? and event = 'planned' and codes->>'plan' = ? order by seq desc limit 1`,
      [caseId, String(plan)],
    );
    return rows[0]?.item ?? null;
  }

  /** Vault items of what was filed on tasks, the oldest first. */
  async filedTasks(caseId: CaseId): Promise<string[]> {
    const rows = await this.em.execute<{ item: string }[]>(
      `select item from cases.history where case_id = ? and event = 'task-filed' and item is not null order by seq`,
      [caseId],
    );
    return rows.map(({ item }) => item);
  }

  private async seal(caseId: CaseId, text: NonNullable<HistoryLine['text']>): Promise<VaultItemId> {
    return typeof text.value === 'string'
      ? this.vault.seal(caseId, text.kind, text.value)
      : this.vault.sealJson(caseId, text.kind, text.value);
  }
}
