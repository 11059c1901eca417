import type { RefusalCode, Refused } from '../case/case.decision.js';
import type { PersonId } from '#libs/contracts/identity.js';
import type { CaseState } from '../case/case.state.js';
import type { CaseCommand } from '../command/decide-command.js';
import { nextByStage, nextForOthers, refusals, stageNames, understood } from './receipt-texts.zh.js';

/** What a mail brought about; 撤销 is carried out apart from the commands that a decision answers. */
export type DoneCommand = CaseCommand | { readonly verb: 'undo' | 'merge' | 'link' };

export interface Receipt {
  /** What was understood and done, one line a command. */
  readonly understood: readonly string[];
  /** Why the rest was not done; null when all was. */
  readonly problem: string | null;
  /** What is due now. */
  readonly next: string;
}

/** Tells `reader` what was understood and what is due next, or why nothing was changed (DESIGN 4). Pure. */
export function writeReceipt(
  state: Pick<CaseState, 'stage' | 'handler'>,
  reader: PersonId,
  done: readonly DoneCommand[],
  refusal: Refused | null,
): Receipt {
  const next = nextByStage[state.stage];
  return {
    understood: done.map((command) => understood[command.verb]),
    problem: refusal && fill(refusals[refusal.code satisfies RefusalCode], named(refusal.details)),
    next: state.handler === reader ? next : (nextForOthers[state.stage] ?? next),
  };
}

/** Stages by their names for people. */
function named(details: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { stage } = details;
  return stage === undefined ? details : { ...details, stage: nameOfStage(stage) };
}

function nameOfStage(stage: string): string {
  return (stageNames as Readonly<Record<string, string>>)[stage] ?? stage;
}

function fill(text: string, details: Readonly<Record<string, string>>): string {
  return text.replace(/\{(?<key>\w+)\}/gu, (_, key: string) => details[key] ?? '').trim();
}
