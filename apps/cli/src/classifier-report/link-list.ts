import type { LinkCorrectionRow } from '#apps/classifier/src/corrections/read-link-corrections.js';
import { tableLines } from '../administration/write-table.js';

const words: Readonly<Record<LinkCorrectionRow['kind'], string>> = {
  merged: 'one case',
  related: 'related',
  apart: 'taken back',
};

/** Who put which two complaints together, the latest first; nothing where nobody did. */
export function linkList(rows: readonly LinkCorrectionRow[]): string[] {
  if (rows.length === 0) {
    return [];
  }
  const heading = ['when', 'delivery', 'and', 'who', 'said', 'known as'];
  const lines = rows
    .toReversed()
    .map((row) => [
      row.correctedAt.toISOString().slice(0, 16),
      row.deliveryId.slice(0, 8),
      row.otherDeliveryId.slice(0, 8),
      row.decidedBy,
      words[row.kind],
      knownAs(row),
    ]);
  return ['', ...tableLines([heading, ...lines])];
}

function knownAs({ samePerson, sameCause }: LinkCorrectionRow): string {
  const known = [...(samePerson ? ['same person'] : []), ...(sameCause ? ['one cause'] : [])];
  return known.length === 0 ? '-' : known.join(', ');
}
