import type { Preset } from '#libs/policy/preset/preset.schema.js';
import type { CaseState } from '../case/case.state.js';
import { isStatement } from './statement.decision.js';

/** Within what time a group must hear what its leading case is told (PG-12); null: at its time, as any other notice. Pure. */
export function groupLimitMs(
  state: Pick<CaseState, 'marks'>,
  template: string,
  { groups, statements }: Pick<Preset, 'groups' | 'statements'>,
): number | null {
  const concerned = groups !== null && state.marks.includes(groups.mark) && isStatement(template);
  return concerned && statements !== null ? statements.changeToldWithinSeconds * 1_000 : null;
}
