import { describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.js';

describe(Metrics.name, () => {
  it('counts a value outside its closed list as other, so that series stay bounded', async () => {
    const metrics = new Metrics('ingestor');
    const count = metrics.counter({
      name: 'redress_deliveries_total',
      help: 'Deliveries.',
      labels: { outcome: ['accepted', 'parked'] },
    });
    count({ outcome: 'accepted' });
    count({ outcome: 'li.mei@example.cn' as 'accepted' });
    const page = await metrics.print();
    expect(page).toContain('redress_deliveries_total{outcome="accepted",service="ingestor"} 1');
    expect(page).toContain('redress_deliveries_total{outcome="other",service="ingestor"} 1');
    expect(page).not.toContain('li.mei');
  });

  it('keeps services of one process apart', async () => {
    const [one, two] = [new Metrics('one'), new Metrics('two')];
    one.gauge({ name: 'redress_queue', help: 'Waiting.', labels: {} })({}, 3);
    expect(await one.print()).toContain('redress_queue{service="one"} 3');
    expect(await two.print()).not.toContain('redress_queue');
  });
});
