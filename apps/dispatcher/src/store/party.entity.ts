import { defineEntity, p } from '@mikro-orm/postgresql';
import { NoticeChannel } from '#libs/contracts/vocabulary.js';

const PartySchema = defineEntity({
  name: 'Party',
  tableName: 'party',
  schema: 'cases',
  properties: {
    id: p.uuid().primary(),
    caseId: p.uuid(),
    channel: p.enum(NoticeChannel.options),
    /** Keyed fingerprint of the normalised address; the address itself is item `party` of the vault. */
    fingerprint: p.string(),
    item: p.uuid(),
  },
});
/** A complainant of a case, by one address. */
export class Party extends PartySchema.class {}
PartySchema.setClass(Party);
