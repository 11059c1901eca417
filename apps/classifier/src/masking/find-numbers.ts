import type { PersonalFind } from './personal-find.js';

/** Words after which even a short number is one of papers or persons. */
const cue =
  /(?:合同|订单|单号|编号|预订|预定|预约|票号|交易|流水|收据|发票|保修卡|保修单|工单|案件|案号|申请单|认购书|协议|运单|快递|取件码|验证码|会员号?|卡号|尾号|账户|工号|学号|病历号?|社保号?|房产证号?|门牌|证号|号码|order|contract|booking|reservation|ticket|receipt|invoice|transaction|warranty|reference|ref|case|account|card|member|policy|ending)(?:编号|号码|号|no\.?|number|id|code|是|为|in|[ :.#]){0,5}([a-z0-9][a-z0-9/_-]{2,39})/giu;
/** Letters and figures together, as papers are numbered wherever they stand: HT-2026-0012, DD20261101, 26-HK-33. */
const coded =
  /(?<![A-Za-z0-9@._/-])(?:[A-Z]{1,5} [A-Z]?\d[A-Za-z0-9]*|[A-Za-z]{1,8}[-_/#]?\d[A-Za-z0-9]*|[A-Za-z0-9]{1,10}(?=[-_/]))(?:[-_/][A-Za-z0-9]{1,16}){0,6}(?![A-Za-z0-9@])/gu;
/** Seven digits or more, or what a scanner took for them, whatever stands between. */
const long = /(?<![\d])\d(?:[ .·_/()-]{0,2}\d|[oOIl]){6,40}/gu;
const bare =
  /(?<![\d.,a-z¥￥$€£-])\d{5,6}(?![\d.,]|[ ]?(?:元|块|万|千|百|亿|米|平|公里|人|户|次|天|年|个|度|%|rmb|yuan|usd|cny|dollars))/giu;
const date = /^(?:19|20)\d{2}[ ./-]{1,2}\d{1,2}[ ./-]{1,2}\d{1,2}(?:[ ]{1,2}\d{1,2}[.:]?\d{0,2})?$/u;
const compactDate = /^20[0-3]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u;
const money = /^ ?(?:元|块|万|千|百|亿|rmb|yuan|usd|cny|dollars)/iu;
const moneyBefore = /(?:[¥￥$€£]|rmb|cny|usd|共|价|款|额|费)[ :]?$/iu;

/** Numbers of papers, cards and accounts of a plain view; dates and sums are told apart. Linear time. */
export function findNumbers(view: string): PersonalFind[] {
  const finds: PersonalFind[] = [];
  const add = (start: number, written: string): void => {
    finds.push({ kind: 'number', start, end: start + written.length });
  };
  for (const match of view.matchAll(cue)) {
    const own = match[1] ?? '';
    const start = match.index + match[0].length - own.length;
    if (/\d{2}/u.test(own) && !isSum(view, start, own) && !date.test(own)) {
      add(start, own);
    }
  }
  for (const match of view.matchAll(coded)) {
    if (isCode(match[0])) {
      add(match.index, match[0]);
    }
  }
  for (const match of view.matchAll(long)) {
    if (!date.test(match[0]) && !compactDate.test(match[0]) && !isSum(view, match.index, match[0])) {
      add(match.index, match[0]);
    }
  }
  for (const match of view.matchAll(bare)) {
    if (!moneyBefore.test(view.slice(Math.max(0, match.index - 4), match.index))) {
      add(match.index, match[0]);
    }
  }
  return finds;
}

/** With letters three characters that are or look like digits make a number of papers; without any it is a date or a range. */
function isCode(written: string): boolean {
  const digits = written.match(/\d|(?<=\d)o|o(?=\d)/giu) ?? [];
  return /[a-z]/iu.test(written) && digits.length >= 3 && !/^(?:19|20)\d\d$/u.test(written);
}

function isSum(view: string, start: number, written: string): boolean {
  const end = start + written.length;
  return money.test(view.slice(end, end + 8)) && !/[a-z_/-]/iu.test(written) && written.replace(/\D/gu, '').length < 10;
}
