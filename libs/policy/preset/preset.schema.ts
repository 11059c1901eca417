import { z } from 'zod';
import { ClauseEntry, ClauseId, Code, Key, Title } from './entry.schema.js';
import * as governance from './governance.schema.js';
import * as handling from './handling.schema.js';
import * as intake from './intake.schema.js';
import { Clock, Milestone } from './milestone.schema.js';
import * as notice from './notice.schema.js';
import * as people from './people.schema.js';
import type { Calendar } from '../calendar/calendar.schema.js';

/** What identifies a preset and its version. Never merged into another preset. */
export const presetHead = {
  id: Key,
  /** A case keeps the version it was opened under (ME-0.9). */
  version: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]*$/u),
  /** From the start of this day on new cases are opened under it. */
  effectiveFrom: z.iso.date(),
  /** Null: a draft, which does not take effect while another version is approved, or where `adoption` wants it (SI-6.3). */
  approval: governance.PolicyApproval.nullable(),
  title: Title,
  summary: Title.optional(),
};

/** The policy proper: what one preset can take over from another, and an overlay can add to. */
export const presetBody = {
  timeZone: z.string().min(1),
  /** Language of notices where the complainant's is not among the templates'. */
  language: z.enum(['zh', 'en']),
  clauses: z.record(ClauseId, ClauseEntry),

  // what comes in
  channels: intake.Channels,
  natures: intake.Natures,
  complainantKinds: z.record(Key, intake.ComplainantKind),
  unitKinds: z.record(Key, people.UnitKind),
  departments: z.record(Key, people.Department),
  categories: z.record(Key, intake.Category),
  tags: intake.Tags,
  urgency: intake.Urgency,
  marks: z.record(Key, governance.Mark),
  demands: z.record(Key, Code),
  classification: intake.Classification,
  record: intake.RecordDuty,
  numbering: intake.Numbering,
  registration: intake.Registration,
  joining: intake.Joining,
  repeats: intake.Repeats.nullable(),
  groups: intake.Groups.nullable(),

  // who
  roles: z.record(Key, people.Role),
  roleGroups: z.record(Key, people.RoleGroup),
  shifts: z.record(Key, people.Shift),

  // by when
  clocks: z.record(Key, Clock),
  milestones: z.record(Key, Milestone),
  extension: handling.Extension.nullable(),

  // how
  stages: z.record(Key, handling.StageEntry),
  dispatching: handling.Dispatching,
  plan: handling.PlanDuty,
  approvals: z.record(Key, handling.Approval),
  gates: z.record(Key, handling.Gate),
  tasks: z.record(Key, handling.Task),
  activation: handling.Activation.nullable(),
  suspension: handling.Suspension.nullable(),
  transfer: handling.Transfer,
  conflictOfInterest: z.record(Key, handling.ConflictRule),
  referral: handling.Referral.nullable(),
  silence: handling.Silence,
  statements: handling.Statements.nullable(),
  goodwill: handling.Goodwill,
  causeCodes: z.record(Key, Code),

  // what is said
  templates: z.record(Key, notice.Template),
  wording: notice.Wording,
  quietHours: notice.QuietHours,
  undo: notice.Undo,
  privacy: notice.Privacy,

  // how it is governed
  adoption: governance.Adoption.nullable(),
  trust: governance.Trust,
  reports: z.record(Key, governance.Report),
  retention: z.record(Key, governance.Retention),
};

/** One company's policy, complete: every overlay and every preset it extends already merged in. */
export const PresetDocument = z.strictObject({
  ...presetHead,
  ...presetBody,
  overlays: z.array(governance.OverlayUse),
});

/** A preset as services use it. */
export type Preset = z.infer<typeof PresetDocument> & {
  /** The calendars that its clocks name, by key. */
  readonly calendars: Readonly<Record<string, Calendar>>;
};
