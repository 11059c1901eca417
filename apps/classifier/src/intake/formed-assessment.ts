import type { Judge, ViewedAssessment } from '../assessment/assess.js';
import type { ComplaintText } from '../assessment/complaint-text.js';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import type { Preset } from '#libs/policy/preset/preset.schema.js';

/** What the classifier thinks of a delivery by itself, with all that it thought of. */
export interface FormedAssessment {
  readonly kind: 'formed';
  readonly message: StoredMessage;
  readonly preset: Preset;
  readonly read: ComplaintText;
  readonly judge: Judge;
  readonly viewed: ViewedAssessment;
}
