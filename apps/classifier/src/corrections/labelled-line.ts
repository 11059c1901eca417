import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import type { Assessment } from '../assessment/assessment.schema.js';
import { standIns } from '../masking/mask-style.js';
import { maskText } from '../masking/mask-text.js';
import type { KnownPerson } from '../masking/known-persons.js';
import type { Profile } from '../rules/profile.js';
import { clausesOfTag } from '../opinion/policy-digest.js';
import type { CorrectionRow } from '../store/correction.entity.js';
import type { TrainingText } from '../training/labelled-text.schema.js';

/** What a labelled text is made of. */
export interface LabelSource {
  readonly correction: CorrectionRow;
  readonly deliveryId: string;
  readonly preset: string;
  /** ISO day in the preset's zone. */
  readonly sentOn: string;
  readonly message: StoredMessage;
  readonly assessment: Assessment;
  readonly profile: Profile;
  readonly company: NonNullable<KnownPerson['known']>;
}

/**
 * A text with what people said of it, as `classifier train` reads it. Tag, category and urgency are theirs; clauses are
 * those of the tag that fit; demands and facts are the software's. Masked, names and numbers are made-up ones of the same
 * kind; null where a fact would then no longer stand in the text.
 */
export function labelledLine(source: LabelSource, options: { readonly masked: boolean }): TrainingText {
  const { correction, deliveryId, message, assessment } = source;
  const tag = correction.tag ?? assessment.tag;
  const { facts } = assessment;
  const words = options.masked ? masked(source) : plain(source);
  return {
    id: `desk-${deliveryId}`,
    scenario: `desk-${correction.caseId}`,
    preset: source.preset,
    channel: message.channel,
    lang: message.language,
    from: words.from,
    subject: words.subject,
    text: words.text,
    attachments: words.attachments,
    date: source.sentOn,
    expect: {
      tag,
      clauses: clausesFor(source, tag),
      category: correction.category ?? assessment.category,
      urgent: correction.urgent,
      anonymous: assessment.anonymous,
      demands: tag === 'invalid' ? [] : assessment.demands,
      facts: {
        orderNo: words.fact(facts.orderNo),
        place: words.fact(facts.place),
        eventDate: facts.eventDate,
        phone: words.fact(facts.phone),
      },
      reason: 'Decided by people.',
    },
  };
}

/** The desk names no clause: those on record count where they carry the tag that people gave, else the tag's own. */
function clausesFor({ correction, profile }: LabelSource, tag: TrainingText['expect']['tag']): string[] {
  const known = clausesOfTag(profile, tag);
  const said = correction.clauses.filter((clause) => known.includes(clause));
  return said.length > 0 ? said : (profile.clausesOf[tag] ?? []).slice(0, 1);
}

interface Words {
  readonly from: string | null;
  readonly subject: string;
  readonly text: string;
  readonly attachments: string[];
  readonly fact: (original: string | null) => string | null;
}

function writtenBy({ message }: LabelSource): string | null {
  const { from } = message;
  return from === null ? null : from.name === '' ? from.address : `"${from.name}" <${from.address}>`;
}

function textOf({ message }: LabelSource): string {
  return message.text.own === '' ? message.text.new : [message.text.own, message.text.signature].join('\n').trim();
}

function plain(source: LabelSource): Words {
  return {
    from: writtenBy(source),
    subject: source.message.subject,
    text: textOf(source),
    attachments: source.message.attachments.filter(({ inline }) => !inline).map(({ name }) => name),
    fact: (original) => original,
  };
}

function masked(source: LabelSource): Words {
  const { message, assessment, company } = source;
  const { orderNo, place, phone } = assessment.facts;
  const from = writtenBy(source);
  const known = { from, facts: [orderNo, place, phone], known: company };
  const mask = maskText(`${message.subject}\n${textOf(source)}`, known, standIns);
  const [subject = '', ...lines] = mask.text.split('\n');
  const text = lines.join('\n');
  return {
    from: from === null ? null : standInSender(message),
    subject,
    text,
    attachments: message.attachments
      .filter(({ inline }) => !inline)
      .map(({ name }, index) => `attachment-${String(index + 1)}${/\.[a-z0-9]{1,5}$/iu.exec(name)?.[0] ?? ''}`),
    fact: (original) => {
      const word = original === null ? null : mask.wordFor(original);
      return word !== null && mask.text.includes(word) ? word : null;
    },
  };
}

/** Whether there was a name, and whether it was an address or a number, is all that the classifier reads of it. */
function standInSender({ from }: StoredMessage): string {
  const address = from?.address.includes('@') === true ? 'sender@example.com' : '13800000000';
  return (from?.name ?? '') === '' ? address : `"某甲" <${address}>`;
}
