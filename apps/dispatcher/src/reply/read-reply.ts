import { findForms } from '#libs/mail/form/command-form.js';
import type { StoredText } from '#libs/mail/message/stored-message.schema.js';
import { readCommand, type Reading } from '../command/grammar/read-command.js';
import { formFor } from '../receipt/offers.js';

/**
 * What a reply says: the sender's own lines, or, where they are no command, the form that came back between our marker
 * lines, even inside the quotation, if it was filled in there.
 */
export function readReply(text: StoredText): Reading {
  const reading = readCommand(text.own);
  if (reading.kind !== 'note') {
    return reading;
  }
  const blank = squeeze(formFor('plan'));
  for (const form of findForms(text.full)) {
    const filled = squeeze(form.body) === blank ? null : readCommand(form.body);
    if (filled?.kind === 'commands') {
      return filled;
    }
  }
  return reading;
}

function squeeze(text: string): string {
  return text.replace(/[\s_]+/gu, '');
}
