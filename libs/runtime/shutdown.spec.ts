import { describe, expect, it } from '@jest/globals';
import { Shutdown, shutdownPhases } from './shutdown.js';

describe(Shutdown.name, () => {
  it('runs the phases one after the other, whatever the order of registration', async () => {
    const ran: string[] = [];
    const shutdown = new Shutdown();
    for (const phase of [...shutdownPhases].reverse()) {
      shutdown.register({ phase, name: phase, run: () => void ran.push(phase) });
    }
    expect(await shutdown.run()).toEqual([]);
    expect(ran).toEqual([...shutdownPhases]);
  });

  it('runs the steps of one phase together', async () => {
    const shutdown = new Shutdown(1_000);
    const { promise: met, resolve: meet } = Promise.withResolvers<void>();
    shutdown.register({ phase: 'drain', name: 'waits', run: () => met });
    shutdown.register({ phase: 'drain', name: 'frees', run: meet });
    expect(await shutdown.run()).toEqual([]);
  });

  it('goes on after a failure and names what failed', async () => {
    const ran: string[] = [];
    const shutdown = new Shutdown();
    shutdown.register({
      phase: 'stop-taking',
      name: 'listener',
      run: () => {
        throw new Error('still busy');
      },
    });
    shutdown.register({ phase: 'disconnect', name: 'broker', run: () => void ran.push('broker') });
    const failures = await shutdown.run();
    expect(failures.map((failure) => failure.message)).toEqual(['listener did not stop (stop-taking)']);
    expect(failures[0]?.cause).toMatchObject({ message: 'still busy' });
    expect(ran).toEqual(['broker']);
  });

  it('leaves behind what takes longer than the limit', async () => {
    const shutdown = new Shutdown(20);
    shutdown.register({ phase: 'drain', name: 'never ends', run: () => Promise.withResolvers<void>().promise });
    const failures = await shutdown.run();
    expect(failures[0]?.cause).toMatchObject({ message: 'it took longer than 20 ms' });
  });
});
