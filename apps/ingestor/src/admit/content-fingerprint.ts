import { createHash } from 'node:crypto';
import type { Arrival } from '../ledger/arrival.js';
import { identifyMail } from './mail-digest.js';

/** What an arrival's content is known by, before it is keyed. */
export interface ContentIdentity {
  readonly digest: Buffer;
  readonly messageId: string | null;
}

/**
 * Mail is the same content whichever way it came. A text message or form has no identity but its transport's: the same
 * words sent again are a second complaint, so the transport's id is part of what is hashed.
 */
export function identifyContent({ transport, point, identity, raw }: Arrival): ContentIdentity {
  switch (transport) {
    case 'smtp':
    case 'imap':
      return identifyMail(raw);
    case 'sms':
    case 'form':
      return {
        digest: createHash('sha256')
          .update(JSON.stringify([transport, point.key, identity]))
          .update(raw)
          .digest(),
        messageId: null,
      };
    default:
      return transport satisfies never;
  }
}
