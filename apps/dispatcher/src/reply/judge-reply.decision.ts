import type { PersonId } from '#libs/contracts/identity.js';
import type { DmarcVerdict } from '#libs/contracts/vocabulary.js';
import type { Action } from '#libs/policy/preset/governance.schema.js';
import type { Command, Verb } from '../command/grammar/command.union.js';
import type { Reading } from '../command/grammar/read-command.js';

/** What ties a reply to a case: our token, or the case number from somebody the case knows. */
export type Tie =
  | { readonly by: 'token'; readonly recipient: Recipient; readonly senderIsRecipient: boolean }
  | { readonly by: 'number'; readonly recipient: Recipient };

export type Recipient = { readonly kind: 'person'; readonly person: PersonId } | { readonly kind: 'complainant' };

/** One row of the preset's table action x trust. */
export interface TrustRow {
  readonly pass: 'run' | 'confirm' | 'park';
  readonly unknown: 'run' | 'confirm' | 'park';
  readonly fail: 'park';
}

export interface TrustTable {
  readonly otherwise: TrustRow;
  readonly actions: Partial<Record<Action, TrustRow>>;
  readonly withoutToken: 'confirm' | 'park';
}

/**
 * unmatched  no case of the sender: it is a complaint of its own
 * note       recorded on the case, nothing else
 * answer     the complainant speaks
 * run        commands are carried out
 * confirm    the person must show first that the mailbox is theirs
 * park       kept; the person is told that a mail in their name came from elsewhere
 */
export type Verdict =
  | { readonly kind: 'unmatched' }
  | { readonly kind: 'note'; readonly why: 'automatic' | 'forwarded-token' | 'no-command' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'run'; readonly person: PersonId; readonly commands: readonly Command[] }
  | { readonly kind: 'unavailable'; readonly person: PersonId; readonly word: string }
  | { readonly kind: 'confirm'; readonly person: PersonId }
  | { readonly kind: 'park'; readonly person: PersonId };

const actionOf: Readonly<Record<Verb, Action | null>> = {
  accept: 'accept',
  contacted: 'contacted',
  plan: 'plan',
  reply: 'reply',
  transfer: 'transfer',
  extend: 'extend',
  opinion: 'opinion',
  approve: 'approve',
  reject: 'reject',
  done: 'done',
  refer: 'refer',
  invalid: 'invalid',
  valid: 'valid',
  tag: 'major',
  category: 'category',
  pause: 'pause',
  resume: 'resume',
  merge: 'merge',
  link: 'link',
  acknowledge: 'acknowledge',
  findings: 'findings',
  rectification: 'rectification',
  'opinion-item': 'opinion-item',
  task: 'task',
  suspend: 'suspend',
  lift: 'lift',
  note: 'note',
  // Typing what somebody else wrote decides nothing.
  transcribe: 'note',
  undo: 'undo',
  help: 'help',
  confirm: null, // judged by the notice it answers, which is itself the proof
};

/**
 * Decides what may come of a reply: who speaks, what was understood, and how far the mail vouches for its sender
 * (DESIGN 4, "Trust"). A failed DMARC check parks whatever it says; nothing is dropped.
 */
export function judgeReply(
  tie: Tie | null,
  reading: Reading,
  dmarc: DmarcVerdict,
  automatic: boolean,
  trust: TrustTable,
): Verdict {
  if (tie === null) {
    return { kind: 'unmatched' };
  }
  if (automatic) {
    return { kind: 'note', why: 'automatic' };
  }
  if (tie.by === 'token' && !tie.senderIsRecipient) {
    return { kind: 'note', why: 'forwarded-token' };
  }
  if (tie.recipient.kind === 'complainant') {
    return { kind: 'answer' };
  }
  const { person } = tie.recipient;
  switch (reading.kind) {
    case 'note':
      return { kind: 'note', why: 'no-command' };
    case 'unavailable':
      return { kind: 'unavailable', person, word: reading.word };
    case 'commands':
      return byTrust(person, reading.commands, tie.by, dmarc, trust);
  }
  return reading satisfies never;
}

function byTrust(
  person: PersonId,
  commands: readonly Command[],
  by: Tie['by'],
  dmarc: DmarcVerdict,
  trust: TrustTable,
): Verdict {
  const answers = new Set(commands.map((command) => leave(command.verb, by, dmarc, trust)));
  if (answers.has('park')) {
    return { kind: 'park', person };
  }
  return answers.has('confirm') ? { kind: 'confirm', person } : { kind: 'run', person, commands };
}

function leave(verb: Verb, by: Tie['by'], dmarc: DmarcVerdict, trust: TrustTable): 'run' | 'confirm' | 'park' {
  const action = actionOf[verb];
  if (dmarc === 'fail') {
    return 'park';
  }
  if (action === null || action === 'help') {
    return 'run';
  }
  if (by === 'number') {
    return trust.withoutToken;
  }
  return (trust.actions[action] ?? trust.otherwise)[dmarc];
}
