import type { Assessment } from '../assessment/assessment.schema.js';
import type { LabelledText } from '../training/labelled-text.schema.js';

/** An answer beside what people say. */
export interface Prediction {
  readonly text: LabelledText;
  readonly answer: Pick<
    Assessment,
    | 'tag'
    | 'abstained'
    | 'confidence'
    | 'category'
    | 'urgent'
    | 'anonymous'
    | 'demands'
    | 'clauses'
    | 'facts'
    | 'decidedBy'
  >;
}
