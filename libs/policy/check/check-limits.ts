import { isTimeZone } from '../load/is-time-zone.js';
import { parseNumberPattern } from '../numbering/number-pattern.js';
import type { Limit } from '../preset/limit.schema.js';
import type { Preset } from '../preset/preset.schema.js';
import { wrong, type CheckFinding } from './finding.js';

/** Limits that their clock cannot count, milestones that end where they begin, patterns that give no unique number. */
export function checkLimits(preset: Preset): CheckFinding[] {
  const findings: CheckFinding[] = [];
  const countable = (path: readonly PropertyKey[], limit: Limit, clock: string): void => {
    if (limit.kind === 'working-days' && preset.clocks[clock]?.kind === 'round-the-clock') {
      findings.push(wrong(path, `${limit.text} needs a clock of working time, not ${clock}`));
    }
  };
  for (const [key, milestone] of Object.entries(preset.milestones)) {
    const path = ['milestones', key];
    for (const [at, limit] of [
      [['limit'], milestone.limit] as const,
      ...milestone.ladder.flatMap((step, index) =>
        step.repeat === undefined ? [] : [[['ladder', index, 'repeat', 'every'], step.repeat.every] as const],
      ),
    ]) {
      if (isNothing(limit)) {
        findings.push(wrong([...path, ...at], `${limit.text} is over as it begins: write how long, e.g. 15min`));
      }
    }
    countable([...path, 'limit'], milestone.limit, milestone.clock);
    for (const [index, step] of milestone.ladder.entries()) {
      countable([...path, 'ladder', index, 'after'], step.after, milestone.clock);
      if (step.repeat !== undefined) {
        countable([...path, 'ladder', index, 'repeat', 'every'], step.repeat.every, milestone.clock);
      }
    }
    if (milestone.from === milestone.until) {
      findings.push(wrong([...path, 'until'], 'is the fact it starts from'));
    }
  }
  for (const part of ['reminderAfter', 'callTaskAfter', 'closeAfter'] as const) {
    countable(['silence', part], preset.silence[part], preset.silence.clock);
  }
  if (parseNumberPattern(preset.numbering.pattern) === null) {
    findings.push(
      wrong(['numbering', 'pattern'], 'may hold {yyyy} {yy} {MM} {dd} {type} {unit} and must hold one {seq:n}'),
    );
  }
  if (!isTimeZone(preset.timeZone)) {
    findings.push(wrong(['timeZone'], `there is no time zone ${preset.timeZone}`));
  }
  return findings;
}

function isNothing(limit: Limit): boolean {
  switch (limit.kind) {
    case 'time':
      return limit.seconds === 0;
    case 'working-days':
      return limit.days === 0;
    case 'months':
      return limit.months === 0;
    case 'set':
      return false;
  }
  return limit satisfies never;
}
