import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { endSpawnedServices, spawnService } from '#libs/testing/spawn-service.js';
import { smallModel } from './testing/small-model.js';

const folder = mkdtempSync(join(tmpdir(), 'redress-classify-'));
let model = '';

beforeAll(() => {
  model = smallModel(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
endSpawnedServices();

const Answer = z.record(z.string(), z.unknown());

interface Said {
  readonly code: number | null;
  readonly answers: readonly Record<string, unknown>[];
  readonly rest: string;
}

async function classify(lines: readonly unknown[], ...args: string[]): Promise<Said> {
  const file = join(folder, 'texts.jsonl');
  writeFileSync(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  const command = spawnService({
    entry: 'apps/cli/src/main.ts',
    args: ['classify', '--jsonl', file, '--model', model, ...args],
    env: {},
  });
  const { code } = await command.exited;
  const output = command.output().split('\n');
  const answers = output.filter((line) => line.startsWith('{'));
  return {
    code,
    answers: answers.map((line) => Answer.parse(JSON.parse(line))),
    rest: output.filter((line) => !line.startsWith('{')).join('\n'),
  };
}

const harm = {
  id: 'harm',
  from: '"葛立人" <ge@example.com>',
  text: '昨天大堂灯罩掉下来砸在我母亲肩上，锁骨骨折住院，江南里3幢2单元501，订单DD20261101007，电话13800001111，赔偿五万三千元。',
};
const keys = 'id tag abstain confidence clauses category urgent anonymous demands facts decidedBy evidence'.split(' ');
const limitMs = 120_000;

describe('bin/redress classify', () => {
  it(
    'says one JSON object a line, with the keys of the contract and no others',
    async () => {
      const labelled = { ...harm, id: 'labelled', lang: 'tlh', expect: { tag: 'nonsense' } };
      const { code, answers } = await classify([harm, labelled], '--preset', 'property-group');
      expect(code).toBe(0);
      const [first, second] = answers;
      expect(Object.keys(first ?? {})).toEqual(keys);
      expect(first).toMatchObject({
        id: 'harm',
        tag: 'major',
        clauses: expect.arrayContaining(['PG-13.2.1']),
        facts: { orderNo: 'DD20261101007', phone: '13800001111', eventDate: '2026-11-19' },
      });
      const evidence = first?.['evidence'] as object[];
      expect(evidence.length).toBeGreaterThan(0);
      expect(new Set(evidence.flatMap((item) => Object.keys(item)))).toEqual(new Set(['rule', 'clause', 'words']));
      expect({ ...second, id: 'harm' }).toEqual(first);
    },
    limitMs,
  );

  it(
    'says the same the second time',
    async () => {
      const texts = [harm, { id: 'calm', text: '门把手松了，请来拧一下。' }, { id: 'none', text: '' }];
      const first = await classify(texts, '--preset', 'service-industry');
      expect(first.answers).toHaveLength(3);
      expect(await classify(texts, '--preset', 'service-industry')).toEqual(first);
    },
    limitMs,
  );

  it(
    'names a line that it cannot answer, answers the others, and ends with 1',
    async () => {
      const { code, answers, rest } = await classify([
        { ...harm, id: 'good', preset: 'property-group' },
        'rubbish',
        '',
        '[]',
        { id: 'unknown', preset: 'nobody', text: '漏水' },
        { id: 'under-none', text: '漏水' },
        { id: 'no-text', preset: 'property-group' },
        { id: 'no-day', preset: 'property-group', text: '漏水', date: '2026-13-45' },
        { id: 'last', preset: 'private-cinema', text: '遥控器失灵', subject: null },
      ]);
      expect(code).toBe(1);
      expect(answers.map(({ id }) => id)).toEqual(['good', 'last']);
      expect(rest).toMatch(/texts\.jsonl:2: is not JSON/u);
      expect(rest).toMatch(/texts\.jsonl:4: .*expected object/u);
      expect(rest).toMatch(/texts\.jsonl:5: no preset nobody; there are .*property-group/u);
      expect(rest).toMatch(/texts\.jsonl:6: preset: is missing; name it in the line or with --preset/u);
      expect(rest).toMatch(/texts\.jsonl:7: text: /u);
      expect(rest).toMatch(/texts\.jsonl:8: date: /u);
      expect(rest.match(/texts\.jsonl:/gu)).toHaveLength(6);
    },
    limitMs,
  );

  it(
    'refuses a preset that nobody has, once and before any line',
    async () => {
      const { code, answers, rest } = await classify([harm, harm], '--preset', 'nobody');
      expect({ code, answers }).toEqual({ code: 1, answers: [] });
      expect(rest.match(/no preset nobody/gu)).toHaveLength(1);
    },
    limitMs,
  );

  it(
    'gets through empty texts, a megabyte of anything, and senders as long',
    async () => {
      const much = (unit: string): string => unit.repeat(Math.ceil(1_000_000 / unit.length));
      const { code, answers } = await classify(
        [
          { id: 'empty', text: '' },
          { id: 'blank', text: ' \n\t ', subject: ' ' },
          { id: 'digits', text: much('1'), subject: much('x'), from: much('"') },
          { id: 'quoted', text: much('> 引用\n'), from: much('<') },
          { id: 'places', text: much('3栋2单元1801 张三 '), from: much('a@') },
          { id: 'broken', text: '\uD83D\u0000漏水', attachments: [much('a')] },
        ],
        '--preset',
        'property-group',
      );
      expect(code).toBe(0);
      expect(answers.map(({ id }) => id)).toEqual(['empty', 'blank', 'digits', 'quoted', 'places', 'broken']);
    },
    limitMs,
  );
});
