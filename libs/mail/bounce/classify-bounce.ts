import { bounceRules, hardReasons, reasonByStatus, statusByReason } from './bounce-rules.js';
import type { BounceReason, BounceReport } from './bounce-report.js';

/** What a notice says about one recipient. */
export interface BounceFacts {
  readonly recipient: string;
  /** The server's words. */
  readonly diagnostic: string;
  /** '' where the notice has none. */
  readonly status: string;
  /** '' where the notice has none. */
  readonly action: string;
}

const statusForm = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)/u;
const codeForm = /(?<![\d.:/-])([245]\d\d)(?=[ -][^\d\s]|[ -]?#?[245]\.\d{1,3}\.\d|[ -]*$)/mu;
const MAX_DIAGNOSTIC = 4_000;

export function findStatus(text: string): string {
  // The most exact one: 5.1.1 says more than 5.0.0.
  const all = [...text.matchAll(new RegExp(statusForm, 'gu'))].map((match) => match[0]);
  return all.find((status) => !/^[245]\.0\.0$/u.test(status)) ?? all[0] ?? '';
}

export function findReplyCode(text: string): string {
  return codeForm.exec(text)?.[1] ?? '';
}

function actionOf(facts: BounceFacts, status: string): BounceReport['action'] {
  const action = facts.action.toLowerCase().replace(/[^a-z].*$/u, '');
  switch (action) {
    case 'delayed':
    case 'delivered':
    case 'relayed':
    case 'expanded':
    case 'failed':
      return action;
    default:
      return status.startsWith('2') ? 'delivered' : 'failed';
  }
}

function reasonOf(words: string, status: string): { reason: BounceReason; rule: string } {
  for (const { rule, reason, pattern } of bounceRules) if (pattern.test(words)) return { reason, rule };
  const [head = '', subject = ''] = status.split('.');
  for (const key of [status, `${head}.${subject}`]) {
    const reason = reasonByStatus[key];
    if (reason !== undefined) return { reason, rule: `status ${key}` };
  }
  return words.trim() === '' && status === '' ? { reason: 'undefined', rule: 'nothing said' } : { reason: 'onhold', rule: 'no rule' };
}

/** The verdict on one recipient, with the rule that gave it. Pure. */
export function classifyBounce(facts: BounceFacts): BounceReport {
  const words = facts.diagnostic.slice(0, MAX_DIAGNOSTIC).replace(/\s+/gu, ' ').trim();
  const replyCode = findReplyCode(words);
  const said = findStatus(words);
  const vague = facts.status === '' || /^[245]\.0\.0$/u.test(facts.status);
  const given = vague && said !== '' ? said : facts.status;
  const action = actionOf(facts, given);
  const base = { recipient: facts.recipient, action, diagnostic: words.slice(0, 500), replyCode };
  if (action === 'delivered' || action === 'relayed' || action === 'expanded') {
    return { ...base, status: given === '' ? '2.1.5' : given, class: null, reason: 'delivered', rule: `action ${action}` };
  }
  const { reason, rule } = reasonOf(words, given);
  const status = given !== '' ? given : replyCode !== '' ? `${replyCode.charAt(0)}.0.0` : (statusByReason[reason] ?? (action === 'delayed' ? '4.0.0' : '5.0.0'));
  const soft = status.startsWith('4') && reason !== 'hostunknown' && reason !== 'userunknown';
  return { ...base, status, class: action !== 'delayed' && !soft && hardReasons.has(reason) ? 'hard' : 'soft', reason, rule };
}
