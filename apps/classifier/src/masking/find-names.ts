import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { nameWords } from './name-words.table.js';
import type { PersonalFind } from './personal-find.js';

const { surnames, compoundSurnames, wordlike, titles, before, notInNames } = nameWords;

const surname = `(?:${compoundSurnames.join('|')}|[${[...surnames].join('')}])`;
const han = '\\p{Script=Han}';
/** 李工, but not 修工程; 王总, but not 总是. */
const title = `(?:${titles.join('|').replace('|工|', '|工(?![程人作地资业厂期艺序])|').replace('|总|', '|总(?![是会说共算体价数的之部有结要得经])|')})`;

/** 王师傅, 陈慧娴女士: the name without the title, which stays. */
const titled = new RegExp(`(?<=^|[^${han}]|[${han}])(${surname}${han}{0,2}?)(?=${title})`, 'gu');
const nicknamed = new RegExp(`(?<=[老小阿])(${surname})(?![${han}]{0,1}(?:时|区|程))`, 'gu');
const cued = new RegExp(`(?:${before.join('|')})(?:是|为|叫|[ :,，：]){0,3}(${surname}${han}{1,2})(?!${han})`, 'gu');
const cuedInside = new RegExp(`(?:${before.join('|')})(?:是|为|[ :：]){0,2}(${surname}${han}{1,2})`, 'gu');
/** Alone between stops, as people sign: ，龚， or a last line 王建国. */
const alone = new RegExp(`(?<=^|[\\n,，。;；、 :：])(${surname}${han}{0,2})(?=$|[\\n,，。;；、 0-9+])`, 'gu');
const signed = new RegExp(
  `(?<=[\\n 。!！])(${han}{2,4})[ ]*(?=$|[\\n ]+(?:[0-9+]|tel|电话|手机|$)|(?: ?[,，] ?| )(?:\\+?[0-9]{5}))`,
  'gu',
);
const minority = new RegExp(`${han}{1,8}[·•・]${han}{1,8}`, 'gu');
const capitalised = "[A-Z][A-Za-z'’-]{1,24}";
const englishTitled = new RegExp(
  `(?<![A-Za-z])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Madam|Mister|Uncle|Auntie)\\.? (${capitalised}(?: ${capitalised}){0,2})`,
  'gu',
);
const englishCued = new RegExp(
  `(?:[Mm]y name is|I am|I'm|[Tt]his is|[Nn]amed?:?|[Cc]ontact:?|called|[Rr]egards,?|[Ss]incerely,?|[Tt]hanks,?|[Tt]hank you,?|[Yy]ours(?: truly| faithfully)?,?|[Cc]heers,?|[Bb]est,?|[Ss]igned,?|manager|guard|technician|engineer|clerk|driver|cashier|receptionist|husband|wife|son|daughter)[\\s:,-]{1,4}(${capitalised}(?: (?:[A-Z]\\.? )?${capitalised}){0,2})`,
  'gu',
);
const englishSigned = new RegExp(
  `(?<=\\n)[-– ]{0,3}(${capitalised}(?: [A-Z]\\.?)?(?: ${capitalised}){0,2})[ .]*(?=$|\\n)`,
  'gu',
);
const notAName =
  /^(?:The|This|That|There|Then|They|Please|Very|Not|No|Dear|Sir|Madam|Hello|Hi|We|It|In|On|At|An|And|But|So|Writing|Owner|Customer|Complaint|Order|Contract|Team|Management|Thanks?|Regards|Sincerely|Best|Yours)\b/u;

const endsInTitle = new RegExp(`${title}$`, 'u');

let tagger: Jieba | null = null;

function patternNames(text: string): PersonalFind[] {
  const finds: PersonalFind[] = [];
  for (const pattern of [
    titled,
    nicknamed,
    cued,
    cuedInside,
    alone,
    signed,
    minority,
    englishTitled,
    englishCued,
    englishSigned,
  ]) {
    for (const match of text.matchAll(pattern)) {
      const name = match[1] ?? match[0];
      const start = match.index + match[0].lastIndexOf(name);
      if (plausible(name, pattern)) {
        finds.push({ kind: 'person', start, end: start + name.length });
      }
    }
  }
  return finds;
}

function plausible(name: string, pattern: RegExp): boolean {
  if (/^[A-Z]/u.test(name)) {
    return !notAName.test(name);
  }
  if (pattern === nicknamed) {
    return !wordlike.has(name) && name !== '师';
  }
  if (pattern === signed || pattern === alone || pattern === cuedInside) {
    const [first = '', ...given] = [...name];
    const fits = !given.some((char) => notInNames.has(char)) && !(given.length === 0 && wordlike.has(first));
    return fits && (pattern !== alone || given.length === 0 || !isWord(name));
  }
  return true;
}

/** A word of the dictionary that is no name. */
function isWord(written: string): boolean {
  const [only, ...more] = taggerOf().tag(written, true);
  return only !== undefined && more.length === 0 && !/^nr/u.test(only.tag);
}

function taggerOf(): Jieba {
  tagger ??= Jieba.withDict(dict);
  return tagger;
}

/** Words that the dictionary takes for names, and a surname before characters that make no word together. */
function segmentedNames(text: string): PersonalFind[] {
  const finds: PersonalFind[] = [];
  const words: { readonly word: string; readonly tag: string; readonly start: number }[] = [];
  let at = 0;
  for (const { word, tag } of taggerOf().tag(text, true)) {
    const start = text.indexOf(word, at);
    if (start >= 0) {
      words.push({ word, tag, start });
      at = start + word.length;
    }
  }
  words.forEach(({ word, tag, start }, index) => {
    const [first = ''] = word;
    const isSurname = surnames.has(first) || compoundSurnames.includes(word);
    if (/^nr/u.test(tag) && word.length >= 2 && isSurname) {
      const name = word.replace(endsInTitle, '');
      finds.push({ kind: 'person', start, end: start + (name === '' ? word : name).length });
    } else if (isSurname && (word.length === 1 || compoundSurnames.includes(word)) && !wordlike.has(word)) {
      const end = givenName(words, index);
      if (end > 0) {
        finds.push({ kind: 'person', start, end });
      }
    }
  });
  return finds;
}

/** End of the one or two characters after a surname that make no word; 0 where there are none. */
function givenName(
  words: readonly { readonly word: string; readonly tag: string; readonly start: number }[],
  index: number,
): number {
  let end = 0;
  let length = 0;
  for (const { word, tag, start } of words.slice(index + 1, index + 3)) {
    const single =
      word.length === 1 && !notInNames.has(word) && /\p{Script=Han}/u.test(word) && !/^[udpcrmqf]/u.test(tag);
    const pair = length === 0 && word.length === 2 && /^nr/u.test(tag);
    if ((!single && !pair) || length + word.length > 2) {
      break;
    }
    end = start + word.length;
    length += word.length;
  }
  return end;
}

/** Names of people, by cue, title, signature and dictionary. Better one too many than one too few. */
export function findNames(text: string): PersonalFind[] {
  return [...patternNames(text), ...segmentedNames(text)];
}
