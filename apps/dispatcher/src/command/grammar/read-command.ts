import type { Command, UnavailableVerb, Verb } from './command.union.js';
import { findVerb, type FoundVerb } from './find-verb.js';
import { halfWidth } from './half-width.js';
import { readPlanFields } from './read-plan-fields.js';
import { skipGreeting } from './skip-greeting.js';
import { unavailableWords } from './verb-words.table.js';

/**
 * commands     one or more, in the order written
 * unavailable  a verb of the vocabulary that this version cannot carry out
 * note         no command: everything is a note on the case
 */
export type Reading =
  | { readonly kind: 'commands'; readonly commands: readonly Command[] }
  | { readonly kind: 'unavailable'; readonly verb: UnavailableVerb; readonly word: string }
  | { readonly kind: 'note'; readonly text: string };

/** Verbs that take nothing after them: the next line is read afresh. */
const bare: ReadonlySet<Verb> = new Set(['accept', 'acknowledge', 'confirm', 'undo', 'help']);

/**
 * Reads the new text of a handler's reply (never the quoted part). A reply is a command when it begins with a verb
 * after nothing but a greeting; a later line is another command when it is marked with `#` or follows a bare verb.
 */
export function readCommand(newText: string): Reading {
  const lines = newText.split(/\r?\n/u);
  const start = skipGreeting(lines);
  const first = start && findVerb(start.line);
  if (!start || !first) {
    return { kind: 'note', text: newText.trim() };
  }
  const commands: Command[] = [];
  let current: FoundVerb = first;
  let body: string[] = [first.rest];
  for (const line of lines.slice(start.index + 1)) {
    const mayBegin = halfWidth(line).trimStart().startsWith('#') || (isBare(current) && commands.length < 5);
    const next = mayBegin ? findVerb(line) : null;
    if (next) {
      const done = toCommand(current, body);
      if (done.kind === 'unavailable') {
        return done;
      }
      commands.push(done.command);
      current = next;
      body = [next.rest];
    } else {
      body.push(line);
    }
  }
  const last = toCommand(current, body);
  return last.kind === 'unavailable' ? last : { kind: 'commands', commands: [...commands, last.command] };
}

function isBare(found: FoundVerb): boolean {
  return !(found.verb in unavailableWords) && bare.has(found.verb as Verb);
}

type Made = { kind: 'command'; command: Command } | { kind: 'unavailable'; verb: UnavailableVerb; word: string };

function toCommand(found: FoundVerb, body: readonly string[]): Made {
  if (found.verb in unavailableWords) {
    return { kind: 'unavailable', verb: found.verb as UnavailableVerb, word: found.word };
  }
  return { kind: 'command', command: commandOf(found.verb as Verb, found.word, body.join('\n').trim()) };
}

function commandOf(verb: Verb, word: string, text: string): Command {
  switch (verb) {
    case 'accept':
    case 'acknowledge':
    case 'confirm':
    case 'undo':
    case 'help':
      return { verb };
    case 'contacted':
      return { verb, outcome: text };
    case 'plan':
      return { verb, ...readPlanFields(text), whole: text };
    case 'reply':
    case 'approve':
    case 'note':
    case 'transcribe':
    case 'findings':
    case 'rectification':
    case 'opinion-item':
    case 'task':
    case 'refer':
      return { verb, text };
    case 'merge':
    case 'link': {
      // The number as people write it, also with a word before it: 合并到 202611-WY-001.
      const [head = '', ...tail] = halfWidth(text)
        .replace(/^(?:到|至|入|与|和|into|with|to) ?/iu, '')
        .split(/[\s,;，；]+/u);
      return { verb, number: head.toUpperCase(), reason: tail.join(' ').trim() };
    }
    case 'transfer':
    case 'extend': {
      const [head = '', ...tail] = text.split(/[\s,，;；]+/u);
      const rest = tail.join(' ').trim();
      return verb === 'transfer' ? { verb, to: head, reason: rest } : { verb, by: head, reason: rest };
    }
    case 'opinion':
      return { verb, favourable: favourable(text), text };
    case 'reject':
    case 'invalid':
    case 'valid':
    case 'pause':
    case 'resume':
    case 'suspend':
    case 'lift':
      return { verb, reason: text };
    case 'done':
      return { verb, result: text };
    case 'tag':
      return { verb, tag: tagOf(word), reason: text };
    case 'category':
      return { verb, category: text.split(/\s/u, 1)[0] ?? '' };
  }
  return verb satisfies never;
}

function tagOf(word: string): 'minor' | 'general' | 'major' {
  if (word === '重大' || word === 'major') {
    return 'major';
  }
  return word === '轻微' || word === 'minor' ? 'minor' : 'general';
}

/** An opinion that does not say yes or no is null: it counts as one without objection only after a person says so. */
function favourable(text: string): boolean | null {
  const plain = halfWidth(text).toLowerCase();
  if (/不同意|不可行|不合规|有异议|反对|disagree|not (?:agree|approve)|object/u.test(plain)) {
    return false;
  }
  return /同意|可行|合规|无异议|没有异议|agree|no objection|fine/u.test(plain) ? true : null;
}
