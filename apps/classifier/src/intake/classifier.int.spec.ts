import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { ClassifierUnderTest, classifierTestSets } from '../testing/classifier-under-test.js';

let classifier: ClassifierUnderTest;
// Before the database is: hooks of the end run in this order.
afterAll(() => classifier.stop());
const database = withTestDatabase({ sets: classifierTestSets });

beforeAll(async () => {
  classifier = new ClassifierUnderTest(database.url);
  await classifier.start();
});

const injury = '昨天傍晚5号楼大堂的灯罩掉下来砸在我母亲肩上，锁骨骨折，现在住院。要求赔偿医药费。13800001111';

describe('the classifier service', () => {
  it('announces tag, clauses and rules of a complaint without any of its words', async () => {
    const delivery = await classifier.receive({ subject: '大堂灯罩', text: injury });
    const said = await eventually(() => {
      const found = classifier.classified.find(({ deliveryId }) => deliveryId === delivery);
      expect(found).toBeDefined();
      return Promise.resolve(found);
    });
    expect(said).toMatchObject({
      tag: 'major',
      clauses: ['PG-13.2.1'],
      rules: expect.arrayContaining(['major.bodily-harm']),
    });
    expect(JSON.stringify(said)).not.toMatch(/骨折|13800001111|母亲/u);
    const { rows } = await database.query('select * from classification.assessment where delivery_id = $1', [delivery]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/骨折|13800001111|母亲/u);
    const sealed = await database.query(`select 1 from vault.item where group_id = $1 and kind = 'assessment'`, [
      delivery,
    ]);
    expect(sealed.rows).toHaveLength(1);
  });

  it('does not count what is only quoted', async () => {
    const delivery = await classifier.receive({ text: '楼道灯不亮，麻烦换一个。', quoted: injury });
    await eventually(() => {
      expect(classifier.classified.find(({ deliveryId }) => deliveryId === delivery)).toMatchObject({
        tag: 'general',
        clauses: ['PG-13.1'],
      });
      return Promise.resolve();
    });
  });

  it('keeps what the desk says instead, with the rules that had fired', async () => {
    const delivery = await classifier.receive({ text: injury });
    await eventually(() => {
      expect(classifier.classified.some(({ deliveryId }) => deliveryId === delivery)).toBe(true);
      return Promise.resolve();
    });
    const caseId = await classifier.correct(delivery, { tag: 'major', correction: false });
    await classifier.correct(delivery, { tag: 'general', correction: true, caseId, caseVersion: 3 });
    await eventually(async () => {
      const { rows } = await database.query(
        `select tag, tag_before, decided_by, person, overrules, rules from classification.correction
          where delivery_id = $1 order by case_version`,
        [delivery],
      );
      const common = {
        tag_before: 'major',
        decided_by: 'desk',
        person: 'chenjing',
        rules: expect.arrayContaining(['major.bodily-harm']),
      };
      expect(rows).toEqual([
        { ...common, tag: 'major', overrules: false },
        { ...common, tag: 'general', overrules: true },
      ]);
    });
  });

  it('keeps on record that a command was taken back', async () => {
    const delivery = await classifier.receive({ text: injury });
    const caseId = await classifier.correct(delivery, { tag: 'general', correction: true });
    await classifier.revert(caseId, { tag: 'major', caseVersion: 3 });
    await eventually(async () => {
      const { rows } = await database.query(
        `select tag, decided_by from classification.correction where case_id = $1 order by case_version`,
        [caseId],
      );
      expect(rows).toEqual([
        { tag: 'general', decided_by: 'desk' },
        { tag: 'major', decided_by: 'undo' },
      ]);
    });
  });
});
