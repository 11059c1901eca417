import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { services } from '#libs/contracts/vocabulary.js';
import { freePort } from '#libs/database/embedded/free-port.js';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { endSpawnedServices, spawnService } from '#libs/testing/spawn-service.js';

const secret = 'h0nig-kuchen-pferd';
const keys = {
  REDRESS_MASTER_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
  REDRESS_INDEX_KEY: Buffer.alloc(32, 2).toString('base64'),
};

describe.each(services)('%s with a configuration that cannot be used', (service) => {
  let folder: string;
  let unreachable: string;

  endSpawnedServices();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redress-configuration-'));
    unreachable = `postgresql://redress:${secret}@127.0.0.1:${String(await freePort())}/redress`;
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function linesOf(env: Record<string, string>): Promise<{ code: number | null; lines: string[] }> {
    const process = spawnService({
      entry: `apps/${service}/src/main.ts`,
      env: { ...keys, REDRESS_DATA_DIR: folder, REDRESS_LOG_LEVEL: 'silent', ...env },
    });
    const { code } = await process.exited;
    expect(process.output()).not.toContain(secret);
    return { code, lines: process.output().trim().split('\n') };
  }

  it('ends with one line for each fault of its settings', async () => {
    const port = `${service.toUpperCase()}_HTTP_PORT`;
    const { code, lines } = await linesOf({
      DATABASE_URL: `mysql://redress:${secret}@db`,
      [port]: 'many',
      REDRESS_TRANSPORT: 'pigeon',
    });
    expect(code).toBe(78);
    expect(lines.toSorted()).toEqual(
      [
        `redress ${service}: DATABASE_URL must be a url beginning with postgres:// or postgresql://`,
        `redress ${service}: ${port} must be a whole number`,
        `redress ${service}: REDRESS_TRANSPORT must be embedded or rabbitmq`,
      ].toSorted(),
    );
  });

  it('ends with one line when a setting is missing', async () => {
    const { code, lines } = await linesOf({ REDRESS_TRANSPORT: 'rabbitmq', DATABASE_URL: unreachable });
    expect(code).toBe(78);
    expect(lines).toEqual([`redress ${service}: RABBITMQ_URL is missing: REDRESS_TRANSPORT is rabbitmq`]);
  });

  it('ends with one line when no database answers', async () => {
    const { code, lines } = await linesOf({ DATABASE_URL: unreachable });
    expect([69, 78]).toContain(code);
    expect(lines).toEqual([expect.stringMatching(/^redress \w+: .*127\.0\.0\.1:\d+/u)]);
  });

  it('ends with file and line when a preset has a key that nobody knows', async () => {
    await cp(join(projectFolder(), 'config'), join(folder, 'config'), { recursive: true });
    const presets = join(folder, 'config/presets');
    const file = join(presets, 'property-group.yaml');
    const text = `${await readFile(file, 'utf8')}\ncolour: red\n`;
    await writeFile(file, text);
    const { code, lines } = await linesOf({ DATABASE_URL: unreachable, REDRESS_PRESETS: presets });
    expect(code).toBe(78);
    expect(lines).toEqual([expect.stringMatching(/property-group\.yaml:\d+: .*colour/u)]);
  });
});
