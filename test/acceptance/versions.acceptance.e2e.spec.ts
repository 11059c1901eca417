import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endSpawnedServices } from '#libs/testing/spawn-service.js';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';
import { digestsOf, runCommand } from './run-command.js';

const shipped = 'property-group.yaml';

/** The shipped rules as they would be revised: two working days instead of three. */
function revised(version: string, from: string, approval: 'approved' | 'draft'): (text: string) => string {
  return (text) => {
    const next = text
      .replace('version: "2026.1"', `version: "${version}"`)
      .replace(/effectiveFrom: .*/u, `effectiveFrom: ${from}`)
      .replace('limit: 3 working days', 'limit: 2 working days');
    return approval === 'approved' ? next : next.replace(/approval: .*/u, 'approval: null');
  };
}

const town = company({
  versions: [
    { of: shipped, as: 'property-group-next.yaml', change: revised('2026.2', '2026-11-25', 'approved') },
    { of: shipped, as: 'property-group-draft.yaml', change: revised('2026.3', '2026-11-24', 'draft') },
  ],
});
endSpawnedServices();
const jiangnan = 'tousu@jiangnanli.example.com';
const everyday = { subject: '走廊灯不亮', text: '3幢2单元走廊的灯不亮了，麻烦派人来换一个。' };

async function lamp(name: string): Promise<CaseFile> {
  return town.complaint(customer(name), jiangnan, everyday, { tag: 'general' });
}

let monday: CaseFile;
let tuesday: CaseFile;
let wednesday: CaseFile;

beforeAll(async () => {
  monday = await lamp('王秀兰');
  await town.passUntil('2026-11-24T01:00:00Z');
  tuesday = await lamp('何建国');
  await town.passUntil('2026-11-25T01:00:00Z');
  wednesday = await lamp('陈慧娴');
}, 120_000);

describe('a revised plan', () => {
  it('counts for cases from its first day on; a case keeps the version that it was opened under (ME-0.9)', async () => {
    expect([(await monday.row()).presetVersion, (await wednesday.row()).presetVersion]).toEqual(['2026.1', '2026.2']);
    expect(await monday.due('resolution')).toMatch(/^2026-11-26/u);
    expect(await wednesday.due('resolution')).toMatch(/^2026-11-27/u);

    // What happens on the old case later is still by the old rules.
    await town.answers(await monday.staffLetter('请接单'), '接单');
    expect(await monday.row()).toMatchObject({ presetVersion: '2026.1', stage: 'accepted' });
    expect(await monday.due('resolution')).toMatch(/^2026-11-26/u);
  });

  it('takes no effect as long as it is a draft, whatever its date', async () => {
    expect((await tuesday.row()).presetVersion).toBe('2026.1');
    expect(await tuesday.due('resolution')).toMatch(/^2026-11-27/u);
    const { code, output } = await runCommand(town, 'preset', 'check');
    expect(code).toBe(0);
    expect(output).toMatch(/property-group-draft\.yaml:\d+: approval: nobody has approved this version/u);
  });
});

describe('a version in a file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-try-'));
    const text = await readFile(join('config/presets', shipped), 'utf8');
    const harsher = revised(
      '2027.1',
      '2027-01-01',
      'draft',
    )(text).replace('limit: 2 working days', 'limit: 1 working day');
    await writeFile(join(folder, 'next.yaml'), harsher);
    await writeFile(join(folder, 'broken.yaml'), harsher.replace('limit: 1 working day', 'limit: soon'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is tried on past complaints, which says what would be different and changes nothing (ME-0.9)', async () => {
    // Whatever waits for the undo window has gone out.
    await town.pass(10, 'minutes');
    const before = await digestsOf(town);
    const { code, output } = await runCommand(town, 'preset', 'try', join(folder, 'next.yaml'), '--since', '30d');
    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toMatch(
      /property-group@2027\.1 on 3 cases since 2026-10-26 .*: 3 would be different\. Nothing was changed\./u,
    );
    expect(output).toMatch(/limits +0 +3\n/u);
    expect(output).toMatch(/resolution +3 +0 +0 +0 +[0-9]/u);
    expect(output).toContain(`${await monday.number()}: resolution 2026-11-26`);
    expect(output).not.toMatch(/王秀兰|何建国|陈慧娴|走廊|kehu\d|mail\.example/u);
    expect(await digestsOf(town)).toEqual(before);
  });

  it('that is wrong is refused with file and line', async () => {
    const { code, output } = await runCommand(town, 'preset', 'try', join(folder, 'broken.yaml'));
    expect(code).toBe(78);
    expect(output).toMatch(/broken\.yaml:\d+: milestones\.[a-z-]+\.limit: not a limit/u);
  });

  it('is compared with what is in force, entry by entry', async () => {
    const { output } = await runCommand(town, 'preset', 'diff', 'property-group@2026.1', join(folder, 'next.yaml'));
    expect(output).toMatch(/0 added, 0 removed, 4 changed/u);
    expect(output).toMatch(/~ PG-18\.2 +milestones\.resolution\n +limit: 3 working days → 1 working day/u);
  });
});
