import type { CaseState } from '../case/case.state.js';
import type { NoticeFact, NoticeQuote } from '../notice/notice.intent.js';
import { suspensionOf } from '../command/suspend/suspend.decision.js';
import type { PresetCasePolicy } from '../policy/preset-case.policy.js';
import type { Complainant } from './parties.js';

type Quoted = Readonly<Record<string, string>>;

/** The lines on a case that everybody who works on it is shown (PC-6: nobody else); empty ones are left out. */
export function factLines(
  state: CaseState,
  complainant: Complainant | null,
  quoted: Quoted,
  policy: PresetCasePolicy,
): NoticeFact[] {
  const limit = policy.resolutionLimit(state);
  const lines: NoticeFact[] = [
    {
      label: '等级',
      value: (state.tag === null ? '待定' : policy.tagTitle(state.tag, 'zh')) + (state.urgent ? '（紧急）' : ''),
    },
    { label: '办理阶段', value: policy.duties.stageTitle(state) ?? '' },
    { label: '分类', value: state.category === null ? '待定' : policy.categoryTitle(state.category, 'zh') },
    { label: '单位', value: policy.unitTitle(state.unit, 'zh') },
    {
      label: '投诉人',
      value: complainant ? [complainant.name, complainant.address].filter(Boolean).join(' ') : '未留联系方式',
    },
    { label: '收到时间', value: policy.formatInstant(state.receivedAt) },
    {
      label: '办结时限',
      value: limit ? `${policy.formatInstant(limit.dueAt)}（${policy.limitTitle(limit.limit, 'zh')}）` : '',
    },
    { label: '依据条款', value: state.clauses.join('、') },
    { label: '判断依据', value: quoted['evidence'] ?? '' },
    {
      label: '投诉人类别',
      value: state.complainantKind === null ? '' : policy.duties.kindTitle(state.complainantKind),
    },
    { label: '任务', value: taskLine(state, policy) },
    { label: '业务暂停', value: suspensionOf(state) === 'none' ? '' : '已下达停业令' },
    { label: '附件', value: quoted['attachments'] ?? '' },
  ];
  return lines.filter((line) => line.value !== '');
}

function sectionsOf(quoted: Quoted): string {
  const sections = quoted['planSections'] ?? '';
  return sections === '' ? '' : `\n${sections}`;
}

/** `初步分析（已完成）、总结（待办）` */
function taskLine(state: CaseState, policy: PresetCasePolicy): string {
  return state.tasks
    .map(({ task, filedAt }) => `${policy.duties.duty(task)?.title ?? task}（${filedAt === null ? '待办' : '已完成'}）`)
    .join('、');
}

/** What people wrote, shown to those who work on the case. The complainant's notices say what they need in their own text. */
export function quoteBlocks(quoted: Quoted): NoticeQuote[] {
  const plan =
    quoted['planPerson'] === undefined
      ? ''
      : `责任人：${quoted['planPerson']}\n措施：${quoted['planMeasures'] ?? ''}\n时限：${quoted['planLimit'] ?? ''}（${quoted['planDueAt'] ?? ''}）${sectionsOf(quoted)}`;
  const complaint =
    quoted['complaintText'] === undefined
      ? ''
      : [quoted['complaintSubject'] ?? '', quoted['complaintText']].filter((part) => part !== '').join('\n\n');
  const blocks: NoticeQuote[] = [
    { title: '处理方案', text: plan },
    { title: '调查与任务结果', text: quoted['findings'] ?? '' },
    { title: '法务意见', text: quoted['opinion'] ?? '' },
    { title: '理由', text: quoted['reason'] ?? '' },
    { title: '处理结果', text: quoted['result'] ?? '' },
    { title: '投诉原文', text: complaint },
  ];
  return blocks.filter((block) => block.text !== '');
}
