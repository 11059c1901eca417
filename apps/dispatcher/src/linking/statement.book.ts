import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Identities, type CaseId } from '#libs/contracts/identity.js';
import { Fact } from '#libs/contracts/vocabulary.js';
import { VaultItemId } from '#libs/vault/vault-item.js';
import { Vault } from '#libs/vault/vault.js';
import type { NoticeRequest } from '../case/case.decision.js';
import type { CaseState } from '../case/case.state.js';
import { QuotedTexts } from '../clerk/quoted-texts.js';
import { LinksStore } from './links.store.js';
import { isStatement, statementTemplates, type Statement } from './statement.decision.js';

const Sealed = z.object({
  parameters: z.record(z.string(), z.string()),
  offers: z.array(z.enum(['settled', 'unsettled'])),
});

export interface StatementRow {
  readonly id: string;
  readonly leading_id: string;
  readonly template: string;
  readonly fact: string | null;
  readonly item: string;
  readonly urgent: boolean;
}

/**
 * What the leading case of a group tells its complainant is taken down, to be told to the members once nothing can take
 * it back any more (撤销). Words lie in the vault, under the leading case.
 */
@Injectable()
export class StatementBook {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly links: LinksStore,
    private readonly texts: QuotedTexts,
    private readonly identities: Identities,
  ) {}

  /** Called with every change of a case; a case that leads nobody has nothing to take down. */
  async takeDown(state: CaseState, requests: readonly NoticeRequest[], undoWindowMs: number, now: Date): Promise<void> {
    const told = requests.filter(({ template, to }) => to.kind === 'complainant' && isStatement(template));
    if (told.length === 0 || !(await this.links.leads(state.id, 'group'))) {
      return;
    }
    for (const request of told) {
      const quoted = await this.texts.read(state, request.quotes);
      const item = await this.vault.sealJson(state.id, 'notice', {
        parameters: { ...quoted, ...request.parameters },
        offers: request.offers.filter((offer) => offer === 'settled' || offer === 'unsettled'),
      });
      await this.em.execute(
        `insert into cases.statement (id, leading_id, case_version, template, fact, item, urgent, due_at, state)
         values (?, ?, ?, ?, ?, ?, ?, ?, 'waiting')`,
        [
          ...[this.identities.next(), state.id, state.version, request.template, request.factWhenTold, item],
          ...[request.urgent, new Date(now.getTime() + (request.held ? undoWindowMs : 0))],
        ],
      );
    }
  }

  /** Whether what a command said to the group can be taken back: nothing of it is going out. Held until the transaction ends. */
  async mayCancel(leadingId: CaseId, afterVersion: number, upToVersion: number): Promise<boolean> {
    const rows = await this.em.execute<{ state: string }[]>(
      `select state from cases.statement where leading_id = ? and case_version > ? and case_version <= ? order by id for update`,
      [leadingId, afterVersion, upToVersion],
    );
    return rows.every(({ state }) => state === 'waiting' || state === 'cancelled');
  }

  async cancel(leadingId: CaseId, afterVersion: number, upToVersion: number): Promise<void> {
    await this.em.execute(
      `update cases.statement set state = 'cancelled'
        where leading_id = ? and case_version > ? and case_version <= ? and state = 'waiting'`,
      [leadingId, afterVersion, upToVersion],
    );
  }

  async read(row: StatementRow): Promise<Statement> {
    const { parameters, offers } = await this.vault.openJson(VaultItemId.parse(row.item), Sealed);
    return {
      template: z.enum(statementTemplates).parse(row.template),
      parameters,
      offers,
      fact: Fact.nullable().parse(row.fact),
      urgent: row.urgent,
    };
  }
}
