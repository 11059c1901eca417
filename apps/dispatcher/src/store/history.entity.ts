import { defineEntity, p } from '@mikro-orm/postgresql';

const HistorySchema = defineEntity({
  name: 'HistoryRow',
  tableName: 'history',
  schema: 'cases',
  properties: {
    caseId: p.uuid().primary(),
    seq: p.integer().primary(),
    at: p.datetime(),
    event: p.string(),
    /** A person of the roster, `complainant` or `system`. */
    actor: p.string(),
    /** The words, in the vault. */
    item: p.uuid().nullable(),
    codes: p.json<Readonly<Record<string, string>>>(),
  },
});
/** A line of a case's history. Append only; the database refuses update and delete. */
export class HistoryRow extends HistorySchema.class {}
HistorySchema.setClass(HistoryRow);
