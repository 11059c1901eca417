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
  /** How far the conversation with the other server had come, where that is told. */
  readonly stage: SmtpStage | null;
}

export type SmtpStage = 'connect' | 'mail' | 'recipient' | 'data';

/** The SMTP command that was refused, as mail servers put it. */
export function findStage(text: string): SmtpStage | null {
  // With pipelining a server is at DATA when it tells that it took no recipient.
  const noRecipient = /503[^\n]{0,60}(?:rcpt|recipient)/iu.test(text);
  if (
    !noRecipient &&
    /(?:in reply to|after|response to|>>>|command[: ])\s*(?:the )?(?:end of )?\.?(?:data|message content|\.(?=\s|$))/imu.test(
      text,
    )
  ) {
    return 'data';
  }
  if (
    /(?:in reply to|after|response to|>>>|command[: ])\s*(?:the )?rcpt|did not like our rcpt|does not like recipient/iu.test(
      text,
    )
  ) {
    return 'recipient';
  }
  if (
    /(?:in reply to|after|response to|>>>|command[: ])\s*(?:the )?mail(?:[ _]from)?\b|did not like our mail|does not like sender|sender was rejected/iu.test(
      text,
    )
  ) {
    return 'mail';
  }
  if (
    /(?:in reply to|after|response to|>>>)\s*(?:the )?(?:initial connection|connect\w*|(?:initial )?(?:server )?greeting|ehlo|helo)|connected to [^\n]{1,80} but (?:greeting failed|my name was rejected)|refused to talk to me/iu.test(
      text,
    )
  ) {
    return 'connect';
  }
  return null;
}

/**
 * The same words mean different things at different stages: a server that knows no user after it took the recipient
 * filters; one that knows no domain at MAIL FROM means the sender's.
 */
function atStage(reason: BounceReason, stage: SmtpStage | null, status: string): BounceReason {
  switch (stage) {
    case 'connect':
      return ['onhold', 'filtered', 'userunknown', 'policyviolation', 'suspend'].includes(reason) ? 'blocked' : reason;
    case 'mail':
      return ['onhold', 'filtered', 'userunknown', 'hostunknown', 'notaccept'].includes(reason) ? 'rejected' : reason;
    case 'data':
      return reason === 'userunknown' && status !== '5.1.1' ? 'filtered' : reason;
    case 'recipient':
    case null:
      return reason;
    default:
      return stage satisfies never;
  }
}

const statusForm = /(?<![\d.])([45])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)/u;
const codeForm = /(?<![\d.:/@-])([45]\d\d)(?=[ -][^\d\s]|[ -]?#?[245]\.\d{1,3}\.\d|,|[ -]*$)/mu;
const MAX_DIAGNOSTIC = 4_000;

export function findStatus(text: string): string {
  // The most exact one: 5.1.1 says more than 5.0.0.
  const all = [...text.matchAll(new RegExp(statusForm, 'gu'))].map((match) => match[0]);
  return all.find((status) => !/^[245]\.0\.0$/u.test(status)) ?? all[0] ?? '';
}

export function findReplyCode(text: string): string {
  return codeForm.exec(text)?.[1] ?? '';
}

function actionOf(facts: Pick<BounceFacts, 'action'>, status: string): BounceReport['action'] {
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

/** Statuses whose meaning is exact, so that no wording counts against them (RFC 3463, 7372, 7505 and large providers'). */
const exact = new Set([
  '5.1.6',
  '5.2.2',
  '4.2.2',
  '5.2.3',
  '5.3.4',
  '5.4.6',
  '5.4.14',
  '5.7.20',
  '5.7.21',
  '5.7.22',
  '5.7.23',
  '5.7.25',
  '5.7.26',
  '5.7.509',
  '5.7.606',
  '5.7.511',
  '4.7.650',
  '5.1.351',
]);

/** Sentences that mail programs put round the reason and that read like one. */
const boilerplate =
  /i'm not going to try again[^.]*\.?|554[^\n;]{0,80}service unavailable\s*$|^\s*(?:out: 2\d\d|in:)[^\n]*|this (?:message|e-?mail|mail|is an?)[^.]{0,60}(?:created|generated) (?:automatically|by)[^.]*\.?|a message that you sent (?:could not|has not)[^.]*\.|this is a permanent error[^.]*\.?|the following address(?:\(es\)|es)?(?: has| have)? failed:?|i'm (?:afraid|sorry)[^.]*\.|i've given up[^.]*\.|sorry it didn't work out\.?|for further assistance[^.]*\.|if you do so, please include[^.]*\.|you can\s+delete your own text[^.]*\.|please,? do not reply[^.]*\.?|no action is required[^.]*\.|to: [^\n]*|subject: [^\n]*|from: [^\n]*/gimu;

/** The lines that carry a reply code, or say that they quote the other server, with what continues them. */
function serverLines(diagnostic: string): string {
  const lines = diagnostic.replace(boilerplate, ' ').split('\n');
  const taken: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (
      !codeForm.test(line) &&
      !/(?:said|reason|response|respon\w+|error|diagnostic(?:-code)?|status|原因|错误|说明)\s*[:：]\s*\S/iu.test(line)
    ) {
      continue;
    }
    taken.push(line);
    for (const next of lines.slice(index + 1, index + 4)) {
      if (next.trim() === '' || codeForm.test(next)) {
        break;
      }
      taken.push(next);
    }
  }
  return taken.join(' ');
}

function withoutAddresses(words: string): string {
  return words
    .replace(/https?:\/\/\S+/giu, ' ')
    .replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/gu, ' ')
    .replace(/[<>]+/gu, ' ')
    .replace(/\s+/gu, ' ');
}

function byWords(words: string): { reason: BounceReason; rule: string } | null {
  const bare = withoutAddresses(words);
  for (const { rule, reason, pattern } of bounceRules) {
    if (pattern.test(bare)) {
      return { reason, rule };
    }
  }
  return null;
}

function reasonOf(
  diagnostic: string,
  status: string,
  action: BounceReport['action'],
): { reason: BounceReason; rule: string } {
  const decisive = exact.has(status) ? reasonByStatus[status] : undefined;
  if (decisive !== undefined) {
    return { reason: decisive, rule: `status ${status}` };
  }
  const said = byWords(serverLines(diagnostic)) ?? byWords(diagnostic.replace(boilerplate, ' '));
  // 4.4.7 is the sending server's own "too long", whatever kept it.
  if (said?.reason === 'networkerror' && /^[45]\.4\.7$/u.test(status)) {
    return { reason: 'expired', rule: `status ${status}` };
  }
  if (said !== null) {
    return said;
  }
  if (action === 'delayed') {
    return { reason: 'expired', rule: 'action delayed' };
  }
  const [head = '', subject = ''] = status.split('.');
  for (const key of [status, `${head}.${subject}`]) {
    const reason = reasonByStatus[key];
    if (reason !== undefined) {
      return { reason, rule: `status ${key}` };
    }
  }
  return diagnostic.trim() === '' && status === ''
    ? { reason: 'undefined', rule: 'nothing said' }
    : { reason: 'onhold', rule: 'no rule' };
}

/** The verdict on one recipient, with the rule that gave it. Pure. */
export function classifyBounce(facts: BounceFacts): BounceReport {
  const diagnostic = facts.diagnostic.slice(0, MAX_DIAGNOSTIC);
  const words = diagnostic.replace(/\s+/gu, ' ').trim();
  const replyCode = findReplyCode(diagnostic);
  const said = findStatus(diagnostic);
  const vague = facts.status === '' || /^[245]\.0\.0$/u.test(facts.status);
  const given = vague && said !== '' ? said : facts.status;
  const warned =
    /warning message only|this is (?:only )?a (?:warning|notification)|not (?:yet )?(?:been|received)[^.]{0,40}delay|has been delayed|delivery (?:is|has been) delayed|will (?:continue|keep) (?:to )?(?:try|retry)/iu.test(
      words,
    );
  const action = actionOf({ ...facts, action: facts.action === '' && warned ? 'delayed' : facts.action }, given);
  const base = { recipient: facts.recipient, action, diagnostic: words.slice(0, 500), replyCode };
  if (action === 'delivered' || action === 'relayed' || action === 'expanded') {
    return {
      ...base,
      status: given === '' ? '2.1.5' : given,
      class: null,
      reason: 'delivered',
      rule: `action ${action}`,
    };
  }
  const found = reasonOf(diagnostic, given, action);
  // 5.1.1 says that there is no such mailbox, whatever the words make of it.
  const named = found.reason === 'suspend' && given === '5.1.1' ? 'userunknown' : found.reason;
  const reason = atStage(named, facts.stage, given);
  const rule = reason === found.reason ? found.rule : `${found.rule} at ${facts.stage ?? `status ${given}`}`;
  const status =
    given !== ''
      ? given
      : replyCode !== ''
        ? `${replyCode.charAt(0)}.0.0`
        : (statusByReason[reason] ?? (action === 'delayed' ? '4.0.0' : '5.0.0'));
  const soft = status.startsWith('4') && reason !== 'hostunknown' && reason !== 'userunknown';
  return {
    ...base,
    status,
    class: action !== 'delayed' && !soft && hardReasons.has(reason) ? 'hard' : 'soft',
    reason,
    rule,
  };
}
