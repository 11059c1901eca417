import { describe, expect, it } from '@jest/globals';
import { Readiness } from './readiness.js';

describe(Readiness.name, () => {
  it('names the part that does not work, by code and without its text', async () => {
    const readiness = new Readiness();
    readiness.register('database', () =>
      Promise.reject(Object.assign(new Error('postgres://a:b@c'), { code: 'ECONNREFUSED' })),
    );
    readiness.register('transport', () => undefined);
    expect(await readiness.look()).toEqual([
      { name: 'database', ready: false, reason: 'ECONNREFUSED' },
      { name: 'transport', ready: true, reason: null },
    ]);
  });

  it('is not ready any more once the stop is announced', async () => {
    const readiness = new Readiness();
    readiness.announceStop();
    expect(await readiness.look()).toEqual([{ name: 'process', ready: false, reason: 'stopping' }]);
  });

  it('refuses a second probe of the same name', () => {
    const readiness = new Readiness();
    readiness.register('database', () => undefined);
    expect(() => {
      readiness.register('database', () => undefined);
    }).toThrow('two readiness probes are called database');
  });
});
