import { Session, type Profiler } from 'node:inspector/promises';
import { afterAll, beforeAll } from '@jest/globals';

/** Counts how much of our code runs: the same input gives the same number on every machine, busy or not. */
export interface WorkMeter {
  /** How often functions, branches and bodies of loops of `apps` and `libs` are entered while this runs, added up. */
  of(work: () => unknown): Promise<number>;
  /** How many times as much work twice the size is: 2 when work grows with the size, 4 when with its square. */
  ofTwice(size: number, work: (size: number) => unknown): Promise<number>;
}

const ours = /\/(?:apps|libs)\/[^?]*\.ts$/u;

/**
 * Registers a meter for this file, so that a test can say how work grows with its input. Call it before anything that is
 * measured has run: V8 counts the blocks of a function only when it was first called after that. What happens inside one
 * call of a built-in (a search, a regular expression) is not seen; `bench` folders time that.
 */
export function workMeter(): WorkMeter {
  const session = new Session();
  beforeAll(async () => {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  });
  afterAll(async () => {
    await session.post('Profiler.stopPreciseCoverage');
    session.disconnect();
  });
  /** Taking sets all counts back to nothing. */
  const of = async (work: () => unknown): Promise<number> => {
    await session.post('Profiler.takePreciseCoverage');
    await work();
    const { result } = await session.post('Profiler.takePreciseCoverage');
    return result.filter(({ url }) => ours.test(url)).reduce((sum, script) => sum + entriesOf(script), 0);
  };
  return {
    of,
    ofTwice: async (size, work) => {
      // What is made once, at the first call, is not counted: tables, dictionaries.
      await work(size);
      const once = await of(() => work(size));
      return (await of(() => work(2 * size))) / once;
    },
  };
}

function entriesOf({ functions }: Profiler.ScriptCoverage): number {
  return functions.flatMap(({ ranges }) => ranges).reduce((sum, { count }) => sum + count, 0);
}
