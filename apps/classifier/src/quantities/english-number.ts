import type { ReadNumber } from '#libs/numerals/chinese-number.js';

const small = new Map<string, number>(
  Object.entries({
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
    dozen: 12,
    couple: 2,
  }),
);
const scales = new Map<string, number>(Object.entries({ hundred: 100, thousand: 1000, grand: 1000, million: 1e6 }));

function wordAt(text: string, at: number): string {
  let end = at;
  while (end < text.length && end < at + 12 && (text[end] ?? '') >= 'a' && (text[end] ?? '') <= 'z') {
    end += 1;
  }
  return text.slice(at, end);
}

/** "twenty-three", "five thousand two hundred", "a hundred". A lone "a" is no number. Null where none stands. */
export function readEnglishNumber(text: string, start: number): ReadNumber | null {
  let total = 0;
  let section = 0;
  let end = start;
  let at = start;
  let words = 0;
  let article = false;
  for (let turn = 0; turn < 10; turn += 1) {
    const word = wordAt(text, at);
    const value = small.get(word);
    const scale = scales.get(word);
    if (value !== undefined) {
      article = words === 0 && (word === 'a' || word === 'an');
      if (words > 0 && (word === 'a' || word === 'an')) {
        break;
      }
      section = word === 'dozen' && section > 0 ? section * 12 : section + value;
    } else if (scale !== undefined && words > 0) {
      article = false;
      if (scale === 100) {
        section *= 100;
      } else {
        total += section * scale;
        section = 0;
      }
    } else if (!(word === 'and' && words > 0 && scaled(text, at))) {
      break;
    }
    words += 1;
    at += word.length;
    if (word !== 'and') {
      end = at;
    }
    const gap = text[at];
    if (gap !== ' ' && gap !== '-') {
      break;
    }
    at += 1;
  }
  return words === 0 || article ? null : { value: total + section, end, vague: false, grouped: false };
}

/** "two hundred and five": the word before the "and" is a scale. */
function scaled(text: string, at: number): boolean {
  return ['hundred ', 'thousand '].some((scale) => text.slice(Math.max(0, at - scale.length), at) === scale);
}
