import type { PersonalFind } from './personal-find.js';

const word = "[A-Z][a-zA-Z'’]*[a-z][a-zA-Z'’]*";
/** One capitalised word or more, with the number of a house behind. */
const capitalised = new RegExp(
  `(?<![A-Za-z0-9])${word}(?:[ -]${word}){0,4}(?: \\d{1,4}[A-Za-z]?(?![A-Za-z0-9%]))?`,
  'gu',
);
/** Words that have a capital letter in English whatever they name. */
const ordinary = new Set(
  "i i'm i've i'll i'd monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december christmas easter english chinese china wechat alipay internet wi-fi wifi app apps jan feb mar apr jun jul aug sep sept oct nov dec the sirs god sundays saturdays whatsapp telegram dear sir madam mr mrs ms miss dr hello hi thanks regards".split(
    ' ',
  ),
);

/**
 * Names of people, streets and houses in English: capitalised words inside a sentence, and two or more together
 * anywhere. Whose they are cannot be told, so all of them count as places.
 */
export function findProperNouns(view: string): PersonalFind[] {
  const finds: PersonalFind[] = [];
  for (const match of view.matchAll(capitalised)) {
    const words = match[0].split(/[ -]/u);
    const begins = /(?:^|[\n.!?:;"“(，。！？：；])[ \t"'“(]*$/u.test(
      view.slice(Math.max(0, match.index - 6), match.index),
    );
    // The first word of a sentence has its capital from there.
    const skipped = begins && words.length > 1 && ordinaryStart(words[0] ?? '') ? 1 : 0;
    const own = words.slice(skipped).filter((one) => !ordinary.has(one.toLowerCase()));
    const counted = own.filter((one) => /^[A-Z]/u.test(one)).length;
    if (counted === 0 || (begins && skipped === 0 && counted === 1 && !/\d$/u.test(match[0]))) {
      continue;
    }
    const start = match.index + (skipped === 0 ? 0 : (words[0] ?? '').length + 1);
    finds.push({ kind: 'place', start, end: match.index + match[0].length });
  }
  return finds;
}

const starters = new Set(
  'the a an my your our his her their this that these those it we you they he she there here when where what who why how if at in on for from to since after before because but and or so no not yes please one two three last yesterday today tomorrow is are was were do does did can could would should will may all every any some both only just still also as by with without unit flat room order contract booking'.split(
    ' ',
  ),
);

function ordinaryStart(first: string): boolean {
  return starters.has(first.toLowerCase()) || ordinary.has(first.toLowerCase());
}
