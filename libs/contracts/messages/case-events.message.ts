import { z } from 'zod';
import { defineMessage } from '../define-message.js';
import { DeliveryId, PersonId } from '../identity.js';
import { CloseReason, PauseRecord } from '../vocabulary.js';
import { AgreedLimit, caseEvent, WatchedCase } from './case-event.schema.js';

const said = { version: 1, producer: 'dispatcher', subscribers: ['watchdog'] } as const;

export const caseRegistered = defineMessage({
  ...said,
  type: 'case.registered',
  meaning: 'A complaint has its number and is on record (PG-16).',
  schema: z.strictObject({ ...caseEvent.shape, deliveryId: DeliveryId, number: z.string().min(1) }),
});

export const caseJoined = defineMessage({
  ...said,
  subscribers: ['watchdog', 'classifier'],
  type: 'case.joined',
  meaning: 'Another delivery turned out to belong to a case that exists.',
  schema: z.strictObject({ ...caseEvent.shape, deliveryId: DeliveryId }),
});

export const caseTagged = defineMessage({
  ...said,
  subscribers: ['watchdog', 'classifier'],
  type: 'case.tagged',
  meaning: 'Tag, category or urgency of a case was set or corrected; by whom is said.',
  schema: z.strictObject({
    ...caseEvent.shape,
    deliveryId: DeliveryId,
    clauses: z.array(z.string()),
    by: z.enum(['classifier', 'desk', 'management', 'time']),
    /** A person changed what the software had said; the classifier keeps it as labelled data. */
    correction: z.boolean(),
    /** Who decided, where a person did. */
    person: PersonId.optional(),
    /** Vault item with the reason that the person gave, if any. */
    reason: z.uuid().optional(),
  }),
});

export const caseLinked = defineMessage({
  ...said,
  subscribers: ['watchdog', 'classifier'],
  type: 'case.linked',
  meaning:
    'A person put two cases together or took that back (合并, 关联, 撤销); the classifier keeps it as labelled data.',
  schema: z.strictObject({
    ...caseEvent.shape,
    deliveryId: DeliveryId,
    otherDeliveryId: DeliveryId,
    /** merged: one case. related: they have to do with each other. apart: neither. */
    kind: z.enum(['merged', 'related', 'apart']),
    by: PersonId,
  }),
});

export const caseAssigned = defineMessage({
  ...said,
  type: 'case.assigned',
  meaning: 'A department and a person have been given the case (PG-19, PG-20).',
  schema: z.strictObject({ ...caseEvent.shape, department: z.string().min(1), person: PersonId }),
});

export const caseAccepted = defineMessage({
  ...said,
  type: 'case.accepted',
  meaning: 'A handler took the case; the sender is relieved of first-contact responsibility (PG-9).',
  schema: z.strictObject({ ...caseEvent.shape, person: PersonId }),
});

export const caseContacted = defineMessage({
  ...said,
  type: 'case.contacted',
  meaning: 'Contact with the customer is on record.',
  schema: caseEvent,
});

export const casePlanned = defineMessage({
  ...said,
  type: 'case.planned',
  meaning: 'A plan with person, measures and limit is on record (PG-17, PG-24).',
  schema: z.strictObject({ ...caseEvent.shape, plan: z.int().positive(), needsApproval: z.boolean() }),
});

export const caseOpinionFiled = defineMessage({
  ...said,
  type: 'case.opinion-filed',
  meaning: "Legal's opinion on a plan is on record (PC-16).",
  schema: z.strictObject({ ...caseEvent.shape, plan: z.int().positive(), favourable: z.boolean() }),
});

export const caseApproved = defineMessage({
  ...said,
  type: 'case.approved',
  meaning: 'A plan was approved by whom the preset names.',
  schema: z.strictObject({ ...caseEvent.shape, plan: z.int().positive(), person: PersonId }),
});

export const caseRejected = defineMessage({
  ...said,
  type: 'case.rejected',
  meaning: 'A plan was sent back; its handler must draft another.',
  schema: z.strictObject({ ...caseEvent.shape, plan: z.int().positive(), person: PersonId }),
});

export const caseResolved = defineMessage({
  ...said,
  type: 'case.resolved',
  meaning: 'The handler reports the matter done; the complainant is asked.',
  schema: caseEvent,
});

export const caseConfirmed = defineMessage({
  ...said,
  type: 'case.confirmed',
  meaning: 'The complainant answered whether it is settled.',
  schema: z.strictObject({ ...caseEvent.shape, satisfied: z.boolean() }),
});

export const caseClosed = defineMessage({
  ...said,
  type: 'case.closed',
  meaning: 'The case ended, with its reason.',
  schema: z.strictObject({ ...caseEvent.shape, reason: CloseReason }),
});

export const caseReopened = defineMessage({
  ...said,
  type: 'case.reopened',
  meaning: 'A closed or resolved case is under way again.',
  schema: caseEvent,
});

export const caseTimed = defineMessage({
  ...said,
  type: 'case.timed',
  meaning: 'The clocks of a case changed: paused, resumed, or a limit agreed by whoever may (PG-18.3).',
  schema: z.strictObject({ ...caseEvent.shape, pauses: z.array(PauseRecord), agreedLimits: z.array(AgreedLimit) }),
});

export const caseNoted = defineMessage({
  ...said,
  type: 'case.noted',
  meaning: 'Something else of record happened; its facts say what.',
  schema: caseEvent,
});

export const caseReverted = defineMessage({
  ...said,
  subscribers: ['watchdog', 'classifier'],
  type: 'case.reverted',
  meaning: 'A person took back the last command (撤销); what is given here replaces all that was known of the case.',
  schema: WatchedCase,
});
