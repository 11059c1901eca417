import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

export interface TaggedWord {
  readonly word: string;
  /** Part of speech; `nr` a name, `x` none that the dictionary knows. */
  readonly tag: string;
  readonly start: number;
}

let tagger: Jieba | null = null;

/** Words of a text in order, with the dictionary's opinion of each. The dictionary is read once a process. */
export function taggedWords(text: string): TaggedWord[] {
  tagger ??= Jieba.withDict(dict);
  const words: TaggedWord[] = [];
  let at = 0;
  for (const { word, tag } of tagger.tag(text, true)) {
    const start = text.startsWith(word, at) ? at : text.indexOf(word, at);
    if (start >= 0) {
      words.push({ word, tag, start });
      at = start + word.length;
    }
  }
  return words;
}

/** Offsets inside a word of the dictionary that is no name: no name begins there. */
export function insideWords(words: readonly TaggedWord[]): ReadonlySet<number> {
  const inside = new Set<number>();
  for (const { word, tag, start } of words) {
    if (!/^(?:nr|x)/u.test(tag)) {
      for (let at = start + 1; at < start + word.length; at += 1) {
        inside.add(at);
      }
    }
  }
  return inside;
}
