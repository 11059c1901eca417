import type { UnavailableVerb, Verb } from './command.union.js';

/** The words for each verb, Chinese and English. The first Chinese word is the one that our mails offer. */
export const verbWords = {
  accept: ['接单', 'accept'],
  contacted: ['联系', '已联系', 'contacted'],
  plan: ['方案', 'plan'],
  reply: ['回复客户', 'reply'],
  transfer: ['转派', 'transfer'],
  extend: ['延期', 'extend'],
  opinion: ['意见', 'opinion'],
  approve: ['批准', '同意', '启动', 'approve'],
  reject: ['驳回', '不启动', 'reject'],
  done: ['完成', 'done'],
  refer: ['转介', 'refer'],
  invalid: ['无效', 'invalid'],
  valid: ['有效', 'valid'],
  tag: ['重大', '一般', '轻微', 'major', 'general', 'minor'],
  category: ['分类', 'category'],
  pause: ['暂停', 'pause'],
  resume: ['恢复', 'resume'],
  acknowledge: ['知悉', 'acknowledge'],
  findings: ['调查', 'findings'],
  rectification: ['整改', 'rectification'],
  'opinion-item': ['舆情', 'opinion item'],
  task: ['任务', 'task'],
  suspend: ['停业', 'suspend'],
  lift: ['解除', 'lift'],
  merge: ['合并', 'merge'],
  link: ['关联', 'link'],
  transcribe: ['录入', 'transcribe'],
  confirm: ['确认', 'confirm'],
  note: ['备注', 'note'],
  undo: ['撤销', 'undo'],
  help: ['帮助', 'help'],
} as const satisfies Record<Verb, readonly string[]>;

export const unavailableWords = {
  leave: ['请假', 'leave'],
} as const satisfies Record<UnavailableVerb, readonly string[]>;

/** The Chinese word by which a verb is named to people. */
export function wordOf(verb: Verb): string {
  return verbWords[verb][0];
}
