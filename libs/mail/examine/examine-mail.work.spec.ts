import { describe, expect, it } from '@jest/globals';
import { workMeter } from '#libs/testing/work-meter.js';
import { hostileMails } from '../testing/hostile-mails.js';
import { examineMail } from './examine-mail.js';

const meter = workMeter();
/** No reader is stopped: what is counted is what it would do. */
const noLimits = { budgetMs: 3_600_000, limitMs: 3_600_000 };
/** Small enough that nothing is cut, or left undivided, at twice the size. */
const halfOf = (most: number): number => Math.min(most / 2, 4_000);

describe('one mail, whatever is in it', () => {
  it.each(hostileMails)('takes work in proportion to its length: $what (issue 3 point 3)', async ({ most, mail }) => {
    const growth = await meter.ofTwice(halfOf(most), (times) => examineMail(Buffer.from(mail(times)), {}, noLimits));
    expect(growth).toBeLessThan(2.5);
  });

  it.each(hostileMails)('is examined to its end at its full length: $what', async ({ most, mail }) => {
    const { mail: parsed, reply } = await examineMail(Buffer.from(mail(most)), {}, noLimits);
    expect(parsed.warnings).not.toContain('parse-failed');
    expect(reply.segments.at(-1)?.to).toBe(reply.full.split('\n').length);
  });
});
