import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { DeliveryId, NoticeId, type CaseId, type PersonId } from '#libs/contracts/identity.js';
import { change } from '../case/change-case.js';
import { refused, type Refused } from '../case/case.decision.js';
import { DeskLinks } from '../command/link/desk-links.js';
import { CaseClerk } from '../clerk/case.clerk.js';
import { marksPutBack } from '../linking/group-mark.js';
import { LinksStore } from '../linking/links.store.js';
import { StatementBook } from '../linking/statement.book.js';
import { NoticeBook } from '../notice/book/notice.book.js';
import { CasePolicies } from '../policy/case-policies.js';
import { CaseStore } from '../store/case.store.js';
import { CommandRow } from '../store/command.entity.js';
import { HistoryStore } from '../store/history.store.js';
import { toState } from '../store/stored-case.js';

/** 撤销: takes back one's own last command while nothing that it caused has gone out. */
@Injectable()
export class Undo {
  constructor(
    private readonly em: EntityManager,
    private readonly cases: CaseStore,
    private readonly clerk: CaseClerk,
    private readonly book: NoticeBook,
    private readonly history: HistoryStore,
    private readonly statements: StatementBook,
    private readonly links: LinksStore,
    private readonly deskLinks: DeskLinks,
    private readonly policies: CasePolicies,
  ) {}

  /**
   * Null when it was taken back; a refusal says why not. The version alone does not tell whether others did anything:
   * each notice that arrives raises it, the command's own receipt first of all.
   */
  async takeBack(caseId: CaseId, person: PersonId): Promise<Refused | null> {
    const current = await this.cases.lock(caseId);
    const last = await this.em.findOne(
      CommandRow,
      { caseId, undone: false },
      { orderBy: { at: 'desc', versionAfter: 'desc' } },
    );
    if (!last || last.person !== person || (await this.history.hasMovedSince(caseId, last.historyAfter))) {
      return refused('nothing-to-undo');
    }
    const range = [caseId, last.before.version, last.versionAfter] as const;
    const notices = last.notices.map((id) => NoticeId.parse(id));
    if (!(await this.statements.mayCancel(...range)) || !(await this.book.cancelAll(this.em, notices))) {
      return refused('too-late-to-undo');
    }
    await this.statements.cancel(...range);
    last.undone = true;
    await this.em.flush();
    const earlier = toState({ ...last.before, receivedAt: new Date(last.before.receivedAt) });
    const since = current.facts.slice(last.factsAfter);
    const mark = this.policies.presets.get(current.preset).groups?.mark ?? null;
    const marks = marksPutBack(earlier, current, mark, await this.links.inGroup(caseId));
    await this.clerk.restore(current, { ...earlier, marks, facts: [...earlier.facts, ...since] });
    const commandId = DeliveryId.parse(last.deliveryId);
    await this.deskLinks.sayApart(caseId, commandId, person);
    await this.links.removeOf(commandId);
    await this.clerk.decide(caseId, (state) =>
      change(state, { history: [{ event: 'undone', by: person, text: null, codes: { verbs: last.verbs.join(' ') } }] }),
    );
    return null;
  }
}
