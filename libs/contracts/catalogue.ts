import type { z } from 'zod';
import type { MessageDefinition } from './define-message.js';
import * as caseEvents from './messages/case-events.message.js';
import { caseGroupFound, caseGroupLeft, caseRepeatFound } from './messages/case-finds.message.js';
import { complaintClassified } from './messages/complaint-classified.message.js';
import { complaintReceived } from './messages/complaint-received.message.js';
import { complaintTranscribed } from './messages/complaint-transcribed.message.js';
import * as deadlineEvents from './messages/deadline-events.message.js';
import { deliveryReportReceived } from './messages/delivery-report-received.message.js';
import * as noticeEvents from './messages/notice-events.message.js';
import { openCasesDigest } from './messages/open-cases-digest.message.js';
import { pushesMissed } from './messages/pushes-missed.message.js';
import { replyReceived } from './messages/reply-received.message.js';
import { replyUnmatched } from './messages/reply-unmatched.message.js';
import type { Service } from './vocabulary.js';

const definitions = [
  complaintReceived,
  replyReceived,
  replyUnmatched,
  deliveryReportReceived,
  pushesMissed,
  complaintTranscribed,
  complaintClassified,
  caseRepeatFound,
  caseGroupFound,
  caseGroupLeft,
  ...Object.values(caseEvents),
  ...Object.values(noticeEvents),
  openCasesDigest,
  ...Object.values(deadlineEvents),
] as const;

type AnyDefinition = (typeof definitions)[number];

/** Every message type there is; a name outside it does not typecheck. */
export type MessageType = AnyDefinition['type'];

export type DefinitionOf<T extends MessageType> = Extract<AnyDefinition, { readonly type: T }>;

/** The data of one message type, as its schema infers it. */
export type DataOf<T extends MessageType> = z.infer<DefinitionOf<T>['schema']>;

export const catalogue: ReadonlyMap<string, MessageDefinition<MessageType>> = new Map(
  definitions.map((definition): [string, MessageDefinition<MessageType>] => [definition.type, definition]),
);

/** Types that a service must handle, each by exactly one handler. */
export function subscriptionsOf(service: Service): MessageType[] {
  return definitions.filter((d) => d.subscribers.includes(service)).map((d) => d.type);
}

/** Types of `case.*` and `notice.*` messages of the dispatcher, which carry a case version. */
export type CaseEventType = Exclude<
  Extract<MessageType, `case.${string}` | `notice.${string}`>,
  'case.repeat-found' | 'case.group-found' | 'case.group-left'
>;
