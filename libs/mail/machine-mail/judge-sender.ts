import { headersOf, type ParsedMail } from '../parse/parsed-mail.js';
import { readBounces } from '../bounce/read-bounces.js';
import { normaliseMail } from '../message/normalise-address.js';
import { senderRules, type SenderRule } from './sender-rules.js';
import type { SenderKind, Signal } from './sender-kind.schema.js';

/** What this installation is called, and what its mailbox is for. */
export interface SenderContext {
  /** Addresses that we send from, in any form. */
  readonly ownAddresses?: readonly string[];
  /** Right-hand sides of our Message-IDs. */
  readonly ownMessageIdDomains?: readonly string[];
  /**
   * The mailbox takes relayed web forms or fax gateways, which send as machines do: only bounces, reports and our own
   * mail are machine mail here.
   */
  readonly relayedForms?: boolean;
}

export interface SenderJudgement {
  readonly kind: SenderKind;
  /** A program sent it (RFC 3834): nothing is ever answered automatically. */
  readonly automatic: boolean;
  /** All that was seen, decisive or not, heaviest first. */
  readonly signals: readonly Signal[];
}

const THRESHOLD = 50;
const BODY_CHARS = 6_000;

function textsAt(where: SenderRule['where'], mail: ParsedMail): readonly string[] {
  if (where.startsWith('header:')) {
    return headersOf(mail, where.slice('header:'.length));
  }
  switch (where) {
    case 'subject':
      return [mail.subject.trim()];
    case 'body':
      return [mail.text.slice(0, BODY_CHARS)];
    case 'from':
      return [mail.from?.address ?? mail.from?.name ?? ''];
    case 'from-name':
      return [mail.from?.name ?? ''];
    case 'type':
      return [`report-type=${mail.contentType.reportType ?? ''}`, `part=${mail.report?.type ?? ''}`];
    default:
      return [];
  }
}

function observe(mail: ParsedMail): Signal[] {
  const signals: Signal[] = [];
  for (const { rule, kind, weight, where, pattern } of senderRules) {
    for (const text of textsAt(where, mail)) {
      const match = pattern.exec(text);
      if (match === null) {
        continue;
      }
      signals.push({
        rule,
        kind,
        weight,
        evidence: (where === 'body' ? match[0] : text).replace(/\s+/gu, ' ').slice(0, 120),
      });
      break;
    }
  }
  return signals;
}

function observeOwn(mail: ParsedMail, context: SenderContext): Signal[] {
  const signals: Signal[] = [];
  const own = new Set((context.ownAddresses ?? []).map((address) => normaliseMail(address) ?? address.toLowerCase()));
  const from = mail.from === null ? null : normaliseMail(mail.from.address);
  if (from !== null && own.has(from)) {
    signals.push({ rule: 'from our own address', kind: 'own', weight: 40, evidence: from });
  }
  const domains = context.ownMessageIdDomains ?? [];
  const domain = mail.messageId.slice(mail.messageId.lastIndexOf('@') + 1).toLowerCase();
  if (mail.messageId !== '' && domains.some((mine) => mine.toLowerCase() === domain)) {
    signals.push({ rule: 'Message-ID of ours', kind: 'own', weight: 50, evidence: mail.messageId.slice(0, 120) });
  }
  const notice = headersOf(mail, 'x-redress-notice')[0];
  if (notice !== undefined && (notice === mail.messageId || (from !== null && own.has(from)))) {
    signals.push({ rule: 'notice header of ours', kind: 'own', weight: 40, evidence: notice.slice(0, 120) });
  }
  return signals;
}

/** What only a person's mail program writes, against the weaker signs of a machine. */
function observePerson(mail: ParsedMail): Signal[] {
  const agent = [...headersOf(mail, 'x-mailer'), ...headersOf(mail, 'user-agent')].find((value) =>
    /outlook|iphone|ipad|apple mail|thunderbird|foxmail|qqmail|coremail webmail|airmail|mailmaster|网易邮箱大师/iu.test(
      value,
    ),
  );
  return agent === undefined
    ? []
    : [{ rule: 'mail program of a person', kind: 'person', weight: 15, evidence: agent.slice(0, 120) }];
}

function sumOf(signals: readonly Signal[], kind: SenderKind): number {
  const rules = new Map<string, number>();
  for (const signal of signals) {
    if (signal.kind === kind) {
      rules.set(signal.rule, Math.max(rules.get(signal.rule) ?? 0, signal.weight));
    }
  }
  return [...rules.values()].reduce((sum, weight) => sum + weight, 0);
}

/**
 * Who wrote this mail: a person or which kind of machine. Sums the weights of each kind; the heaviest that reaches 50
 * wins, ties go by the order own, report, bounce, auto-reply, list. Pure; the signals say why.
 */
export function judgeSender(mail: ParsedMail, context: SenderContext = {}): SenderJudgement {
  const signals = [...observe(mail), ...observeOwn(mail, context), ...observePerson(mail)].sort(
    (a, b) => b.weight - a.weight,
  );
  const person = sumOf(signals, 'person');
  const candidates: SenderKind[] = ['own', 'report', 'bounce', 'auto-reply', 'list'];
  let kind: SenderKind = 'person';
  let best = THRESHOLD - 1;
  for (const candidate of candidates) {
    const weight = sumOf(signals, candidate) - (candidate === 'auto-reply' || candidate === 'list' ? person : 0);
    if (weight > best) {
      [kind, best] = [candidate, weight];
    }
  }
  const generated = headersOf(mail, 'auto-submitted').some((value) => /^\s*auto-/iu.test(value));
  if (kind === 'bounce' && isSuccess(mail)) {
    kind = 'report';
  }
  if (context.relayedForms === true && (kind === 'auto-reply' || kind === 'list')) {
    return { kind: 'person', automatic: true, signals };
  }
  return { kind, automatic: kind !== 'person' || generated, signals };
}

/** A delivery status notice about nothing but success (RFC 3464 2.3.3). */
function isSuccess(mail: ParsedMail): boolean {
  if (mail.report?.type !== 'delivery-status') {
    return false;
  }
  const reports = readBounces(mail);
  return reports.length > 0 && reports.every((report) => report.class === null);
}
