import type { CommandOffer } from '../notice/notice.intent.js';
import type { Offer, OfferedAnswer } from '../case/case.decision.js';
import type { PlanSection } from '../case/case-duties.port.js';
import type { Verb } from '../command/grammar/command.union.js';
import { wordOf } from '../command/grammar/verb-words.table.js';

const labels: Partial<Record<Offer, string>> = {
  accept: '接单',
  contacted: '已联系客户',
  plan: '登记方案',
  reply: '回复客户',
  transfer: '转派',
  extend: '申请延期',
  opinion: '提交意见',
  approve: '批准',
  reject: '驳回',
  done: '处理完成',
  refer: '转介',
  invalid: '判为无效',
  valid: '有效',
  'tag-general': '定为一般',
  'tag-major': '定为重大',
  findings: '提交调查情况',
  rectification: '提交整改报告',
  'opinion-item': '上报舆情',
  task: '提交任务结果',
  activate: '启动预案',
  decline: '不启动',
  transcribe: '录入传真文字',
  undo: '撤销上一步',
  help: '帮助',
};

/** What the prepared answer begins with, where the verb alone is not enough. */
const bodies: Partial<Record<Offer, string>> = {
  contacted: '联系 ',
  plan: '方案\n责任人：\n措施：\n时限：',
  reply: '回复客户 ',
  transfer: '转派 ',
  extend: '延期 2个工作日 ',
  opinion: '意见 同意 ',
  reject: '驳回 ',
  done: '完成 ',
  transcribe: '录入\n',
  refer: '转介 ',
  invalid: '无效 ',
  findings: '调查 ',
  rectification: '整改 ',
  'opinion-item': '舆情 ',
  activate: '启动',
  decline: '不启动 ',
  'tag-general': '一般 ',
  'tag-major': '重大 ',
};

/** Offers that are one of several words of their verb. */
const wordsOfOffers = { 'tag-general': '一般', 'tag-major': '重大', activate: '启动', decline: '不启动' } as const;

/** What the complainant sends back by one click, in words that are read as a plain yes or no. */
const answers: Readonly<Record<'zh' | 'en', Readonly<Record<OfferedAnswer, CommandOffer>>>> = {
  zh: {
    settled: { verb: '满意', label: '满意，可以结案' },
    unsettled: { verb: '不满意', label: '还没有解决', body: '不满意，' },
  },
  en: {
    settled: { verb: 'Settled', label: 'Yes, it is settled', body: 'Yes, it is settled.' },
    unsettled: { verb: 'Not settled', label: 'No, not yet', body: 'Not settled: ' },
  },
};

export function offerOf(
  offer: Offer,
  language: 'zh' | 'en',
  parameters: Readonly<Record<string, string>> = {},
): CommandOffer {
  if (offer === 'task') {
    return { verb: wordOf('task'), label: labels.task ?? '', body: `任务 ${parameters['task'] ?? ''} ` };
  }
  if (offer === 'refer' && parameters['ground'] !== undefined) {
    // The desk needs only to send what the handler proposed.
    return {
      verb: wordOf('refer'),
      label: labels.refer ?? '',
      body: `转介 ${parameters['ground']} ${parameters['channel'] ?? ''}`,
    };
  }
  if (offer === 'settled' || offer === 'unsettled') {
    return answers[language][offer];
  }
  const word = offer in wordsOfOffers ? wordsOfOffers[offer as keyof typeof wordsOfOffers] : wordOf(offer as Verb);
  const body = bodies[offer];
  return { verb: word, label: labels[offer] ?? word, ...(body === undefined ? {} : { body }) };
}

/** Lines to be filled in between the marker lines. */
export function formFor(verb: 'plan', sections: readonly PlanSection[] = []): string {
  return [bodies[verb] ?? wordOf(verb), ...sections.map(({ title }) => `${title}：`)].join('\n');
}
