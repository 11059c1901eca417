import { z } from 'zod';

/** Opaque identifiers. Each is its own type, so that a case id cannot be passed as a delivery id. */
export const DeliveryId = z.uuid().brand<'DeliveryId'>();
export type DeliveryId = z.infer<typeof DeliveryId>;

export const CaseId = z.uuid().brand<'CaseId'>();
export type CaseId = z.infer<typeof CaseId>;

export const NoticeId = z.uuid().brand<'NoticeId'>();
export type NoticeId = z.infer<typeof NoticeId>;

export const MessageId = z.uuid().brand<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;

export const DeadlineId = z.uuid().brand<'DeadlineId'>();
export type DeadlineId = z.infer<typeof DeadlineId>;

export const EscalationId = z.uuid().brand<'EscalationId'>();
export type EscalationId = z.infer<typeof EscalationId>;

/** A person's key in the roster (staff, not a customer). */
export const PersonId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/u)
  .brand<'PersonId'>();
export type PersonId = z.infer<typeof PersonId>;

/** Supplies new random ids; passed in, so that tests can foresee them. */
export abstract class Identities {
  abstract next(): string;
}
