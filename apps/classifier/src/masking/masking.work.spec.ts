import { expect, it } from '@jest/globals';
import { workMeter } from '#libs/testing/work-meter.js';
import { hostileToMasking, repeatedTo } from '../testing/hostile-texts.js';
import { placeholders } from './mask-style.js';
import { maskText } from './mask-text.js';

const meter = workMeter();
const nobody = { from: null, facts: [] };

it.each(hostileToMasking)('a hostile text takes work in proportion to its length: %s', async (part) => {
  const growth = await meter.ofTwice(10_000, (size) => maskText(repeatedTo(size, part), nobody, placeholders));
  expect(growth).toBeLessThan(2.5);
});
