import type { Channel } from '#libs/contracts/vocabulary.js';

/** What the classifier reads of a complaint. */
export interface ComplaintText {
  readonly channel: Channel;
  /** Address or number with the display name as it came; null where there is none. */
  readonly from: string | null;
  readonly subject: string;
  /** New text only: quoted mail was said by others. */
  readonly text: string;
  /** Signature lines: facts are read of them, nothing else. */
  readonly signature: string;
  readonly attachments: readonly string[];
  /** ISO day the message was sent, in the preset's zone; relative dates count from it. */
  readonly sentOn: string;
}
