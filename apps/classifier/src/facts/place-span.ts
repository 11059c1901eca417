/** Canonical offsets of a place. */
export type PlaceSpan = readonly [start: number, end: number];
