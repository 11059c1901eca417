/**
 * The closed lists that messages, tables, presets and commands share. Words are the field's own
 * (ISO 10002 / GB/T 19012, RFC 5322, RFC 3834, RFC 3464).
 *
 * delivery  one arrival over one transport; ends in exactly one named outcome
 * message   what a delivery carried, once parsed; immutable
 * case      one complaint under way, with a number, a policy version and a stage
 * desk      the people who decide what the software only proposes
 * handler   the person who works on a case
 * notice    one outgoing message with its delivery state
 * milestone something that must happen on a case within a limit
 * deadline  a milestone of one case with its due instant
 */
import { z } from 'zod';

export const services = ['ingestor', 'classifier', 'dispatcher', 'watchdog'] as const;
export const Service = z.enum(services);
export type Service = z.infer<typeof Service>;

/** What a complaint may turn out to be. `minor` only where a preset has it (PC-10.1). */
export const Tag = z.enum(['minor', 'general', 'major', 'invalid']);
export type Tag = z.infer<typeof Tag>;

/** The way a complaint came in (PG-1, SI-12). The origin code inside a channel is the preset's. */
export const Channel = z.enum(['mail', 'sms', 'fax', 'web', 'staff']);
export type Channel = z.infer<typeof Channel>;

export const Language = z.enum(['zh', 'zh-hant', 'en', 'mixed']);
export type Language = z.infer<typeof Language>;

/**
 * Instants that limits start from or end at; the `from` and `until` of the clause register.
 * `told` means accepted by the next mail server or SMS provider, not queued.
 */
export const Fact = z.enum([
  'received', // IMAP INTERNALDATE, SMTP accept or webhook instant
  'registered', // numbered and on record
  'acknowledged', // acknowledgement told to the complainant
  'tagged', // the tag now in force was given
  'tagged-major',
  'department-told',
  'heads-told',
  'management-told',
  'investigation-told',
  'assigned',
  'accepted', // a handler took it
  'contacted', // contact with the customer on record
  'human-response-told', // accept or contact by a person, told to the customer
  'diagnosed', // first diagnosis of a complex matter
  'planned', // person, measures and limit on record
  'plan-submitted', // plan handed to legal or approval
  'opinion-filed', // legal's opinion
  'approved',
  'customer-told-plan',
  'customer-agreed',
  'progress-told',
  'resolved',
  'result-filed',
  'rectification-filed',
  'repair-plan-filed', // plan to mend the relationship (PC-15)
  'confirmed', // the customer says it is settled
  'return-visit',
  'escalated-repeat',
  'activation-decided',
  'analysis-filed',
  'summary-filed',
  'plan-drafted', // the problem group or the departments have worked out a plan
  'report-filed', // a report to superiors was written
  'opinion-reported', // what media and the public say was passed on to the team
  'suspended', // business was ordered to stop
  'suspension-acknowledged',
  'suspension-lifted',
  'closed',
]);
export type Fact = z.infer<typeof Fact>;

/** A fact of one case. The same fact may come again (a second plan); the latest counts. */
export const FactRecord = z.strictObject({ fact: Fact, at: z.iso.datetime() });
export type FactRecord = z.infer<typeof FactRecord>;

/** An interval in which clocks of a case stand still, with its cause. `until` null: still running. */
export const PauseRecord = z.strictObject({
  cause: z.enum(['waiting-for-customer', 'waiting-for-third-party', 'agreed-with-customer']),
  from: z.iso.datetime(),
  until: z.iso.datetime().nullable(),
});
export type PauseRecord = z.infer<typeof PauseRecord>;

/** A preset and the version of it that a case was opened under (ME-0.9). */
export const PresetRef = z.strictObject({ id: z.string().min(1), version: z.string().min(1) });
export type PresetRef = z.infer<typeof PresetRef>;

/**
 * received     on record, not yet numbered
 * registered   numbered; waits for tag or desk
 * assigned     a handler has been told
 * accepted     a handler took it
 * planned      a plan is in force and being carried out
 * in-approval  a plan waits for legal or approval
 * resolved     done; the complainant has been asked
 * closed       ended, with a reason
 */
export const Stage = z.enum([
  'received',
  'registered',
  'assigned',
  'accepted',
  'in-approval',
  'planned',
  'resolved',
  'closed',
]);
export type Stage = z.infer<typeof Stage>;

export const CloseReason = z.enum(['confirmed', 'unconfirmed', 'invalid', 'referred', 'merged', 'withdrawn']);
export type CloseReason = z.infer<typeof CloseReason>;

/** How sure we are that a mail comes from whom it says (RFC 7489). */
export const DmarcVerdict = z.enum(['pass', 'fail', 'unknown']);
export type DmarcVerdict = z.infer<typeof DmarcVerdict>;

export const NoticeChannel = z.enum(['mail', 'sms']);
export type NoticeChannel = z.infer<typeof NoticeChannel>;
