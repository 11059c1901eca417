import { describe, expect, it } from '@jest/globals';
import { policyFiles, presetOf } from '../testing/policy-files.js';
import { deadlinesOf, type WatchedFacts } from './deadlines-of.js';
import { explainDeadline } from './explain-deadline.js';

const preset = presetOf(policyFiles(), 'property-group');
const at = (local: string): string => new Date(`${local}:00+08:00`).toISOString();
const case0: WatchedFacts = {
  unit: 'yunhu',
  tag: 'general',
  category: 'safety',
  urgent: false,
  stage: 'assigned',
  marks: [],
  facts: [],
  pauses: [],
  agreedLimits: [],
};

function explain(milestone: string, about: Partial<WatchedFacts>, now: string): { zh: string[]; en: string[] } {
  const watched = { ...case0, ...about };
  const instant = new Date(at(now));
  const lines = deadlinesOf(preset, watched, instant)
    .filter((deadline) => deadline.milestone === milestone)
    .flatMap((deadline) => explainDeadline(preset, deadline, watched, instant));
  return { zh: lines.map((line) => line.zh), en: lines.map((line) => line.en) };
}

const registered = { facts: [{ fact: 'registered' as const, at: at('2026-09-29T10:00') }] };

describe('the arithmetic of a limit', () => {
  it('shows each day, why it counts or does not, the clause and the ladder (PG-18.2)', () => {
    const { zh, en } = explain('resolution', registered, '2026-09-30T09:00');

    expect(zh).toEqual([
      '一般投诉处理完成（resolution）',
      '依据：PG-18.2（第十八条）一般1-3个工作日，重大3-7个工作日',
      '依据：PG-11（第十一条）严守时限，不得停滞',
      '起算：2026-09-29 10:00 登记；以“处理完成”为完成',
      '时限：3个工作日',
      '计算：按中国大陆工作日，每日 09:00-12:00 13:30-18:00（Asia/Shanghai）',
      '  2026-09-29 起算日不计',
      '  2026-09-30 周三 第1个工作日',
      ...['01', '02', '03', '04', '05', '06', '07'].map((day) => `  2026-10-${day} 国庆节 不计`),
      '  2026-10-08 周四 第2个工作日',
      '  2026-10-09 周五 第3个工作日',
      '  末日以停止业务活动的时间为截止：2026-10-09 18:00（民法典第二百零三条）',
      '到期：2026-10-09 18:00',
      '预警：2026-10-08 09:30',
      '预警：2026-10-09 10:42',
      '升级第1级：2026-10-09 18:00 通知部门负责人、单位负责人（邮件、短信）',
      '逾期后果：转为重大投诉',
      '现状：进行中',
    ]);
    expect(en).toContain('  2026-10-08 Thursday: working day 2');
    expect(en).toContain('Due: 2026-10-09 18:00');
    expect(en).toHaveLength(zh.length);
  });

  it('shows what pauses took away', () => {
    const pauses = [
      { cause: 'waiting-for-customer' as const, from: at('2026-09-30T09:00'), until: at('2026-09-30T15:30') },
    ];
    const { zh } = explain('resolution', { ...registered, pauses }, '2026-10-08T09:00');

    expect(zh).toContain('暂停：2026-09-30 09:00 – 2026-09-30 15:30，计时停止5小时');
    expect(zh).toContain('到期：2026-10-10 15:30');
  });

  it('shows the stretches of working hours that count (PG-22)', () => {
    const { zh, en } = explain(
      'takeover',
      { facts: [{ fact: 'assigned', at: at('2026-11-18T16:30') }] },
      '2026-11-18T17:00',
    );

    expect(zh).toContain('  2026-11-18 16:30 – 18:00 计1小时30分钟');
    expect(zh).toContain('  2026-11-19 09:00 – 09:30 计30分钟');
    expect(en).toContain('  2026-11-19 09:00 – 09:30 counts 30 minutes');
  });

  it('says whether it was reached in time, too late or not at all', () => {
    const facts = (acknowledged: string) => ({
      facts: [
        { fact: 'received' as const, at: at('2026-11-18T10:00') },
        { fact: 'acknowledged' as const, at: at(acknowledged) },
      ],
    });

    expect(explain('response', facts('2026-11-18T10:04'), '2026-11-18T11:00').zh.at(-1)).toBe(
      '现状：2026-11-18 10:04 受理回执已送达客户，按时',
    );
    expect(explain('response', facts('2026-11-18T10:06'), '2026-11-18T11:00').zh.at(-1)).toBe(
      '现状：2026-11-18 10:06 受理回执已送达客户，已逾期',
    );
    expect(
      explain('response', { facts: facts('2026-11-18T10:06').facts.slice(0, 1) }, '2026-11-18T11:00').zh.at(-1),
    ).toBe('现状：已逾期');
  });

  it('says when a limit was agreed, waits to be set, or rests on holidays not announced yet', () => {
    const agreed = explain(
      'resolution',
      { ...registered, agreedLimits: [{ milestone: 'resolution', dueAt: at('2026-10-16T18:00') }] },
      '2026-10-01T09:00',
    );
    expect(agreed.zh).toContain('时限：3个工作日，已由有权人另行确定');
    expect(agreed.zh).toContain('到期：2026-10-16 18:00');

    expect(
      explain('plan-limit', { facts: [{ fact: 'planned', at: at('2026-11-18T10:00') }] }, '2026-11-18T11:00').zh,
    ).toContain('到期：尚未确定');

    const later = explain(
      'resolution',
      { facts: [{ fact: 'registered', at: at('2028-01-24T10:00') }] },
      '2028-01-24T11:00',
    );
    expect(later.zh).toContain('  2028-01-26 春节 不计（放假安排未公布，按法定节假日推算）');
  });
});
