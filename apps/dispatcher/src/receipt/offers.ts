import type { CommandOffer } from '../notice/notice.intent.js';
import { wordOf } from '../command/grammar/verb-words.table.js';
import type { Verb } from '../command/grammar/command.union.js';

const labels: Partial<Record<Verb, string>> = {
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
  invalid: '判为无效',
  valid: '有效',
  tag: '定为重大',
  undo: '撤销上一步',
  help: '帮助',
};

/** What the prepared answer begins with, where the verb alone is not enough. */
const bodies: Partial<Record<Verb, string>> = {
  contacted: '联系 ',
  plan: '方案\n责任人：\n措施：\n时限：',
  reply: '回复客户 ',
  transfer: '转派 ',
  extend: '延期 2个工作日 ',
  opinion: '意见 同意 ',
  reject: '驳回 ',
  done: '完成 ',
  invalid: '无效 ',
  tag: '重大 ',
};

export function offerOf(verb: Verb): CommandOffer {
  const body = bodies[verb];
  return { verb: wordOf(verb), label: labels[verb] ?? wordOf(verb), ...(body === undefined ? {} : { body }) };
}

/** Lines to be filled in between the marker lines. */
export function formFor(verb: 'plan'): string {
  return bodies[verb] ?? wordOf(verb);
}
