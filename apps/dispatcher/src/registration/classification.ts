import type { DataOf } from '#libs/contracts/catalogue.js';

/** What the classifier said of the first delivery of a case. */
export type Classification = Pick<
  DataOf<'complaint.classified'>,
  'tag' | 'abstained' | 'clauses' | 'category' | 'urgent' | 'anonymous' | 'missing' | 'rules' | 'repeats'
>;
