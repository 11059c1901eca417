import type { WatchedCase } from '#libs/contracts/messages/case-event.schema.js';
import type { FactRecord } from '#libs/contracts/vocabulary.js';
import type { CaseEvent } from './case-event.js';

/**
 * What is known of a case after its next event. Facts add up; pauses and agreed limits come whole or stay; a reverted
 * case is what the event says and nothing else. A case that is closed has the fact of it, also where the message names none.
 */
export function applyEvent(before: WatchedCase | null, { type, data, occurredAt }: CaseEvent): WatchedCase {
  const { caseId, caseVersion, preset, unit, tag, category, urgent, stage, marks } = data;
  const earlier = type === 'case.reverted' ? [] : (before?.facts ?? []);
  const facts = mergeFacts(earlier, data.facts);
  return {
    ...{ caseId, caseVersion, preset, unit, tag, category, urgent, stage, marks },
    facts: stage === 'closed' ? withClosed(facts, occurredAt) : facts,
    pauses: 'pauses' in data ? data.pauses : (before?.pauses ?? []),
    agreedLimits: 'agreedLimits' in data ? data.agreedLimits : (before?.agreedLimits ?? []),
  };
}

/** Each fact and instant once, in order of time. */
export function mergeFacts(earlier: readonly FactRecord[], added: readonly FactRecord[]): FactRecord[] {
  const merged = new Map([...earlier, ...added].map((record) => [`${record.at} ${record.fact}`, record]));
  return [...merged.values()].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.fact.localeCompare(b.fact));
}

function withClosed(facts: FactRecord[], occurredAt: Date): FactRecord[] {
  const latest = facts.findLast((record) => record.fact === 'closed' || record.fact === 'registered');
  return latest?.fact === 'closed' ? facts : mergeFacts(facts, [{ fact: 'closed', at: occurredAt.toISOString() }]);
}
