import { defineEntity, p } from '@mikro-orm/postgresql';
import { NoticeChannel } from '#libs/contracts/vocabulary.js';

export const partyChannels = [...NoticeChannel.options, 'voice'] as const;
export type PartyChannel = (typeof partyChannels)[number];

const PartySchema = defineEntity({
  name: 'Party',
  tableName: 'party',
  schema: 'cases',
  properties: {
    id: p.uuid().primary(),
    caseId: p.uuid(),
    /** `voice`: a number that can only be called; nothing is sent there. */
    channel: p.enum(partyChannels),
    /** Keyed fingerprint of the normalised address; the address itself is item `party` of the vault. */
    fingerprint: p.string(),
    item: p.uuid(),
  },
});
/** A complainant of a case, by one address. */
export class Party extends PartySchema.class {}
PartySchema.setClass(Party);
