import { describe, expect, it } from '@jest/globals';
import { readCommand } from './read-command.js';

const commandsOf = (text: string): unknown => {
  const reading = readCommand(text);
  return reading.kind === 'commands' ? reading.commands : reading;
};

describe('what a handler writes', () => {
  it.each([
    '接单',
    ' 接单。',
    '#接单',
    '＃接单',
    '您好，\n\n接单',
    '李主任好，接单',
    '收到，接单',
    'Accept',
    'Hello Ms Li,\naccept',
  ])('reads %j as taking the case', (text) => {
    expect(commandsOf(text)).toEqual([{ verb: 'accept' }]);
  });

  it.each([
    '完成这件事还要三天',
    '一般来说两天就够',
    '接单员今天不在',
    '我已经去看过了，漏得厉害',
    '重大节日期间人手紧',
    '',
  ])('keeps %j as a note, since no verb stands by itself', (text) => {
    expect(readCommand(text)).toEqual({ kind: 'note', text });
  });

  it('reads a plan on one line, full-width colons included (PG-17)', () => {
    expect(commandsOf('方案 责任人：周师傅 措施：重做卫生间防水 时限：2个工作日')).toMatchObject([
      { verb: 'plan', person: '周师傅', measures: '重做卫生间防水', limit: '2个工作日' },
    ]);
  });

  it('reads a plan over several lines, with measures of more than one line (PG-17)', () => {
    const text = '方案\n责任人: 周师傅\n措施: 1. 打开吊顶查漏点\n2. 更换三通\n时限: 11月25日18:00前\n\n辛苦';
    expect(commandsOf(text)).toMatchObject([
      { verb: 'plan', person: '周师傅', measures: '1. 打开吊顶查漏点\n2. 更换三通', limit: '11月25日18:00前' },
    ]);
  });

  it('leaves out of a plan what was not filled in (PG-17)', () => {
    expect(commandsOf('方案\n责任人: 周师傅\n措施:\n时限: ____')).toMatchObject([
      { verb: 'plan', person: '周师傅', measures: null, limit: null },
    ]);
  });

  it('takes two commands of one mail in their order', () => {
    expect(commandsOf('接单\n方案 责任人:周师傅 措施:更换水泵 时限:1个工作日')).toMatchObject([
      { verb: 'accept' },
      { verb: 'plan', person: '周师傅', measures: '更换水泵', limit: '1个工作日' },
    ]);
  });

  it('does not take a word inside a result for another command', () => {
    expect(commandsOf('完成 已重做防水\n备注 业主在场试水48小时')).toMatchObject([
      { verb: 'done', result: '已重做防水\n备注 业主在场试水48小时' },
    ]);
  });

  it.each([
    ['意见 同意，建议补充书面协议', true],
    ['意见：不同意，赔偿依据不足', false],
    ['意见 请补充就医单据', null],
  ])("reads legal's %j", (text, favourable) => {
    expect(commandsOf(text)).toEqual([{ verb: 'opinion', favourable, text: text.slice(3) }]);
  });

  it('reads to whom a case goes and why', () => {
    expect(commandsOf('转派 工程部 属于保修范围')).toMatchObject([
      { verb: 'transfer', to: '工程部', reason: '属于保修范围' },
    ]);
  });

  it('leaves to the preset what of 转介 is the ground', () => {
    expect(commandsOf('转介：属合作商责任\n请联系合作商客服')).toEqual([
      { verb: 'refer', text: '属合作商责任\n请联系合作商客服' },
    ]);
  });

  it('says which verb it knows but cannot carry out', () => {
    expect(readCommand('请假 11-22 到 11-25')).toMatchObject({ kind: 'unavailable', verb: 'leave' });
  });
});
