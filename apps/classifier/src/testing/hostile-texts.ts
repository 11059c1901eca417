/** What makes a careless reader go over a text again and again, once it is repeated often enough. */
export const hostileParts: readonly (readonly [string, string])[] = [
  ['digits', '1'],
  ['digits and commas', '1,'],
  ['dots', '1.'],
  ['Chinese numerals', '一'],
  ['groups', '一万'],
  ['open quotes', '“'],
  ['dates', '1月1'],
  ['phones', '138-'],
  ['negations', '没'],
  ['hits', '骨折'],
  ['hits and negations', '没骨折'],
  ['order cues', '合同号'],
  ['places', '1栋1单元'],
  ['hyphens', '1-'],
  ['letters', 'a'],
  ['words', 'unit a '],
  ['blanks', ' \n'],
  ['sums', '5万元'],
  ['money words', 'refund 一万 '],
  ['names of places', '桂花苑3栋'],
  ['gates', '北门'],
  ['shops', '苑店'],
  ['houses', '西山8号 '],
  ['English places', 'Flat 1, Oak Mall store '],
  ['spoken days', '十七日'],
  ['days of orders', '11月1日签'],
];

/** Parts that hostile texts are put together from. */
export const hostileWords: readonly string[] = [
  ...['1', '0,', '一万', '没', '骨折', '合同', '3栋', '月', '日', '-', '.', ' ', '\n', '“', '”', 'a', 'refund '],
  ...['赔', '元', '?', '12345', '如果', '签名', '户', '北门', '店', '1号', 'Aa Lane '],
];

/** The same for what is masked. */
export const hostileToMasking: readonly string[] = [
  ...['1', '1-', '王', 'a@', 'A1-', '张师傅', '3栋', 'Aa ', '一二三', '@a.', '((', '中山路'],
];

/** So many characters of it. */
export function repeatedTo(length: number, part: string): string {
  return part.repeat(Math.ceil(length / part.length)).slice(0, length);
}
