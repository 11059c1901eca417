import { wordsAt } from '../facts/facts-of.js';
import type { FiredRule } from '../rules/fire-rules.js';
import { originalRange } from '../text/canonical-text.js';
import type { Reading } from '../text/reading.js';
import type { EvidenceItem } from './assessment.schema.js';

const mostItems = 12;

/** The words that made rules fire, as they stand in the original; one place is named once a rule. */
export function evidenceOf(fired: readonly FiredRule[], reading: Reading): EvidenceItem[] {
  const items: EvidenceItem[] = [];
  const seen = new Set<string>();
  for (const { rule, finds } of fired) {
    for (const { start, end } of finds.slice(0, 3)) {
      const key = `${rule.id}:${String(start)}`;
      if (seen.has(key) || items.length >= mostItems) {
        continue;
      }
      seen.add(key);
      const [from, to] = originalRange(reading.canonical, start, end);
      items.push({
        rule: rule.id,
        clause: rule.clauses[0] ?? null,
        words: wordsAt(reading, start, end),
        range: [from, to],
      });
    }
  }
  return items;
}
