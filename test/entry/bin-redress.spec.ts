import { rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EntryTree } from './entry-tree.js';

describe('bin/redress', () => {
  const trees: EntryTree[] = [];

  afterEach(async () => {
    await Promise.all(trees.splice(0).map(({ root }) => rm(root, { recursive: true, force: true })));
  });

  async function setup({ machineNode = 'v24.0.0' } = {}): Promise<EntryTree> {
    const tree = await EntryTree.make({ machineNode });
    trees.push(tree);
    return tree;
  }

  const names = async (tree: EntryTree): Promise<string[]> =>
    (await tree.calls()).map((call) => call.split(' ', 2).join(' '));

  it('installs, builds and runs the first time, and only runs the second', async () => {
    const tree = await setup();
    expect((await tree.run(['inspect', 'a b.eml'])).code).toBe(0);
    expect(await names(tree)).toEqual(['npm ci', 'build', 'main inspect']);
    await tree.run(['inspect']);
    expect(await names(tree)).toEqual(['npm ci', 'build', 'main inspect', 'main inspect']);
  });

  it('says all that it says itself on standard error', async () => {
    const { stdout, stderr } = await (await setup()).run(['inspect', '--json']);
    expect(stdout).toBe('said by the command\n');
    expect(stderr).toMatch(/installing[^]*added 3 packages[^]*building/u);
  });

  it('hands arguments, exit code and standard output through', async () => {
    const tree = await setup();
    const { code } = await tree.run(['preset', 'check', 'a b'], { env: { EXIT_CODE: '78' } });
    expect(code).toBe(78);
    expect((await tree.calls()).at(-1)).toBe('main preset check a b');
  });

  it('works through symbolic links, from any folder, without a home', async () => {
    const tree = await setup();
    await symlink('bin/redress', join(tree.root, 'inner'));
    await symlink(join(tree.root, 'inner'), join(tree.root, 'outer'));
    expect((await tree.run(['help'], { entry: join(tree.root, 'outer') })).code).toBe(0);
    expect((await tree.run(['help'], { entry: 'redress', cwd: join(tree.root, 'bin') })).code).toBe(0);
  });

  it.each(['v20.20.2', 'v22.17.9'])('fetches Node 24 where the machine has %s, once', async (machineNode) => {
    const tree = await setup({ machineNode });
    await tree.run(['help']);
    await tree.run(['help']);
    const calls = await tree.calls();
    expect(calls.filter((call) => call.startsWith('npx'))).toEqual(['npx -y -p node@24 -- node -p process.execPath']);
    expect(calls.filter((call) => call.startsWith('main'))).toHaveLength(2);
  });

  it.each(['v22.18.0', 'v24.0.0', 'v26.1.0'])("uses the machine's own Node %s", async (machineNode) => {
    const tree = await setup({ machineNode });
    await tree.run(['help']);
    expect((await tree.calls()).some((call) => call.startsWith('npx'))).toBe(false);
  });

  it('installs again when the lock file changed, and builds again when a source did', async () => {
    const tree = await setup();
    await tree.run(['help']);
    await tree.edit('package-lock.json', '{"changed": true}\n');
    await tree.run(['help']);
    await tree.edit('apps/main.ts', 'changed\n');
    await tree.run(['help']);
    expect((await names(tree)).filter((call) => !call.startsWith('main'))).toEqual([
      'npm ci',
      'build',
      'npm ci',
      'build',
      'build',
    ]);
  });

  it('believes what somebody has installed by hand after the lock file changed', async () => {
    const tree = await setup();
    await tree.run(['help']);
    await tree.edit('package-lock.json', '{"changed": true}\n');
    const record = join(tree.root, 'node_modules/.package-lock.json');
    await writeFile(record, '{}');
    const later = new Date('2099-01-01T00:00:00Z');
    await utimes(record, later, later);
    await tree.run(['help']);
    expect((await names(tree)).filter((call) => call === 'npm ci')).toHaveLength(1);
  });

  it('prepares once when several are started at the same time', async () => {
    const tree = await setup();
    const runs = await Promise.all(['one', 'two', 'three'].map((name) => tree.run([name])));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    const calls = await names(tree);
    expect(calls.filter((call) => call === 'npm ci' || call === 'build')).toEqual(['npm ci', 'build']);
    expect(calls.filter((call) => call.startsWith('main'))).toHaveLength(3);
  }, 30_000);

  it('takes over the lock of a process that is gone', async () => {
    const tree = await setup();
    await tree.run(['help']);
    await tree.edit('.redress/lock', '999999999\n');
    await tree.edit('apps/main.ts', 'changed\n');
    expect((await tree.run(['help'])).code).toBe(0);
  });

  it('ends with 69 and a line that says what to do when packages cannot be had', async () => {
    const tree = await setup();
    await tree.program('machine/npm', 'exit 1');
    const { code, stderr } = await tree.run(['help']);
    expect(code).toBe(69);
    expect(stderr).toContain('redress: npm ci failed (see above)');
    expect(await names(tree)).toEqual([]);
  });

  it('still ends the test command with a count when the build fails', async () => {
    const tree = await setup();
    await tree.program('machine/node', 'case "$*" in --version) echo v24.0.0 ;; *) exit 1 ;; esac');
    expect(await tree.run(['test'])).toMatchObject({ code: 1, stdout: '0 passed, 1 failed\n' });
    expect((await tree.run(['demo'])).code).toBe(69);
  });
});
