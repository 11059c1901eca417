import { z } from 'zod';
import { defineMessage } from '../define-message.js';
import { CaseId, DeadlineId, EscalationId } from '../identity.js';

const deadline = {
  caseId: CaseId,
  deadlineId: DeadlineId,
  /** Milestone key of the preset, e.g. resolution. */
  milestone: z.string().min(1),
  clause: z.string().min(1),
  dueAt: z.iso.datetime(),
};

const said = { version: 1, producer: 'watchdog', subscribers: ['dispatcher'] } as const;

export const deadlineApproaching = defineMessage({
  ...said,
  type: 'deadline.approaching',
  meaning: 'A milestone is not reached and its limit is near.',
  schema: z.strictObject(deadline),
});

export const deadlineMissed = defineMessage({
  ...said,
  type: 'deadline.missed',
  meaning: 'A limit passed without its milestone.',
  schema: z.strictObject(deadline),
});

export const escalationDue = defineMessage({
  ...said,
  type: 'escalation.due',
  meaning:
    'A role must hear of a deadline now. The dispatcher finds the person and looks again whether it still holds.',
  schema: z.strictObject({
    ...deadline,
    escalationId: EscalationId,
    /** 1 is the first step of the ladder. */
    step: z.int().positive(),
    /** Role keys of the preset. */
    roles: z.array(z.string().min(1)).min(1),
    channels: z.array(z.enum(['mail', 'sms'])).min(1),
    missed: z.boolean(),
  }),
});

const answer = { version: 1, producer: 'dispatcher', subscribers: ['watchdog'] } as const;

export const escalationTold = defineMessage({
  ...answer,
  type: 'escalation.told',
  meaning: 'The escalation reached a person.',
  schema: z.strictObject({ escalationId: EscalationId, caseId: CaseId }),
});

export const escalationMoot = defineMessage({
  ...answer,
  type: 'escalation.moot',
  meaning: 'The escalation was no longer true, or nobody holds the role; nothing was sent.',
  schema: z.strictObject({
    escalationId: EscalationId,
    caseId: CaseId,
    code: z.enum(['milestone-reached', 'case-closed', 'role-vacant']),
  }),
});

export const escalationAcknowledged = defineMessage({
  ...answer,
  type: 'escalation.acknowledged',
  meaning: 'A person who was told answered 知悉: the step is not repeated any more. The clock goes on.',
  schema: z.strictObject({ escalationId: EscalationId, caseId: CaseId }),
});
