import type { Model } from '../model/model.js';
import type { Families } from '../rules/profile-of.js';
import type { RuleBook } from '../rules/rule-book.js';

/** What opinions are formed with; loaded once at the start. */
export class Reasoning {
  constructor(
    readonly book: RuleBook,
    readonly families: Families,
    /** Null: the rules decide alone. */
    readonly model: Model | null,
  ) {}
}
