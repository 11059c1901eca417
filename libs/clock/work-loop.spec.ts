import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing/eventually.js';
import { MemoryLogger } from '#libs/testing/memory.logger.js';
import { FixedClock } from './fixed.clock.js';
import { WorkLoop } from './work-loop.js';

const minuteMs = 60_000;
const logger = new MemoryLogger();
const loops: WorkLoop[] = [];

function loopOver(clock: FixedClock, runDue: (now: Date) => Promise<Date | null>): WorkLoop {
  const loop = new WorkLoop({ name: 'test', clock, runDue, logger, maxIdleMs: minuteMs });
  loops.push(loop);
  return loop;
}

afterEach(async () => {
  await Promise.all(loops.splice(0).map((loop) => loop.stop()));
});

describe('WorkLoop', () => {
  it('runs at start, and again when the clock is stepped to what is due', async () => {
    const clock = new FixedClock('2026-11-21T01:00:00Z');
    const runs: string[] = [];
    loopOver(clock, (now) => {
      runs.push(now.toISOString());
      return Promise.resolve(new Date('2026-11-21T09:00:00Z'));
    }).start();
    await eventually(() => {
      expect(runs).toEqual(['2026-11-21T01:00:00.000Z']);
    });
    clock.advance(8 * 60 * minuteMs);
    await eventually(() => {
      expect(runs.at(-1)).toBe('2026-11-21T09:00:00.000Z');
    });
  });

  it('runs once more when it was woken during a run, never twice at a time', async () => {
    const clock = new FixedClock('2026-11-21T01:00:00Z');
    const gates: PromiseWithResolvers<null>[] = [];
    const loop = loopOver(clock, () => {
      const gate = Promise.withResolvers<null>();
      gates.push(gate);
      return gate.promise;
    });
    loop.start();
    await eventually(() => {
      expect(gates).toHaveLength(1);
    });
    loop.wake();
    loop.wake();
    expect(gates).toHaveLength(1);
    gates[0]?.resolve(null);
    await eventually(() => {
      expect(gates).toHaveLength(2);
    });
    gates[1]?.resolve(null);
  });

  it('logs a run that throws and tries again', async () => {
    let runs = 0;
    loopOver(new FixedClock('2026-11-21T01:00:00Z'), () => {
      runs += 1;
      return runs < 3 ? Promise.reject(new Error('away')) : Promise.resolve(null);
    }).start();
    await eventually(() => {
      expect(runs).toBe(3);
    });
    expect(logger.sentences('error')).toHaveLength(2);
  });

  it('stops after the run in hand and does not start again', async () => {
    const clock = new FixedClock('2026-11-21T01:00:00Z');
    const gate = Promise.withResolvers<null>();
    let runs = 0;
    const loop = loopOver(clock, () => {
      runs += 1;
      return gate.promise;
    });
    loop.start();
    await eventually(() => {
      expect(runs).toBe(1);
    });
    let stopped = false;
    const stopping = loop.stop().then(() => (stopped = true));
    loop.wake();
    clock.advance(minuteMs);
    await Promise.resolve();
    expect(stopped).toBe(false);
    gate.resolve(null);
    await stopping;
    expect(runs).toBe(1);
  });
});
