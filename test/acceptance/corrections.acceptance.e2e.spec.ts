import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { TrainingText } from '#apps/classifier/src/training/labelled-text.schema.js';
import { endSpawnedServices } from '#libs/testing/spawn-service.js';
import type { CaseFile } from './case-file.js';
import { company, customer } from './company.js';
import { digestsOf, runCommand } from './run-command.js';

const town = company();
endSpawnedServices();
const jiangnan = 'tousu@jiangnanli.example.com';
const harmed = {
  subject: '灯罩砸人',
  text: '我叫葛立人，住江南里3幢2单元501。昨天大堂灯罩掉下来砸在我母亲肩上，锁骨骨折，现在住院。电话13800001111。',
};
let folder = '';
let harm: CaseFile;
let advert: CaseFile;
let undone: CaseFile;
let confirmed = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redress-corrections-'));
  harm = await town.mail(customer('葛立人'), jiangnan, harmed);
  await town.answers(await harm.staffLetter('重大投诉上报'), '一般 查实没有人受伤');

  advert = await town.mail(customer('平安'), jiangnan, {
    subject: '优惠活动',
    text: '本公司承接装修工程，全场八折优惠，欢迎来电咨询，加盟热线13900002222，退订回T。',
  });
  const asked = await advert.staffLetter('请判定');
  await town.answers(asked, '有效 业主转来的真实反映');
  await town.answers(asked, '分类 building-quality');

  const flyer = await town.mail(customer('康达'), jiangnan, {
    subject: '招商加盟',
    text: '低息贷款当天放款，全场八折优惠，欢迎来电咨询，加盟热线13900003333，退订回T。',
  });
  await town.answers(await flyer.staffLetter('请判定'), '无效 广告');
  confirmed = flyer.id;

  undone = await town.mail(customer('何建国'), jiangnan, {
    ...harmed,
    text: harmed.text.replaceAll('葛立人', '何建国'),
  });
  const reported = await undone.staffLetter('重大投诉上报');
  await town.answers(reported, '一般 看错了');
  await town.answers(reported, '撤销');
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('what people decide by reply', () => {
  it('is on record with who and why: the person by id, the reason in the vault', async () => {
    const rows = await correctionsOf(town);
    expect(rows).toEqual([
      { case: harm.id, by: 'management', person: 'zheng-weimin', tag: 'general', before: 'major', why: 'reason' },
      { case: advert.id, by: 'desk', person: expect.any(String), tag: 'general', before: 'invalid', why: 'reason' },
      { case: advert.id, by: 'desk', person: expect.any(String), tag: 'general', before: 'invalid', why: null },
      { case: confirmed, by: 'desk', person: expect.any(String), tag: 'invalid', before: 'invalid', why: 'reason' },
      { case: undone.id, by: 'management', person: 'zheng-weimin', tag: 'general', before: 'major', why: 'reason' },
      { case: undone.id, by: 'undo', person: null, tag: 'major', before: null, why: null },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/查实|反映|看错/u);
  });

  it('is in the report: confusion, rules and categories; what was taken back is not', async () => {
    const before = await digestsOf(town);
    const { code, output } = await runCommand(town, 'classifier', 'report', '--since', '7d');
    expect(code).toBe(0);
    expect(output).toMatch(/classified 4 {3}left to the desk 0 .* decided or corrected by people 3/u);
    expect(output).toMatch(/^major +1 +0$/mu);
    expect(output).toMatch(/^invalid +1 +1$/mu);
    expect(output).toMatch(/major\.bodily-harm +1 of +2 +50\.0 %/u);
    expect(output).toMatch(/other +1 of +4 +25\.0 % +instead: building-quality 1/u);
    expect(output).not.toMatch(/葛立人|1380000|灯罩/u);
    expect(await digestsOf(town)).toEqual(before);
    const other = await runCommand(town, 'classifier', 'report', '--preset', 'private-cinema');
    expect(other.output).toMatch(/no complaint was classified/u);
  });

  it('is listed by who and what, and by why where an administrator asks for it', async () => {
    const plain = await runCommand(town, 'classifier', 'report', '--list');
    expect(plain.output).toMatch(/zheng-weimin +major → general +other +given/u);
    expect(plain.output).toMatch(/taken back +major/u);
    expect(plain.output).not.toMatch(/查实|看错/u);
    const revealed = await runCommand(town, 'classifier', 'report', '--reveal');
    expect(revealed.output).toMatch(/zheng-weimin +major → general +other +查实没有人受伤/u);
  });

  it('can be exported as labelled texts, with names, numbers and places made up', async () => {
    const file = join(folder, 'decided.jsonl');
    const { code, output } = await runCommand(town, 'classifier', 'export', '--to', file);
    expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('3 text(s) decided by people') });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'utf8');
    const lines = text.trim().split('\n');
    const texts = lines.map((line) => TrainingText.parse(JSON.parse(line)));
    const fallen = texts.find(({ subject }) => subject === '灯罩砸人');
    expect(fallen).toMatchObject({ preset: 'property-group', expect: { tag: 'general', clauses: ['PG-13.1'] } });
    expect(fallen?.text).toContain('锁骨骨折');
    expect(fallen?.text).toContain(fallen?.expect.facts.phone ?? 'nothing');
    expect(texts.find(({ subject }) => subject === '优惠活动')?.expect.category).toBe('building-quality');
    expect(text).not.toMatch(/葛立人|平安|13800001111|13900002222|江南里|501|kehu/u);

    const again = await runCommand(town, 'classifier', 'export', '--to', file);
    expect(again).toMatchObject({ code: 2, output: expect.stringContaining('exists; name another file') });
    const open = await runCommand(town, 'classifier', 'export', '--to', '-', '--unmasked');
    expect(open.output).toMatch(/我叫葛立人，住江南里3幢2单元501/u);
  });
});

async function correctionsOf(of: typeof town): Promise<object[]> {
  const client = new pg.Client({ connectionString: of.settings['DATABASE_URL'] });
  await client.connect();
  try {
    const { rows } = await client.query<object>(
      `select c.case_id as case, c.decided_by as by, c.person, c.tag, c.tag_before as before, i.kind as why
         from classification.correction c left join vault.item i on i.id = c.reason order by c.corrected_at, c.case_version`,
    );
    return rows;
  } finally {
    await client.end();
  }
}
