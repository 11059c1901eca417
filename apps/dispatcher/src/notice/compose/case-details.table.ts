import type { NoticeFact, NoticeQuote } from '../notice.intent.js';
import type { LayoutLanguage } from './layout-words.table.js';

type Labels = Readonly<Record<LayoutLanguage, string>>;

/** Parameters that a mail shows as lines of a table, in this order. */
const facts: Readonly<Record<string, Labels>> = {
  complainantName: { zh: '投诉人', 'zh-hant': '投訴人', en: 'Complainant' },
  complainantAddress: { zh: '联系方式', 'zh-hant': '聯絡方式', en: 'Contact' },
  tag: { zh: '等级', 'zh-hant': '等級', en: 'Level' },
  category: { zh: '类别', 'zh-hant': '類別', en: 'Category' },
  unit: { zh: '所属单位', 'zh-hant': '所屬單位', en: 'Unit' },
  receivedAt: { zh: '收到时间', 'zh-hant': '收到時間', en: 'Received' },
  clauses: { zh: '依据条款', 'zh-hant': '依據條款', en: 'Clauses' },
  evidence: { zh: '判断依据', 'zh-hant': '判斷依據', en: 'Words that decided' },
  attachments: { zh: '附件', 'zh-hant': '附件', en: 'Attachments' },
  planPerson: { zh: '责任人', 'zh-hant': '責任人', en: 'Responsible' },
  planMeasures: { zh: '措施', 'zh-hant': '措施', en: 'Measures' },
  planLimit: { zh: '时限', 'zh-hant': '時限', en: 'Limit' },
};

/** Parameters that a mail shows as somebody's own words. */
const quotes: Readonly<Record<string, Labels>> = {
  complaintText: { zh: '投诉原文', 'zh-hant': '投訴原文', en: 'The complaint' },
  opinion: { zh: '法务意见', 'zh-hant': '法務意見', en: "Legal's opinion" },
  result: { zh: '处理结果', 'zh-hant': '處理結果', en: 'Result' },
  reason: { zh: '原因', 'zh-hant': '原因', en: 'Reason' },
  text: { zh: '原文', 'zh-hant': '原文', en: 'In their words' },
};

export interface CaseDetails {
  readonly facts: readonly NoticeFact[];
  readonly quotes: readonly NoticeQuote[];
}

/** The known parameters that the template did not use itself, as table and quotations. */
export function caseDetails(parameters: Readonly<Record<string, string>>, used: ReadonlySet<string>, language: LayoutLanguage): CaseDetails {
  const pick = (labels: Readonly<Record<string, Labels>>) =>
    Object.entries(labels)
      .filter(([name]) => !used.has(name) && (parameters[name] ?? '').trim() !== '')
      .map(([name, label]) => ({ title: label[language], text: parameters[name] ?? '' }));
  return { facts: pick(facts).map(({ title, text }) => ({ label: title, value: text })), quotes: pick(quotes) };
}
