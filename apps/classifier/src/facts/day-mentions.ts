import type { DateMention } from '../quantities/dates.js';
import type { Reading } from '../text/reading.js';
import { numberOfThing } from './event-date.table.js';
import { placesIn } from './place.js';
import { spokenDays } from './spoken-days.js';
import { isAround } from './words-around.js';

/** Longest line that a machine sets above a page. */
const longestHeader = 60;
const machineWords = /(?<![a-z])(?:fax|tel|page|p ?\.? ?\d+ ?\/)|传真/u;
const machineTime = /^\s*20\d\d[-/. ]\d{1,2}[-/. ][\dliob]{1,2}\s+[\dliob]{1,2}:[\dliob]{2}/u;

/** A line of a text and where it begins. */
interface Line {
  readonly start: number;
  readonly words: string;
}

function linesOf(text: string): Line[] {
  let start = 0;
  return text.split('\n').map((words) => {
    const line = { start, words };
    start += words.length + 1;
    return line;
  });
}

/** Days in order that stand neither in a scanner's or fax machine's own line nor alone under a letter. */
function withoutMargins(mentions: readonly DateMention[], text: string): DateMention[] {
  const lines = linesOf(text);
  let at = 0;
  return mentions.filter((mention) => {
    while (at + 1 < lines.length && (lines[at + 1]?.start ?? 0) <= mention.start) {
      at += 1;
    }
    const { start, words } = lines[at] ?? { start: 0, words: '' };
    const isMachines = (words.length <= longestHeader && machineWords.test(words)) || machineTime.test(words);
    const isWholeLine = words.length <= mention.end - mention.start + 8;
    return !isMachines && !(isWholeLine && start > text.length / 2);
  });
}

/** 1 at each offset inside one of the spans. */
function covered(length: number, spans: readonly { readonly start: number; readonly end: number }[]): Uint8Array {
  const marks = new Uint8Array(length);
  for (const { start, end } of spans) {
    marks.fill(1, start, end);
  }
  return marks;
}

/** Days that the writer names, in order: written or spoken, without numbers of houses and things and without the letter's own. */
export function dayMentions(reading: Reading): DateMention[] {
  const { text, today } = reading;
  const houses = placesIn(reading).map(([start, end]) => ({ start: start + 1, end }));
  const inHouse = covered(text.length, houses);
  const spoken = spokenDays(text, today);
  const inSpoken = covered(text.length, spoken);
  const written = reading.dates.filter(({ start, end }) => inSpoken[start] !== 1 && inSpoken[end - 1] !== 1);
  const named = [...written, ...spoken].toSorted((a, b) => a.start - b.start);
  return withoutMargins(named, text).filter(
    (mention) => inHouse[mention.start] !== 1 && !isAround(numberOfThing, mention, text),
  );
}
