import { describe, expect, it } from '@jest/globals';
import type { Tag } from '#libs/contracts/vocabulary.js';
import { correctionReport, type AnsweredRow, type DecidedRow } from './correction-report.js';
import { correctionReportLines } from './correction-report-lines.js';

const answer = (deliveryId: string, tag: Tag, more: Partial<AnsweredRow> = {}): AnsweredRow => ({
  deliveryId,
  tag,
  abstained: false,
  category: 'safety',
  rules: [`${tag}.rule`, 'model'],
  decidedBy: 'rules',
  opinion: null,
  ...more,
});
const said = (deliveryId: string, tag: Tag, more: Partial<DecidedRow> = {}): DecidedRow => ({
  caseId: `case-${deliveryId}`,
  caseVersion: 2,
  deliveryId,
  decidedBy: 'desk',
  overrules: true,
  tag,
  tagBefore: null,
  category: 'safety',
  categoryBefore: null,
  ...more,
});

const answers = [
  answer('a', 'major'),
  answer('b', 'major'),
  answer('c', 'general', { category: 'service' }),
  answer('d', 'general', { abstained: true, decidedBy: 'desk', opinion: 'timeout' }),
  answer('e', 'invalid'),
  answer('f', 'general', { decidedBy: 'opinion', opinion: 'agreed' }),
];
const decided = [
  said('a', 'general'),
  said('c', 'general'),
  said('d', 'major', { overrules: false }),
  said('e', 'invalid', { overrules: false, category: null }),
  said('f', 'major'),
  said('f', 'general', { decidedBy: 'undo', caseVersion: 3, deliveryId: null }),
];

describe(correctionReport.name, () => {
  const report = correctionReport(answers, decided);

  it('counts what people changed, what they decided, and not what they took back', () => {
    expect(report).toMatchObject({
      answered: 6,
      leftToDesk: 1,
      decidedByPeople: 4,
      corrected: 2,
      tagCorrected: 1,
      categoryCorrected: 1,
    });
  });

  it('tells answers from what people said, apart from what was left to them', () => {
    expect(report.confusion).toEqual({
      major: { general: 1 },
      general: { general: 1 },
      'general?': { major: 1 },
      invalid: { invalid: 1 },
    });
  });

  it('names rules, categories and deciders by how often they were wrong', () => {
    expect(report.byRule['major.rule']).toEqual({ answered: 2, corrected: 1 });
    expect(report.byRule['model']).toBeUndefined();
    expect(report.byCategory['service']).toEqual({ answered: 1, corrected: 1, instead: { safety: 1 } });
    expect(report.byDecider['opinion']).toEqual({ answered: 1, corrected: 0 });
    expect(report.opinions).toEqual({ timeout: 1, agreed: 1 });
  });

  it('reads as a page, and as one line when there is nothing', () => {
    const page = correctionReportLines(report).join('\n');
    expect(page).toMatch(/corrected 2 \(33\.3 %\): tag 1 \(20\.0 % of what the software decided\)/u);
    expect(page).toMatch(/major\.rule +1 of +2 +50\.0 %/u);
    expect(page).toMatch(/service +1 of +1 +100\.0 % +instead: safety 1/u);
    expect(correctionReportLines(correctionReport([], []))).toEqual(['no complaint was classified in this time']);
  });
});
