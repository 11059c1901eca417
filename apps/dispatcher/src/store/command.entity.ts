import { defineEntity, p } from '@mikro-orm/postgresql';
import type { StoredCase } from './stored-case.js';

const CommandSchema = defineEntity({
  name: 'CommandRow',
  tableName: 'command',
  schema: 'cases',
  properties: {
    deliveryId: p.uuid().primary(),
    caseId: p.uuid(),
    person: p.string(),
    at: p.datetime(),
    verbs: p.array(),
    /** The case as it was, for 撤销; ids and codes only. */
    before: p.json<StoredCase>(),
    versionAfter: p.integer(),
    /** Last line of the case's history, and number of its facts, once it was done: what came after is others'. */
    historyAfter: p.integer(),
    factsAfter: p.integer(),
    /** What it caused to be sent, receipts apart. */
    notices: p.array(),
    undone: p.boolean(),
  },
});
/** A command that changed a case. */
export class CommandRow extends CommandSchema.class {}
CommandSchema.setClass(CommandRow);

const ParkedSchema = defineEntity({
  name: 'ParkedCommand',
  tableName: 'parked_command',
  schema: 'cases',
  properties: {
    /** The notice that asks for confirmation: answering it shows that the mailbox is the person's. */
    noticeId: p.uuid().primary(),
    deliveryId: p.uuid().unique(),
    caseId: p.uuid(),
    person: p.string(),
    /** The notice that the parked mail answered. */
    answered: p.string().nullable(),
    state: p.enum(['waiting', 'confirmed'] as const),
  },
});
/** A command that its sender's mail did not vouch for enough. Kept, never dropped. */
export class ParkedCommand extends ParkedSchema.class {}
ParkedSchema.setClass(ParkedCommand);
