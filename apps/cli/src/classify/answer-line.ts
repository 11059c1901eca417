import type { Assessment } from '#apps/classifier/src/assessment/assessment.schema.js';

/**
 * What `bin/redress classify` says of one text, as one line of JSON: the keys of the contract in its order, and behind
 * them what was asked for besides. The same text, rules and model give the same line.
 */
export function answerLine(id: string, answer: Assessment, more: { readonly opinion?: string } = {}): string {
  const { tag, abstained, confidence, clauses, category, urgent, anonymous, demands, facts, decidedBy } = answer;
  return JSON.stringify({
    id,
    tag,
    abstain: abstained,
    confidence: Number(confidence.toFixed(4)),
    clauses,
    category,
    urgent,
    anonymous,
    demands,
    facts,
    decidedBy,
    evidence: answer.evidence.map(({ rule, clause, words }) => ({ rule, clause, words })),
    ...more,
  });
}
