import type { EntityManager } from '@mikro-orm/postgresql';
import type { Period } from './read-corrections.js';

/** What a person said of two complaints. */
export interface LinkCorrectionRow {
  readonly deliveryId: string;
  readonly otherDeliveryId: string;
  readonly kind: 'merged' | 'related' | 'apart';
  readonly samePerson: boolean;
  readonly sameCause: boolean;
  /** Id in the roster. */
  readonly decidedBy: string;
  readonly correctedAt: Date;
}

/** What people said of pairs of complaints in a period, oldest first; under a preset where the first is. */
export async function readLinkCorrections(
  em: EntityManager,
  { since, preset }: Period,
): Promise<readonly LinkCorrectionRow[]> {
  const rows = await em.execute<(Omit<LinkCorrectionRow, 'correctedAt'> & { readonly correctedAt: string })[]>(
    `select l.delivery_id as "deliveryId", l.other_delivery_id as "otherDeliveryId", l.kind,
            l.same_person as "samePerson", l.same_cause as "sameCause", l.decided_by as "decidedBy",
            l.corrected_at as "correctedAt"
       from classification.link_correction l
       left join classification.assessment a on a.delivery_id = l.delivery_id
      where l.corrected_at >= coalesce(?::timestamptz, '-infinity') and a.preset = coalesce(?::text, a.preset)
      order by l.corrected_at, l.message_id`,
    [since?.toISOString() ?? null, preset],
  );
  return rows.map((row) => ({ ...row, correctedAt: new Date(row.correctedAt) }));
}
