import { describe, expect, it } from '@jest/globals';
import type { CommandEntry } from './command.entry.js';
import { commandList } from './command-list.js';
import { findCommand } from './find-command.js';

const entry = (words: string): CommandEntry => ({
  words,
  summary: '',
  load: () => Promise.reject(new Error('not here')),
});
const entries = ['start', 'inspect', 'preset check', 'preset show'].map(entry);

describe(findCommand.name, () => {
  it('hands the rest of the line to the command', () => {
    expect(findCommand(entries, ['preset', 'check', 'a.yaml', '--json'])).toMatchObject({
      kind: 'found',
      entry: { words: 'preset check' },
      rest: ['a.yaml', '--json'],
    });
  });

  it.each([[[]], [['help']], [['--help']], [['-h']]])('shows the whole list for %j', (args) => {
    expect(findCommand(entries, args)).toEqual({ kind: 'help', prefix: '' });
  });

  it('shows a family of commands by its first word', () => {
    expect(findCommand(entries, ['preset'])).toEqual({ kind: 'help', prefix: 'preset' });
    expect(findCommand(entries, ['help', 'preset'])).toEqual({ kind: 'help', prefix: 'preset' });
  });

  it('lets help <command> and <command> --help be the same', () => {
    expect(findCommand(entries, ['help', 'start'])).toMatchObject({ kind: 'found', rest: ['--help'] });
  });

  it('names what is similar to a word that nothing is called', () => {
    expect(findCommand(entries, ['preset', 'chek'])).toEqual({
      kind: 'unknown',
      words: 'preset chek',
      similar: ['preset check', 'preset show'],
    });
    expect(findCommand(entries, ['stop'])).toEqual({ kind: 'unknown', words: 'stop', similar: ['start'] });
  });
});

describe('the commands', () => {
  it('each have words of their own and a summary', () => {
    const words = commandList.map((command) => command.words);
    expect(new Set(words).size).toBe(words.length);
    expect(commandList.filter(({ summary }) => summary === '')).toEqual([]);
  });

  it.each(commandList.map(({ words, load }) => [words, load] as const))('%s can be loaded', async (_words, load) => {
    expect(typeof (await load())).toBe('function');
  });
});
