import type { EntityManager } from '@mikro-orm/postgresql';
import { AssessmentEntity, type AssessmentRow } from '../store/assessment.entity.js';
import { CorrectionEntity, type CorrectionRow } from '../store/correction.entity.js';

/** Which answers are looked at: from an instant of business time on, of one preset or of all. */
export interface Period {
  readonly since: Date | null;
  readonly preset: string | null;
}

/** Answers of a period, oldest first, and everything that people said of any case. */
export async function readCorrections(
  em: EntityManager,
  { since, preset }: Period,
): Promise<{ readonly answers: readonly AssessmentRow[]; readonly decided: readonly CorrectionRow[] }> {
  const answers = await em.find(
    AssessmentEntity,
    { ...(since === null ? {} : { assessedAt: { $gte: since } }), ...(preset === null ? {} : { preset }) },
    { orderBy: { assessedAt: 'asc', deliveryId: 'asc' } },
  );
  const decided = await em.find(CorrectionEntity, preset === null ? {} : { preset: [preset, null] });
  return { answers, decided };
}
