import type { PauseRecord } from '#libs/contracts/vocabulary.js';
import { settlePauses } from '../calendar/passing.js';
import type { Title } from '../preset/entry.schema.js';
import type { Milestone } from '../preset/milestone.schema.js';
import type { Preset } from '../preset/preset.schema.js';
import { factTitles } from '../words/fact-titles.table.js';
import { instantWords } from '../words/instant-words.js';
import { durationWords, limitWords } from '../words/limit-words.js';
import type { Deadline, LadderInstant } from './deadline.js';
import { passingOf } from './deadlines-of.js';
import { explainArithmetic, explainPause } from './explain-arithmetic.js';

/** The arithmetic of one deadline, line by line, in Chinese and English. */
export function explainDeadline(
  preset: Preset,
  deadline: Deadline,
  about: { readonly pauses: readonly PauseRecord[] },
  now: Date,
): Title[] {
  const milestone = preset.milestones[deadline.milestone];
  if (milestone === undefined) {
    throw new Error(`preset ${preset.id} has no milestone ${deadline.milestone}`);
  }
  return [
    both(`${milestone.title.zh}（${deadline.milestone}）`, `${milestone.title.en} (${deadline.milestone})`),
    ...clauseLines(preset, deadline),
    startLine(preset, milestone, deadline),
    limitLine(milestone, deadline),
    ...(deadline.agreed ? [] : explainArithmetic(passingOf(preset, milestone.clock), deadline.from, milestone.limit)),
    ...pauseLines(preset, milestone, deadline, about.pauses, now),
    dueLine(preset, deadline),
    ...deadline.warnAt.map((at) => line('预警', 'Warned at', instantWords(at, preset.timeZone))),
    ...deadline.ladder.map((step) => ladderLine(preset, step)),
    ...missedLine(preset, deadline),
    stateLine(preset, milestone, deadline, now),
  ];
}

const both = (zh: string, en: string): Title => ({ zh, en });
const line = (zh: string, en: string, value: string): Title => both(`${zh}：${value}`, `${en}: ${value}`);

function clauseLines(preset: Preset, { clauses }: Deadline): Title[] {
  return clauses.map((id) => {
    const clause = preset.clauses[id];
    return clause === undefined
      ? both('依据：条款未作规定，本系统默认', 'Basis: the rules are silent; default of this system')
      : both(`依据：${id}（${clause.source}）${clause.duty.zh}`, `Basis: ${id} (${clause.source}) ${clause.duty.en}`);
  });
}

function startLine({ timeZone }: Preset, { from, until }: Milestone, deadline: Deadline): Title {
  const at = instantWords(deadline.from, timeZone);
  return both(
    `起算：${at} ${factTitles[from].zh}；以“${factTitles[until].zh}”为完成`,
    `From: ${at}, ${factTitles[from].en}; until: ${factTitles[until].en}`,
  );
}

function limitLine(milestone: Milestone, { agreed }: Deadline): Title {
  const words = limitWords(milestone.limit);
  return agreed
    ? both(`时限：${words.zh}，已由有权人另行确定`, `Limit: ${words.en}, replaced by one that was agreed`)
    : both(`时限：${words.zh}`, `Limit: ${words.en}`);
}

function pauseLines(
  preset: Preset,
  milestone: Milestone,
  deadline: Deadline,
  records: readonly PauseRecord[],
  now: Date,
): Title[] {
  if (deadline.agreed || records.length === 0) {
    return [];
  }
  if (!milestone.pausable) {
    return [both('暂停：不适用，本时限不因暂停而停', 'Pauses: this limit goes on whatever is paused')];
  }
  const asOf = deadline.satisfiedAt ?? deadline.droppedAt ?? now;
  const pauses = records.map((record) => ({
    from: new Date(record.from),
    until: record.until === null ? null : new Date(record.until),
  }));
  return settlePauses(
    pauses.filter((pause) => pause.from < asOf),
    asOf,
  ).map((pause) => {
    const { from, until, seconds } = explainPause(passingOf(preset, milestone.clock), deadline.from, pause);
    const words = durationWords(seconds);
    const span = `${instantWords(from, preset.timeZone)} – ${instantWords(until, preset.timeZone)}`;
    return both(`暂停：${span}，计时停止${words.zh}`, `Paused: ${span}, the clock stood still for ${words.en}`);
  });
}

function dueLine({ timeZone }: Preset, { dueAt, paused }: Deadline): Title {
  if (dueAt === null) {
    return both('到期：尚未确定', 'Due: not set yet');
  }
  const at = instantWords(dueAt, timeZone);
  return paused
    ? both(`到期：暂停中，如现在恢复则为 ${at}`, `Due: paused; if resumed now, ${at}`)
    : line('到期', 'Due', at);
}

const channelNames = { mail: { zh: '邮件', en: 'mail' }, sms: { zh: '短信', en: 'SMS' } } as const;

function ladderLine(preset: Preset, { step, at, repeatsAt, roles, channels }: LadderInstant): Title {
  const when = instantWords(at, preset.timeZone);
  const titles = roles.map((role) => preset.roles[role]?.title ?? both(role, role));
  const again = repeatsAt.length === 0 ? null : repeatsAt.length;
  return both(
    `升级第${step}级：${when} 通知${titles.map((title) => title.zh).join('、')}（${channels.map((channel) => channelNames[channel].zh).join('、')}）${again === null ? '' : `，未知悉则重复${again}次`}`,
    `Step ${step}: ${when} to ${titles.map((title) => title.en).join(', ')} (${channels.map((channel) => channelNames[channel].en).join(', ')})${again === null ? '' : `, repeated up to ${again} times`}`,
  );
}

function missedLine(preset: Preset, { missedTag }: Deadline): Title[] {
  if (missedTag === null) {
    return [];
  }
  const title = preset.tags[missedTag]?.title ?? both(missedTag, missedTag);
  return [both(`逾期后果：转为${title.zh}投诉`, `If missed: the case becomes ${title.en}`)];
}

function stateLine(
  { timeZone }: Preset,
  milestone: Milestone,
  { dueAt, satisfiedAt, droppedAt }: Deadline,
  now: Date,
): Title {
  if (satisfiedAt !== null) {
    const at = instantWords(satisfiedAt, timeZone);
    return dueAt !== null && satisfiedAt > dueAt
      ? both(
          `现状：${at} ${factTitles[milestone.until].zh}，已逾期`,
          `State: ${factTitles[milestone.until].en} ${at}, too late`,
        )
      : both(
          `现状：${at} ${factTitles[milestone.until].zh}，按时`,
          `State: ${factTitles[milestone.until].en} ${at}, in time`,
        );
  }
  if (droppedAt !== null) {
    return line('现状：已结案', 'State: closed', instantWords(droppedAt, timeZone));
  }
  return dueAt !== null && now >= dueAt
    ? both('现状：已逾期', 'State: missed')
    : both('现状：进行中', 'State: running');
}
