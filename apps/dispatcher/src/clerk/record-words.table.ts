/** What a record may still lack (PC-18), as the complainant is asked for it. */
export const recordWords: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  name: { zh: '您的称呼', en: 'your name' },
  contact: { zh: '联系方式', en: 'how to reach you' },
  time: { zh: '事情发生的时间', en: 'when it happened' },
  place: { zh: '地点（楼栋、房号）', en: 'where it happened (building, flat)' },
  order: { zh: '订单号或合同号', en: 'the order or contract number' },
  subject: { zh: '具体情况', en: 'what exactly happened' },
  demand: { zh: '您希望怎样处理', en: 'what you would like us to do' },
  'expected-time': { zh: '您希望何时解决', en: 'by when you expect it settled' },
  evidence: { zh: '照片、单据等材料', en: 'photos or papers, if you have any' },
};

/** The codes of a comma list in words. */
export function missingInWords(codes: string, language: 'zh' | 'en'): string {
  const words = codes.split(',').flatMap((code) => recordWords[code]?.[language] ?? []);
  return words.join(language === 'en' ? ', ' : '、');
}
