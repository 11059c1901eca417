import type { RefusalCode, Refused } from '../case/case.decision.js';
import type { CaseState } from '../case/case.state.js';
import type { CaseCommand } from '../command/decide-command.js';
import { nextByStage, refusals, understood } from './receipt-texts.zh.js';

/** What a mail brought about; 撤销 is carried out apart from the commands that a decision answers. */
export type DoneCommand = CaseCommand | { readonly verb: 'undo' };

export interface Receipt {
  /** What was understood and done, one line a command. */
  readonly understood: readonly string[];
  /** Why the rest was not done; null when all was. */
  readonly problem: string | null;
  /** What is due now. */
  readonly next: string;
}

/** Says what was understood and what is due next, or why nothing was changed (DESIGN 4). Pure. */
export function writeReceipt(state: CaseState, done: readonly DoneCommand[], refusal: Refused | null): Receipt {
  return {
    understood: done.map((command) => understood[command.verb]),
    problem: refusal && fill(refusals[refusal.code satisfies RefusalCode], refusal.details),
    next: nextByStage[state.stage],
  };
}

function fill(text: string, details: Readonly<Record<string, string>>): string {
  return text.replace(/\{(?<key>\w+)\}/gu, (_, key: string) => details[key] ?? '').trim();
}
