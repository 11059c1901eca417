import { findForms } from '#libs/mail/form/command-form.js';
import type { StoredText } from '#libs/mail/message/stored-message.schema.js';
import { readCommand, type Reading } from '../command/grammar/read-command.js';

/**
 * What a reply says: the sender's own lines, or, where they are no command, the form that came back between our marker
 * lines, even inside the quotation, if it was filled in there.
 */
export function readReply(text: StoredText): Reading {
  const reading = readCommand(text.own);
  if (reading.kind !== 'note') {
    return reading;
  }
  for (const form of findForms(text.full)) {
    const filled = isBlank(form.body) ? null : readCommand(form.body);
    if (filled?.kind === 'commands') {
      return filled;
    }
  }
  return reading;
}

/** As we sent it: the verb, and labels with nothing after them. */
function isBlank(form: string): boolean {
  const [, ...lines] = form.trim().split('\n');
  return lines.length > 0 && lines.every((line) => /^[^:：]*[:：][\s_]*$/u.test(line.trim()) || line.trim() === '');
}
