import { describe, expect, it } from '@jest/globals';
import { linkReport } from './link-report.js';
import { linkReportLines } from './link-report-lines.js';
import type { LinkCorrectionRow } from './read-link-corrections.js';

let minute = 0;

function said(deliveryId: string, otherDeliveryId: string, more: Partial<LinkCorrectionRow> = {}): LinkCorrectionRow {
  minute += 1;
  return {
    deliveryId,
    otherDeliveryId,
    kind: 'merged',
    samePerson: false,
    sameCause: false,
    decidedBy: 'desk',
    correctedAt: new Date(`2026-11-20T02:${String(minute).padStart(2, '0')}:00Z`),
    ...more,
  };
}

describe(linkReport.name, () => {
  it('counts each pair once, by the last word on it, against what the software knew', () => {
    const rows = [
      said('a', 'b', { samePerson: true }),
      said('c', 'd', { kind: 'related' }),
      said('d', 'c', { kind: 'merged', sameCause: true }),
      said('e', 'f'),
      said('e', 'f', { kind: 'apart' }),
      said('g', 'h', { kind: 'related' }),
    ];
    const report = linkReport(rows.toReversed());
    expect(report).toEqual({
      together: 3,
      merged: 2,
      related: 1,
      samePerson: 1,
      sameCause: 1,
      unknown: 1,
      takenBack: 1,
    });
    expect(linkReportLines(report).join('\n')).toMatch(
      /put together by people 3: one case \(合并\) 2, related \(关联\) 1 {3}taken back 1/u,
    );
  });

  it('says nothing where people have linked nothing', () => {
    expect(linkReportLines(linkReport([]))).toEqual([]);
  });
});
