import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { VaultItemId, type ItemKind } from '#libs/vault/vault-item.js';
import { Vault } from '#libs/vault/vault.js';
import type { Quotation } from '../case/case.decision.js';
import type { CaseState } from '../case/case.state.js';
import { attachmentLine, type FileNotTaken } from './not-taken-words.table.js';
import { HistoryStore } from '../store/history.store.js';

const PlanText = z.object({
  person: z.string(),
  measures: z.string(),
  limit: z.string(),
  /** Further parts that the preset asks for, with their titles. */
  sections: z.string().default(''),
  dueAt: z.string(),
});

/** The words that decided a tag, as the classifier sealed them. */
const AssessmentText = z.object({ evidence: z.array(z.object({ rule: z.string(), words: z.string() })) });

/** Opens what a notice quotes: the complaint, the words that decided its tag, plan, opinion, result, reason. */
@Injectable()
export class QuotedTexts {
  constructor(
    private readonly vault: Vault,
    private readonly history: HistoryStore,
  ) {}

  async read(state: CaseState, quotes: readonly Quotation[]): Promise<Record<string, string>> {
    const parts = await Promise.all(quotes.map(async (quote) => this.one(state, quote)));
    return Object.assign({}, ...parts) as Record<string, string>;
  }

  /** Message-ID of the complainant's first mail; null for other channels. */
  async messageIdOf(state: CaseState): Promise<string | null> {
    const item = await this.vault.find(state.deliveryId, 'message');
    const message = item && (await this.vault.openJson(item, StoredMessage));
    return message?.channel === 'mail' && message.messageId !== '' ? message.messageId : null;
  }

  /** Files of the complaint that were not taken, for good. */
  async notTaken(state: CaseState): Promise<readonly FileNotTaken[]> {
    const item = await this.vault.find(state.deliveryId, 'message');
    const message = item && (await this.vault.openJson(item, StoredMessage));
    return (message?.attachments ?? []).flatMap(({ name, type, notTaken }) =>
      notTaken === undefined || notTaken === 'unscanned' ? [] : [{ name: name === '' ? type : name, reason: notTaken }],
    );
  }

  private async one(state: CaseState, quote: Quotation): Promise<Record<string, string>> {
    switch (quote) {
      case 'complaint': {
        const item = await this.vault.find(state.deliveryId, 'message');
        if (!item) {
          return {};
        }
        const message = await this.vault.openJson(item, StoredMessage);
        return {
          complaintSubject: message.subject,
          complaintText: message.text.new === '' ? message.text.full : message.text.new,
          attachments: message.attachments.map(attachmentLine).join('、'),
        };
      }
      case 'assessment': {
        const item = await this.vault.find(state.deliveryId, 'assessment');
        const said = item && (await this.vault.openJson(item, AssessmentText));
        const words = said ? wordsThatDecided(said) : [];
        return {
          clauses: state.clauses.join(' '),
          evidence: [...new Set(words)].map((word) => `“${word}”`).join('、'),
        };
      }
      case 'plan': {
        // By the number of the plan in force: the newest text may be of one that was taken back.
        const item = state.plan && (await this.history.itemOfPlan(state.id, state.plan.no));
        if (item == null) {
          return {};
        }
        const plan = await this.vault.openJson(VaultItemId.parse(item), PlanText);
        return {
          planPerson: plan.person,
          planMeasures: plan.measures,
          planLimit: plan.limit,
          planSections: plan.sections,
          planDueAt: plan.dueAt,
        };
      }
      case 'findings':
        return { findings: await this.filed(state) };
      case 'opinion':
        return this.text(state, 'opinion');
      case 'result':
        return this.text(state, 'result');
      case 'reason':
        return this.text(state, 'reason');
    }
    return quote satisfies never;
  }

  /** What was filed on tasks, in the order in which it came. */
  private async filed(state: CaseState): Promise<string> {
    const lines = await this.history.filedTasks(state.id);
    const texts = await Promise.all(lines.map(async (item) => this.vault.openText(VaultItemId.parse(item))));
    return texts.join('\n\n');
  }

  private async text(state: CaseState, kind: ItemKind & Quotation): Promise<Record<string, string>> {
    const item = await this.vault.find(state.id, kind);
    return item ? { [kind]: await this.vault.openText(item) } : {};
  }
}

/** Words of rules. What the model leans on are crumbs ("现在", "已经"): shown only where no rule speaks. */
export function wordsThatDecided({ evidence }: z.infer<typeof AssessmentText>): string[] {
  const ruled = evidence.filter(({ rule }) => rule !== 'model');
  return (ruled.length > 0 ? ruled : evidence).map(({ words }) => words.trim()).filter((words) => words !== '');
}
