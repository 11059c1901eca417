/** Words after which a number of the customer's own papers stands. */
const cue =
  /合同编号|合同号|合同|订单编号|订单号|订单|单号|编号|预订号|预定号|预订|预约号|票号|交易号|流水号|收据号|收据|发票号|发票|保修卡号|保修卡|保修单|工单|提货单|申请单|认购书|协议号|协议|运单|取件码|order(?: number| no\.?)?|contract(?: number| no\.?)?|booking(?: reference| ref\.?| number| no\.?)?|reservation(?: number)?|ticket(?: number)?|receipt(?: number| no\.?)?|invoice(?: number| no\.?)?|transaction(?: id)?|warranty card|reference|ref\.?/gu;
const number = /(?:[a-z]{1,8}(?:[-/][a-z]{1,8}){0,2}[-/]?)?\d[a-z0-9]*(?:[-/][a-z0-9]{1,20}){0,5}/u;
/** Looks like a number of papers wherever it stands: letters, a hyphen, figures. One letter wants four figures: B-211 is a parking bay. */
const marked =
  /(?<![a-z0-9.@/-])(?:[a-z]{2,6}(?:-[a-z]{1,4}){0,2}-?(?:\d{2,4}-)?\d{3,}(?:-\d+)*|[a-z]-\d{4,}(?:-\d+)?|[a-z]{2,4}-\d{2}-\d{2})(?![a-z0-9@-]|\.[a-z0-9])/gu;
const notOurs = /会员|卡号尾|身份证|民初|受理|12345|12315|税号|法院|警号|报警|挂号|病历|邮编|型号|model|member|尾号/u;
/** How far a number may stand from its word, and how long it may be, in characters. */
const reach = 14;
const longestNumber = 150;

function plausible(text: string, start: number, written: string): boolean {
  const digits = written.replace(/\D/gu, '');
  const isDate = /^20\d{2}[-/.]\d{1,2}[-/.]\d{1,2}$/u.test(written);
  const isPhone = /^1[3-9]\d{9}$/u.test(written);
  const isYear = /^20\d\d$/u.test(written);
  const isMarked = /^[a-z]{2,}-\d{2}/u.test(written);
  return (
    (digits.length >= 3 || isMarked) &&
    !isYear &&
    !isDate &&
    !isPhone &&
    !notOurs.test(
      text
        .slice(Math.max(0, start - 8), start)
        .split('\n')
        .at(-1) ?? '',
    )
  );
}

/** Offsets of the order, contract, booking or receipt number in a canonical text. */
export function orderNumberIn(text: string): readonly [number, number] | null {
  for (const match of text.matchAll(cue)) {
    const from = match.index + match[0].length;
    const next = number.exec(text.slice(from, from + reach + longestNumber));
    if (next === null) {
      continue;
    }
    const start = from + next.index;
    const end = start + next[0].length;
    const between = text.slice(from, start);
    const clean =
      between.length <= reach && !/[。!?;\n,]/u.test(between) && !/[的额款价共多成退交]|面积/u.test(between);
    const unit = /^(?:\.\d| ?[元块万年月日天号楼层栋户㎡%人个次平份件张折台]| ?(?:yuan|rmb|for))/u.test(
      text.slice(end, end + 8),
    );
    if (clean && !unit && plausible(text, start, next[0])) {
      return [start, end];
    }
  }
  for (const match of text.matchAll(marked)) {
    if (plausible(text, match.index, match[0])) {
      return [match.index, match.index + match[0].length];
    }
  }
  return null;
}
