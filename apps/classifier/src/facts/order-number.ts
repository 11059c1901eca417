/** Words after which a number of the customer's own papers stands. */
const cue =
  /合同编号|合同号|合同|订单编号|订单号|订单|单号|编号|预订号|预定号|预订|预约号|票号|交易号|流水号|收据号|收据|发票号|发票|保修卡号|保修卡|保修单|工单|提货单|申请单|认购书|协议号|协议|运单|取件码|order(?: number| no\.?)?|contract(?: number| no\.?)?|booking(?: reference| ref\.?| number| no\.?)?|reservation(?: number)?|ticket(?: number)?|receipt(?: number| no\.?)?|invoice(?: number| no\.?)?|transaction(?: id)?|warranty card|reference|ref\.?/gu;
const number = /[a-z]{0,8}[-/]?\d[a-z0-9]*(?:[-/][a-z0-9]+){0,5}/gu;
/** Looks like a number of papers wherever it stands: letters, a hyphen, figures. */
const marked = /(?<![a-z0-9.@/-])[a-z]{2,6}-?(?:\d{2,4}-)?\d{3,}(?:-\d+)*(?![a-z0-9.@-])/gu;
const notOurs = /会员|卡号尾|身份证|民初|受理|12345|12315|税号|法院|警|挂号|病历|邮编|型号|model|member|尾号/u;
const reach = 14;

function plausible(text: string, start: number, written: string): boolean {
  const digits = written.replace(/\D/gu, '');
  const isDate = /^20\d{2}[-/.]\d{1,2}[-/.]\d{1,2}$/u.test(written);
  const isPhone = /^1[3-9]\d{9}$/u.test(written);
  return digits.length >= 3 && !isDate && !isPhone && !notOurs.test(text.slice(Math.max(0, start - 8), start));
}

/** Offsets of the order, contract, booking or receipt number in a canonical text. */
export function orderNumberIn(text: string): readonly [number, number] | null {
  for (const match of text.matchAll(cue)) {
    const from = match.index + match[0].length;
    number.lastIndex = from;
    const next = number.exec(text);
    if (next === null) {
      break;
    }
    const between = text.slice(from, next.index);
    const clean = between.length <= reach && !/[。!?;\n,]/u.test(between) && !/[的额款价共]/u.test(between);
    const unit = /^ ?(?:[元块万年月日天号楼层栋户%人个次平份件张折台]|yuan|rmb|for)/u.test(
      text.slice(next.index + next[0].length),
    );
    if (clean && !unit && plausible(text, next.index, next[0])) {
      return [next.index, next.index + next[0].length];
    }
  }
  for (const match of text.matchAll(marked)) {
    if (plausible(text, match.index, match[0])) {
      return [match.index, match.index + match[0].length];
    }
  }
  return null;
}
