import type { LinkCorrectionRow } from './read-link-corrections.js';

/** What people said of pairs of complaints, against what the software knew of them. */
export interface LinkReport {
  /** Put together by people and not taken back. */
  readonly together: number;
  readonly merged: number;
  readonly related: number;
  /** Of those: the software knew the same person, or counted both under one cause, or saw nothing in common. */
  readonly samePerson: number;
  readonly sameCause: number;
  readonly unknown: number;
  /** Put together and taken apart again. */
  readonly takenBack: number;
}

/** The last word on each pair counts; which of the two was named first does not matter. Pure. */
export function linkReport(rows: readonly LinkCorrectionRow[]): LinkReport {
  const pairs = Map.groupBy(rows, ({ deliveryId, otherDeliveryId }) =>
    [deliveryId, otherDeliveryId].toSorted().join(' '),
  );
  const last = [...pairs.values()].flatMap((said) =>
    said.toSorted((a, b) => a.correctedAt.getTime() - b.correctedAt.getTime()).slice(-1),
  );
  const standing = last.filter(({ kind }) => kind !== 'apart');
  const count = (test: (row: LinkCorrectionRow) => boolean): number => standing.filter(test).length;
  return {
    together: standing.length,
    merged: count(({ kind }) => kind === 'merged'),
    related: count(({ kind }) => kind === 'related'),
    samePerson: count(({ samePerson }) => samePerson),
    sameCause: count(({ sameCause }) => sameCause),
    unknown: count(({ samePerson, sameCause }) => !samePerson && !sameCause),
    takenBack: last.length - standing.length,
  };
}
