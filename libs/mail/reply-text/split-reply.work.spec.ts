import { describe, expect, it } from '@jest/globals';
import { workMeter } from '#libs/testing/work-meter.js';
import { splitReply } from './split-reply.js';

const meter = workMeter();
const quotations = (lines: number): string => `好的\n${'> 在 2026-11-20 10:11 wrote: a@example.com\n'.repeat(lines)}`;

describe('splitReply', () => {
  it.each<[string, (times: number) => string]>([
    ['quotation', quotations],
    ['beginnings of an introduction', (times) => 'On '.repeat(times)],
    ['a rule that ends in a letter', (times) => `${'-'.repeat(times)}x`],
    ['a label and blanks', (times) => `From:${' '.repeat(times)}`],
    ['signs of quotation', (times) => '> '.repeat(times)],
    ['addresses that somebody wrote', (times) => `${'a@b.c '.repeat(times)}wrote:`],
    ['own lines and quotation by turns', (times) => '好的\n> 请看\n'.repeat(times)],
  ])('takes work in proportion to the text: %s', async (_what, text) => {
    expect(await meter.ofTwice(4_000, (times) => splitReply(text(times)))).toBeLessThan(2.5);
  });

  it.each<[string, string]>([
    ['more lines than anybody writes', quotations(49_000)],
    ['more letters than anybody writes', '好的\n'.padEnd(1_100_000, 'a')],
  ])('does not divide %s, and shows all of it', async (_what, text) => {
    const reply = splitReply(text);
    expect(reply).toMatchObject({ full: text, own: text, quoted: '', signature: '' });
    expect(await meter.of(() => splitReply(text))).toBeLessThan(20 * text.split('\n').length + 1_000);
  });

  it.each(['On ', '-', '> ', 'a@b.c '])('loses nothing of 50,000 times %j', (part) => {
    const text = `${part.repeat(50_000)}wrote:`;
    expect(splitReply(text).full).toBe(text);
  });
});
