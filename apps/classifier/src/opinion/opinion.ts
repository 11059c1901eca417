import type { Tag } from '#libs/contracts/vocabulary.js';

/** What the endpoint thinks of a complaint, checked: in codes and in places of the masked text, so that it may be kept. */
export interface Opinion {
  readonly tag: Tag;
  /** Of the preset's clauses of this tag, the strongest first. */
  readonly clauses: readonly string[];
  readonly category: string;
  /** Where the quoted words stand in the masked text. */
  readonly quotations: readonly (readonly [start: number, end: number])[];
}

/** Why there is no opinion. None of these is the complaint's fault: the local answer counts. */
export const opinionFailures = [
  'unmaskable', // something of the sender would have left with the text
  'hour-spent',
  'day-spent',
  'resting', // the endpoint failed several times in a row
  'too-late', // the complaint has waited as long as it may
  'timeout',
  'unreachable',
  'untrusted', // its certificate is not signed by anybody known, has run out, or is another host's
  'redirected',
  'rate-limited',
  'server-error',
  'refused', // 4xx: key, model or request are not what the endpoint wants
  'too-large',
  'not-json',
  'wrong-shape',
  'unknown-clause',
  'made-up-quotation',
] as const;
export type OpinionFailure = (typeof opinionFailures)[number];

/** What came of asking. `asked`: a call was made and counts against the budget. */
export type OpinionResult =
  | { readonly kind: 'opinion'; readonly opinion: Opinion; readonly cached: boolean }
  | { readonly kind: 'none'; readonly code: OpinionFailure };

/** The endpoint itself did not do its part; after several of these it is left alone for a while. */
export function isEndpointsFault(code: string): boolean {
  return [
    'timeout',
    'unreachable',
    'untrusted',
    'redirected',
    'rate-limited',
    'server-error',
    'refused',
    'too-large',
  ].includes(code);
}
