import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';

const shipped = 'service-industry.yaml';
const kefu = 'kefu@service.example.com';

/** The committee's rules with five working days instead of seven. */
function shorter(version: string, from: string): (text: string) => string {
  return (text) =>
    text
      .replace('version: "2026.1"', `version: "${version}"`)
      .replace(/effectiveFrom: .*/u, `effectiveFrom: ${from}`)
      .replace('limit: 7 working days', 'limit: 5 working days');
}

const town = company({
  points: 'service',
  roster: 'test/acceptance/config/roster-service.yaml',
  versions: [
    {
      of: shipped,
      as: 'service-industry-draft.yaml',
      change: (text) => shorter('2026.2', '2026-11-24')(text).replace(/approval: .*/u, 'approval: null'),
    },
    { of: shipped, as: 'service-industry-next.yaml', change: shorter('2026.3', '2026-11-25') },
    {
      of: shipped,
      as: 'service-industry-other.yaml',
      change: (text) => shorter('2026.4', '2026-11-24')(text).replace('客户投诉管理委员会, on:', '门店运营部, on:'),
    },
  ],
});

let tuesday: CaseFile;
let wednesday: CaseFile;

beforeAll(async () => {
  await town.passUntil('2026-11-24T01:00:00Z');
  const table = { subject: '桌子松动', text: '靠窗第三张桌子松动，请修一下。' };
  tuesday = await town.complaint(customer('朱琳'), kefu, table, { tag: 'general' });
  await town.passUntil('2026-11-25T01:00:00Z');
  wednesday = await town.complaint(customer('骆宁'), kefu, table, { tag: 'general' });
}, 120_000);

describe('a revision of the rules', () => {
  it('counts only with the recorded approval of the committee, who and when (SI-6.3)', async () => {
    // On Tuesday a draft begins, and a version that a department approved by itself: neither counts.
    expect([(await tuesday.row()).presetVersion, (await wednesday.row()).presetVersion]).toEqual(['2026.1', '2026.3']);
    expect((await tuesday.row()).clauses.length).toBeGreaterThan(0);
    // Seven working days from Tuesday, five from Wednesday.
    expect(await tuesday.due('resolution')).toMatch(/^2026-12-03/u);
    expect(await wednesday.due('resolution')).toMatch(/^2026-12-02/u);
    expect((await wednesday.customerLetter('已受理')).text).toContain(await wednesday.number());
  });
});
