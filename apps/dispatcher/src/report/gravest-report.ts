import type { DataOf } from '#libs/contracts/catalogue.js';

type Line = DataOf<'delivery-report.received'>['reports'][number];

const gravity: Readonly<Record<Line['outcome'], number>> = {
  'failed-hard': 4,
  absent: 3,
  'failed-soft': 2,
  delayed: 1,
  delivered: 0,
};

/** A notice goes to one recipient: of several lines about it the worst is what became of it. Pure. */
export function gravestReport(lines: readonly Line[]): Pick<Line, 'outcome' | 'status'> {
  const [worst] = lines.toSorted((a, b) => gravity[b.outcome] - gravity[a.outcome]);
  return worst ?? { outcome: 'failed-soft', status: '' };
}
