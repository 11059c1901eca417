import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readingOf } from '../testing/reading-of.js';
import { WordClassesFile } from './word-classes.schema.js';

const { classes } = WordClassesFile.parse(parse(readFileSync('config/classification/word-classes.yaml', 'utf8')));
const names = Object.keys(classes);

function classesIn(text: string): string[] {
  return readingOf(text).classes.map(({ id }) => names[id] ?? '');
}

describe('classes of words', () => {
  it.each([
    ['投影机的镜头花了', 'projector'],
    ['The lamp of our projector is dead', 'projector'],
    ['保安指着我骂', 'rude'],
    ['師傅沒有來', 'staff-field'],
    ['骑手把餐丢在楼下', 'staff-courier'],
  ])('know the words of %s', (text, name) => {
    expect(classesIn(text)).toContain(name);
  });

  it('find English words at word edges alone', () => {
    expect(classesIn('a fantastic evening')).not.toContain('appliance');
  });

  it('stand in the order of the text', () => {
    const starts = readingOf('店员骂人，投影机坏了，请退款。').classes.map(({ start }) => start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it('name no word twice in one class', () => {
    const twice = names.flatMap((name) => {
      const words = (classes[name] ?? '').split('|');
      return words.filter((word, at) => words.indexOf(word) !== at).map((word) => `${name}: ${word}`);
    });
    expect(twice).toEqual([]);
  });
});
