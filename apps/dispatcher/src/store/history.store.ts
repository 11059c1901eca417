import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { CaseId } from '#libs/contracts/identity.js';
import { Vault } from '#libs/vault/vault.js';
import type { HistoryLine } from '../case/case.decision.js';

/** Writes what happened to a case; words go to the vault, the line keeps their item. */
@Injectable()
export class HistoryStore {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
  ) {}

  async append(caseId: CaseId, lines: readonly HistoryLine[], at: Date): Promise<void> {
    for (const line of lines) {
      const item = line.text && (await this.seal(caseId, line.text));
      await this.em.execute(
        `insert into cases.history (case_id, seq, at, event, actor, item, codes)
         select ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?::jsonb from cases.history where case_id = ?`,
        [caseId, at, line.event, line.by, item, JSON.stringify(line.codes), caseId],
      );
    }
  }

  private async seal(caseId: CaseId, text: NonNullable<HistoryLine['text']>): Promise<string> {
    return typeof text.value === 'string'
      ? this.vault.seal(caseId, text.kind, text.value)
      : this.vault.sealJson(caseId, text.kind, text.value);
  }
}
