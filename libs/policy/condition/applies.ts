import type { Channel, Tag } from '#libs/contracts/vocabulary.js';
import type { Condition } from '../preset/condition.schema.js';

/** What conditions look at; every `case.*` message carries it. */
export interface CaseView {
  readonly unit: string;
  readonly tag: Tag | null;
  readonly category: string | null;
  readonly urgent: boolean;
  readonly marks: readonly string[];
  /** Left out by those who do not know it: then no condition on a channel holds. */
  readonly channel?: Channel;
}

/** Whether all that a condition says holds of a case. */
export function applies(condition: Condition, view: CaseView): boolean {
  return (
    (condition.tag === undefined || condition.tag.includes(view.tag ?? 'none')) &&
    (condition.category === undefined || (view.category !== null && condition.category.includes(view.category))) &&
    (condition.unit === undefined || condition.unit.includes(view.unit)) &&
    (condition.channel === undefined || (view.channel !== undefined && condition.channel.includes(view.channel))) &&
    (condition.urgent === undefined || condition.urgent === view.urgent) &&
    (condition.marks === undefined || condition.marks.every((mark) => view.marks.includes(mark))) &&
    (condition.unmarked === undefined || !condition.unmarked.some((mark) => view.marks.includes(mark)))
  );
}
