import type { Assessment, EvidenceItem } from '../assessment/assessment.schema.js';
import type { ComplaintText } from '../assessment/complaint-text.js';
import type { MaskedText } from '../masking/mask-text.js';
import type { Profile } from '../rules/profile.js';
import { combineOpinion, type LocalView } from './combine.decision.js';
import type { Opinion } from './opinion.js';

/** The category for which nothing speaks. */
const unknownCategory = 'other';

/**
 * The assessment with the opinion worked in. Whatever the complaint made the endpoint say, only the tag, its clauses and
 * a category where there was none can come of it: facts, demands, urgency and anonymity stay the classifier's own.
 */
export function joinOpinion(
  local: Assessment,
  view: Pick<LocalView, 'shares' | 'ruledMajor' | 'firmMajor'>,
  opinion: Opinion,
  about: {
    readonly complaint: ComplaintText;
    readonly masked: MaskedText;
    readonly profile: Profile;
    readonly trust: number;
  },
): Assessment {
  const { complaint, masked, profile, trust } = about;
  const combined = combineOpinion({ ...local, ...view }, opinion.tag, trust, profile);
  const original = `${complaint.subject}\n${complaint.text}`;
  const agreed = combined.tag === opinion.tag;
  const evidence = opinion.quotations.map(([start, end]): EvidenceItem => {
    const [from, to] = masked.originalRange(start, end);
    return { rule: 'opinion', clause: opinion.clauses[0] ?? null, words: original.slice(from, to), range: [from, to] };
  });
  return {
    ...local,
    ...combined,
    clauses: agreed && opinion.clauses.length > 0 ? [...opinion.clauses] : local.clauses,
    category: local.category === unknownCategory ? opinion.category : local.category,
    evidence: [...local.evidence, ...evidence],
  };
}
