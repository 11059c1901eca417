import { describe, expect, it } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import { Readiness } from '#libs/observability/readiness.js';
import { Shutdown } from './shutdown.js';
import { startService } from './start-service.js';

const stopped: string[] = [];
let works = true;

@Injectable()
class Part {
  constructor(readiness: Readiness, shutdown: Shutdown) {
    readiness.register('mailbox', () => {
      if (!works) {
        throw new TypeError('away');
      }
    });
    shutdown.register({ phase: 'stop-taking', name: 'mailbox', run: () => void stopped.push('mailbox') });
  }
}

@Module({ providers: [Part] })
class PartModule {}

const config = { REDRESS_LOG_LEVEL: 'silent', REDRESS_LOG_TO: 'stderr' } as const;

async function start() {
  works = true;
  stopped.length = 0;
  const service = await startService({
    name: 'part',
    module: PartModule,
    http: { port: 0, host: '127.0.0.1' },
    config,
  });
  const get = async (path: string) => fetch(`${service.url ?? ''}${path}`);
  return { service, get };
}

describe(startService.name, () => {
  it('serves live, ready and metrics, and is not ready while a part does not work', async () => {
    const { service, get } = await start();
    expect((await get('/health/live')).status).toBe(200);
    expect((await get('/health/ready')).status).toBe(200);
    works = false;
    const ready = await get('/health/ready');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ error: { mailbox: { status: 'down', reason: 'TypeError' } } });
    expect((await get('/health/live')).status).toBe(200);
    expect((await get('/metrics')).headers.get('content-type')).toContain('text/plain');
    await service.close();
  });

  it('stops its parts in order and answers no more afterwards', async () => {
    const { service, get } = await start();
    await Promise.all([service.close(), service.close()]);
    expect(stopped).toEqual(['mailbox']);
    await expect(get('/health/live')).rejects.toThrow('fetch failed');
  });

  it('runs several services in one process apart from each other', async () => {
    const one = await start();
    const two = await start();
    await one.service.close();
    expect((await two.get('/health/live')).status).toBe(200);
    await two.service.close();
  });
});
