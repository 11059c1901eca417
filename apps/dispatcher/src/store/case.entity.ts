import { defineEntity, p } from '@mikro-orm/postgresql';
import type { AgreedLimit } from '#libs/contracts/messages/case-event.schema.js';
import {
  Channel,
  CloseReason,
  Language,
  NoticeChannel,
  Stage,
  Tag,
  type FactRecord,
  type PauseRecord,
} from '#libs/contracts/vocabulary.js';
import type { DeskQuestion, ExtensionRequest, Plan, Transfer } from '../case/case.state.js';

const activations = ['asked', 'active', 'declined'] as const;

/** A plan as JSON: instants are ISO 8601 there. */
export type StoredPlan = Omit<Plan, 'dueAt'> & { readonly dueAt: string };
export type StoredTask = { readonly task: string; readonly openedAt: string; readonly filedAt: string | null };
export type StoredExtension = Omit<ExtensionRequest, 'dueAt'> & { readonly dueAt: string };

const CaseSchema = defineEntity({
  name: 'CaseRow',
  tableName: 'case_row',
  schema: 'cases',
  properties: {
    id: p.uuid().primary(),
    version: p.integer(),
    presetId: p.string(),
    presetVersion: p.string(),
    unit: p.string(),
    deliveryId: p.uuid().unique(),
    channel: p.enum(Channel.options),
    origin: p.string(),
    language: p.enum(Language.options),
    receivedAt: p.datetime(),
    /** Business instant at which the case is numbered without a classification; null once it has its number. */
    numberBy: p.datetime().nullable(),
    reachableBy: p.enum(NoticeChannel.options).nullable(),
    number: p.string().nullable(),
    stage: p.enum(Stage.options),
    tag: p.enum(Tag.options).nullable(),
    clauses: p.array(),
    category: p.string().nullable(),
    urgent: p.boolean(),
    marks: p.array(),
    question: p.json<DeskQuestion>().nullable(),
    acknowledged: p.boolean(),
    department: p.string().nullable(),
    handler: p.string().nullable(),
    keptOut: p.array(),
    transfer: p.json<Transfer>().nullable(),
    plan: p.json<StoredPlan>().nullable(),
    extension: p.json<StoredExtension>().nullable(),
    tasks: p.json<readonly StoredTask[]>(),
    activation: p.enum(activations).nullable(),
    complainantKind: p.string().nullable(),
    facts: p.json<readonly FactRecord[]>(),
    pauses: p.json<readonly PauseRecord[]>(),
    agreedLimits: p.json<readonly AgreedLimit[]>(),
    closeReason: p.enum(CloseReason.options).nullable(),
  },
});
export class CaseRow extends CaseSchema.class {}
CaseSchema.setClass(CaseRow);
