import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import type { Reading } from '../command/grammar/read-command.js';
import type { FoundTie } from '../reply/find-tie.js';

/**
 * An answer to the request for a fax's text is that text, unless it begins with a command: whoever types needs no verb.
 */
export function typedFax(found: FoundTie | null, message: StoredMessage, reading: Reading): Reading {
  const text = message.text.own.trim();
  return found?.answered?.template === 'fax-text' && reading.kind === 'note' && text !== ''
    ? { kind: 'commands', commands: [{ verb: 'transcribe', text }] }
    : reading;
}
