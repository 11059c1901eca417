import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { PersonId, type NoticeId } from '#libs/contracts/identity.js';
import type { NoticeRequest } from '../case/case.decision.js';
import { nameOf, type CaseState } from '../case/case.state.js';
import { FaxPages } from '../fax/fax-pages.js';
import { NoticeBook } from '../notice/book/notice.book.js';
import type { NoticeIntent, NoticeRecipient } from '../notice/notice.intent.js';
import type { PresetCasePolicy } from '../policy/preset-case.policy.js';
import { CasePolicies } from '../policy/case-policies.js';
import { Senders } from '../outgoing/senders.js';
import { formFor, offerOf } from '../receipt/offers.js';
import { LinksStore } from '../linking/links.store.js';
import { notTakenInWords } from './not-taken-words.table.js';
import { missingInWords } from './record-words.table.js';
import { groupLimitMs } from '../linking/group-limit.js';
import { linkedNumbers } from '../linking/linked-numbers.js';
import { factLines, quoteBlocks } from './notice-content.js';
import { behindAlias, maskContacts, seesContacts } from './mask-contacts.js';
import { Parties, type Complainant } from './parties.js';
import { Referrers, type Referrer } from '../referral/referrers.js';
import { QuotedTexts } from './quoted-texts.js';

function referrerAs(referrer: Referrer | null): NoticeRecipient | null {
  return referrer && { kind: 'party', address: referrer.address, name: referrer.name, channel: 'mail' };
}

/** Turns what a decision wants told into notices: finds people and addresses, opens what is quoted, names titles. */
@Injectable()
export class NoticeWriter {
  constructor(
    private readonly em: EntityManager,
    private readonly book: NoticeBook,
    private readonly parties: Parties,
    private readonly texts: QuotedTexts,
    private readonly faxPages: FaxPages,
    private readonly policies: CasePolicies,
    private readonly senders: Senders,
    private readonly links: LinksStore,
    private readonly referrers: Referrers,
  ) {}

  async write(
    state: CaseState,
    requests: readonly NoticeRequest[],
    policy: PresetCasePolicy,
  ): Promise<readonly NoticeId[]> {
    if (requests.length === 0) {
      return [];
    }
    const complainant = await this.parties.complainant(state.id);
    const sender = this.senders.of(state.preset.id, state.unit);
    const ids: NoticeId[] = [];
    for (const request of requests) {
      const party = request.to.kind === 'sender-of' ? await this.parties.complainant(request.to.caseId) : complainant;
      const referrer = request.to.kind === 'referrer' ? await this.referrers.of(state) : null;
      const recipient = request.to.kind === 'referrer' ? referrerAs(referrer) : this.recipient(request, party);
      if (!recipient) {
        continue;
      }
      const asked =
        referrer === null ? request : { ...request, parameters: { ...request.parameters, referral: referrer.number } };
      const intent = await this.intent(state, asked, recipient, complainant, policy);
      const about = {
        caseId: state.id,
        number: state.number,
        preset: state.preset,
        sender: sender.identity,
        organisation: sender.organisation[intent.language === 'en' ? 'en' : 'zh'],
        smsAccount: this.senders.smsAccount(state.preset.id, state.unit),
      };
      ids.push(...(await this.book.intend(this.em, about, [intent])));
    }
    return ids;
  }

  private recipient(request: NoticeRequest, complainant: Complainant | null): NoticeRecipient | null {
    if (request.to.kind !== 'person') {
      return complainant === null || complainant.channel === 'voice'
        ? null
        : { kind: 'party', address: complainant.address, name: complainant.name, channel: complainant.channel };
    }
    const person = this.policies.roster.person(request.to.person);
    const channel = request.channel === 'reachable' ? 'mail' : request.channel;
    const address = channel === 'mail' ? person?.mails[0] : person?.phone;
    return person && address != null
      ? { kind: 'person', personId: person.id, address, name: person.name, channel }
      : null;
  }

  private async intent(
    state: CaseState,
    request: NoticeRequest,
    recipient: NoticeRecipient,
    complainant: Complainant | null,
    policy: PresetCasePolicy,
  ): Promise<NoticeIntent> {
    const staff = recipient.kind === 'person';
    const { quoted, named } = this.seenBy(
      recipient,
      state,
      await this.texts.read(state, request.quotes),
      complainant,
      policy,
    );
    const notTaken = request.template === 'acknowledgement' ? await this.texts.notTaken(state) : [];
    const language = !staff && state.language === 'en' ? 'en' : 'zh';
    const linked = linkedNumbers(staff ? await this.links.numbersAbout(state.id) : []);
    const shown = staff && recipient.channel === 'mail' && request.quotes.length > 0;
    return {
      template: request.template,
      recipient,
      language: staff ? 'zh' : state.language,
      parameters: {
        ...this.titles(state, policy, language),
        ...quoted,
        ...(staff ? { earlier: linked.others } : {}),
        ...request.parameters,
        notTaken: notTakenInWords(notTaken, state.language),
        missing: missingInWords(request.parameters['missing'] ?? '', language),
      },
      offers: request.offers.map((verb) => offerOf(verb, language, request.parameters)),
      facts: shown ? [...factLines(state, named, quoted, policy), ...linked.facts] : [],
      quotes: shown ? quoteBlocks(quoted) : [],
      // A page shows the number that it came from: only for those who are shown contacts.
      attachments:
        staff && recipient.channel === 'mail' && named === complainant
          ? await this.faxPages.shownWith(state, request)
          : [],
      form: request.offers.includes('plan') ? formFor('plan', policy.duties.planSections(state)) : null,
      urgent: request.urgent,
      withinMs: groupLimitMs(state, request.template, policy.preset),
      despiteQuietHours: request.factWhenTold !== null && policy.runsRoundTheClock(state, request.factWhenTold),
      holdMs: request.held ? policy.undoWindowMs : 0,
      factWhenTold: request.factWhenTold,
      // Only the acknowledgement is an answer to the complainant's own mail (RFC 3834 auto-replied).
      thread: request.template === 'acknowledgement' ? await this.texts.messageIdOf(state) : null,
    };
  }

  /** Names and contacts only for those who need them (PC-6, SI-14.1). */
  private seenBy(
    recipient: NoticeRecipient,
    state: CaseState,
    quoted: Record<string, string>,
    complainant: Complainant | null,
    policy: PresetCasePolicy,
  ): { readonly quoted: Record<string, string>; readonly named: Complainant | null } {
    if (recipient.kind !== 'person' || seesContacts(state, PersonId.parse(recipient.personId), policy)) {
      return { quoted, named: complainant };
    }
    const { alias } = policy.duties;
    const masked = Object.entries(quoted).map(([key, text]) => [
      key,
      maskContacts(text, complainant?.name ?? null, alias),
    ]);
    return { quoted: Object.fromEntries(masked) as Record<string, string>, named: behindAlias(complainant, alias) };
  }

  /** What every template may name, in the language of the notice. */
  private titles(state: CaseState, policy: PresetCasePolicy, language: 'zh' | 'en'): Record<string, string> {
    const limit = policy.resolutionLimit(state);
    return {
      case: nameOf(state),
      tag: state.tag === null ? '' : policy.tagTitle(state.tag, language),
      category: state.category === null ? '' : policy.categoryTitle(state.category, language),
      unit: policy.unitTitle(state.unit, language),
      department:
        state.department === null ? policy.deskTitle(language) : policy.departmentTitle(state.department, language),
      handler: state.handler === null ? '' : policy.nameOf(state.handler),
      desk: policy.deskTitle(language),
      urgent: state.urgent ? 'yes' : '',
      limit: limit ? policy.limitTitle(limit.limit, language) : '',
      dueAt: limit ? policy.formatInstant(limit.dueAt) : '',
    };
  }
}
