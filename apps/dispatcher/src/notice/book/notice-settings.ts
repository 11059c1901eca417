import { defaultLoopBudget } from '../budget/loop-budget.decision.js';
import type { LoopBudget } from '../budget/loop-budget.decision.js';

const dayMs = 24 * 60 * 60 * 1000;

/** Half a year: a customer may answer "is it settled?" late, and that reopens the case. */
const defaultTokenLifetimeMs = 180 * dayMs;

export class NoticeSettings {
  constructor(
    /** How long a reply token may give commands, milliseconds of business time. */
    readonly tokenLifetimeMs: number = defaultTokenLifetimeMs,
    readonly loopBudget: LoopBudget = defaultLoopBudget,
  ) {}
}
