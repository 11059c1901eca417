import { findEnglishNames } from './find-english-names.js';
import { isPlainSurname, looksLikeName, mayBeName } from './name-shape.js';
import { nameWords } from './name-words.table.js';
import type { PersonalFind } from './personal-find.js';
import { insideWords, taggedWords, type TaggedWord } from './tagged-words.js';

const { surnames, compoundSurnames, wordlike, titles, kin, before, ordinary, given, notInNames } = nameWords;

const surname = `(?:${compoundSurnames.join('|')}|[${[...surnames].join('')}])`;
const han = '\\p{Script=Han}';
/** 李工, but not 修工程; 王总, but not 总是. */
const title = `(?:${titles.join('|').replace('|工|', '|工(?![程人作地资业厂期艺序单])|').replace('|总|', '|总(?![是会共算体价数之部有结要得经])|')})`;

/** 王师傅, 陈慧娴女士: the name without the title, which stays. */
const titled = new RegExp(`(${surname}${han}{0,2}?)(?=${title}|${kin.join('|')})`, 'gu');
const nicknamed = new RegExp(`(?<=[老小阿])(${surname})(?![${han}]{0,1}(?:时|区|程))`, 'gu');
/** 小关, 老高: an ordinary word as a surname only where somebody is spoken of. */
const spokenOf =
  /(?<=[的叫找问给跟让是位][老小])([高常安方平和成关万白石车温祁段龙阎余兰农宁包管简游付乔易])(?!\p{Script=Han}?(?:时|区|程|龄|中|门))/gu;
/** 阿芬 */
const familiar = new RegExp(`(?<=阿)([${[...given].join('')}])(?![${han}]?[·司嬷])`, 'gu');
const cued = new RegExp(`(?:${before.join('|')})(?:是|为|叫|[ :,，：]){0,3}(${surname}${han}{1,2})(?!${han})`, 'gu');
const cuedInside = new RegExp(`(?:${before.join('|')})(?:是|为|[ :：]){0,2}(${surname}${han}{1,2})`, 'gu');
/** Alone between stops, as people sign: ，龚， or a last line 王建国. */
const alone = new RegExp(`(?<=^|[\\n,，。;；、 :：|])(${surname}${han}{0,2})(?=$|[\\n,，。;；、 |0-9+])`, 'gu');
const signed = new RegExp(
  `(?<=[\\n 。!！])(${han}{2,4})[ ]*(?=$|[\\n ]+(?:[0-9+]|tel|电话|手机|$)|(?: ?[,，] ?| )(?:\\+?[0-9]{5}))`,
  'gu',
);
/** 阎守正 敬上 */
const signedOff = new RegExp(`(${surname}${han}{1,2})(?= ?(?:谨启|敬启|敬上|谨上|拜上|顿首|手书))`, 'gu');
/** 陈生, as Hong Kong says 陈先生. */
const cantonese = new RegExp(
  `(?<=^|[^${han}]|[揾搵叫系同畀个位])(${surname})(?=生(?:$|[^${han}]|[都话唔真佢喺]))`,
  'gu',
);
const minority = new RegExp(`${han}{1,8}[·•・]${han}{1,8}`, 'gu');

const endsInTitle = new RegExp(`${title}$`, 'u');

/** How the dictionary sees the place where a name is said to begin. */
interface Seat {
  /** Inside an everyday word. */
  readonly inside: boolean;
  /** The name is an everyday word itself. */
  readonly everydayWord: boolean;
  /** After nothing, or after a word behind which people are named. */
  readonly spokenOf: boolean;
  /** Before 先生 and the like, and no word of grammar. */
  readonly polite: boolean;
}

/** Surnames that sentences are joined by. */
const grammarLike = new Set('和都从那可能经应相后公广关通向于别支对同与及由被跟给是有在');
const beforePeople = /(?:^|[^\p{Script=Han}]|[的叫找问给跟让是被位客户主员楼栋室])$/u;

interface Shape {
  readonly pattern: RegExp;
  /** Whether what the pattern names is a name, and not a part of a word or an everyday one. */
  readonly fits: (name: string, seat: Seat) => boolean;
}

const shapes: readonly Shape[] = [
  {
    pattern: titled,
    fits: (name, { inside, spokenOf: seated, polite }) =>
      !inside && (isPlainSurname(name) || (name.length === 1 ? seated || polite : mayBeName(name))),
  },
  { pattern: nicknamed, fits: (name) => !wordlike.has(name) && name !== '师' && name !== '区' },
  { pattern: spokenOf, fits: () => true },
  { pattern: familiar, fits: () => true },
  { pattern: cued, fits: (name) => !ordinary.has(name) && ![...name].slice(1).some((char) => isGrammar(char)) },
  {
    pattern: cuedInside,
    fits: (name, { inside }) => !inside && !grammarLike.has(name.slice(0, 1)) && mayBeName(name),
  },
  { pattern: alone, fits: (name, { inside }) => !inside && mayBeName(name) },
  { pattern: signed, fits: (name, { everydayWord }) => mayBeName(name) || (!everydayWord && beginsAsName(name)) },
  { pattern: signedOff, fits: () => true },
  { pattern: cantonese, fits: (name) => !wordlike.has(name) },
  { pattern: minority, fits: () => true },
];

/** Characters of grammar and counting, unless people are named with them. */
function isGrammar(char: string): boolean {
  return notInNames.has(char) && !given.has(char);
}

/** A surname and one or two characters that no sentence goes on with. */
function beginsAsName(name: string): boolean {
  const [first = '', ...rest] = [...name];
  return surnames.has(first) && rest.length > 0 && rest.length <= 2 && !rest.some(isGrammar);
}

function shapedNames(text: string, words: readonly TaggedWord[]): PersonalFind[] {
  const inside = insideWords(words);
  const everyday = new Set(
    words.filter(({ tag }) => !/^(?:nr|x)/u.test(tag)).map(({ word, start }) => `${String(start)} ${word}`),
  );
  return shapes.flatMap(({ pattern, fits }) => {
    const finds: PersonalFind[] = [];
    const from = new RegExp(pattern);
    for (let match = from.exec(text); match !== null; match = from.exec(text)) {
      const written = match[1] ?? match[0];
      const name = written.replace(endsInTitle, '') || written;
      const start = match.index + match[0].lastIndexOf(written);
      const end = start + name.length;
      const seat: Seat = {
        inside: inside.has(start),
        everydayWord: everyday.has(`${String(start)} ${name}`),
        spokenOf: beforePeople.test(text.slice(Math.max(0, start - 1), start)),
        polite: /^(?:先生|女士|小姐)/u.test(text.slice(end, end + 2)) && !grammarLike.has(name),
      };
      if (!isOrdinaryAt(text, start, name) && fits(name, seat)) {
        finds.push({ kind: 'person', start, end });
      } else {
        // 和陈姐: what is no name may hide one behind its first character.
        from.lastIndex = match.index + 1;
      }
    }
    return finds;
  });
}

/** 经理 is no surname with a name behind it, 班主 no surname before a title. */
function isOrdinaryAt(text: string, start: number, name: string): boolean {
  const pair = text.slice(start, start + 2);
  return (
    ordinary.has(text.slice(start, start + Math.max(2, name.length))) ||
    (wordlike.has(name.slice(0, 1)) && name.length > 1 && ordinary.has(pair))
  );
}

/** Words that the dictionary takes for names, and a surname before characters that make no word together. */
function segmentedNames(words: readonly TaggedWord[]): PersonalFind[] {
  return words.flatMap(({ word, tag, start }, index): PersonalFind[] => {
    if (/^nr/u.test(tag) && word.length >= 2) {
      const name = word.replace(endsInTitle, '');
      const own = name === '' ? word : name;
      return mayBeName(own) ? [{ kind: 'person', start, end: start + own.length }] : [];
    }
    if (!isPlainSurname(word)) {
      return [];
    }
    // 三张图纸: a number before it makes it a measure.
    const end = /^m/u.test(words[index - 1]?.tag ?? '') ? 0 : givenName(words, index);
    return end > 0 ? [{ kind: 'person', start, end }] : [];
  });
}

/** End of the one or two characters after a surname that people are named with; 0 where there are none. */
function givenName(words: readonly TaggedWord[], index: number): number {
  const surnameWord = words[index]?.word ?? '';
  let end = 0;
  let name = '';
  for (const { word, tag, start } of words.slice(index + 1, index + 3)) {
    const single =
      word.length === 1 && (given.has(word) || (tag === 'x' && !isGrammar(word))) && !/^[udpcrmqf]/u.test(tag);
    const pair = name === '' && word.length === 2 && (/^nr/u.test(tag) || looksLikeName(`${surnameWord}${word}`));
    if ((!single && !pair) || name.length + word.length > 2) {
      break;
    }
    end = start + word.length;
    name += word;
  }
  return ordinary.has(`${surnameWord}${name}`) ? 0 : end;
}

/** Names of people, by cue, title, signature and dictionary. Better one too many than one too few. */
export function findNames(text: string): PersonalFind[] {
  const words = taggedWords(text);
  return [...shapedNames(text, words), ...segmentedNames(words), ...findEnglishNames(text)];
}
