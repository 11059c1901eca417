import { spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '#libs/runtime/project-folder.js';

export interface EntryRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A tree with the real bin/redress in it, and programs called node, npm and npx that only write down how they were
 * called: what the entry does can be seen without installing anything.
 */
export class EntryTree {
  private constructor(readonly root: string) {}

  /** `machineNode`: what the machine's own Node says its version is. */
  static async make({ machineNode }: { machineNode: string }): Promise<EntryTree> {
    const tree = new EntryTree(await mkdtemp(join(tmpdir(), 'redress-entry-')));
    for (const folder of ['bin', 'apps', 'libs', 'config/classification', 'machine', 'fetched']) {
      await mkdir(join(tree.root, folder), { recursive: true });
    }
    for (const file of [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'tsconfig.build.json',
      'nest-cli.json',
      'apps/main.ts',
    ]) {
      await writeFile(join(tree.root, file), '{}\n');
    }
    await copyFile(join(projectFolder(), 'bin/redress'), join(tree.root, 'bin/redress'));
    await tree.program('machine/node', node(machineNode));
    await tree.program('fetched/node', node('v24.1.0'));
    await tree.program('machine/npx', `echo "npx $*" >>"$LOG"\necho "${join(tree.root, 'fetched/node')}"`);
    await tree.program('machine/npm', npm);
    return tree;
  }

  /** Replaces a program by another that does `script`. */
  async program(name: string, script: string): Promise<void> {
    const head = `#!/bin/sh\nLOG=${join(this.root, 'calls.log')}\nROOT=${this.root}\n`;
    await writeFile(join(this.root, name), `${head}${script}\n`);
    await chmod(join(this.root, name), 0o755);
  }

  async edit(file: string, content: string): Promise<void> {
    await writeFile(join(this.root, file), content);
  }

  /** How the programs were called so far: `npm ci ...`, `build`, `main <arguments>`. */
  async calls(): Promise<string[]> {
    const log = await readFile(join(this.root, 'calls.log'), 'utf8').catch(() => '');
    return log.split('\n').filter((line) => line !== '');
  }

  async run(
    args: readonly string[],
    { entry = join(this.root, 'bin/redress'), env = {}, cwd = '/' } = {},
  ): Promise<EntryRun> {
    const child = spawn('/bin/sh', [entry, ...args], {
      cwd,
      env: { PATH: `${join(this.root, 'machine')}:/usr/bin:/bin`, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const code = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('close', resolve),
    );
    return { code, stdout, stderr };
  }
}

const node = (version: string): string => `
case "$*" in
  --version) echo ${version} ;;
  *nest.js*) echo build >>"$LOG"; mkdir -p "$ROOT/dist/apps/cli/src"; : >"$ROOT/dist/apps/cli/src/main.js" ;;
  *train) ;;
  *) shift 2; echo "main $*" >>"$LOG"; echo "said by the command"; exit "\${EXIT_CODE:-0}" ;;
esac`;

const npm = `
case "$*" in
  --version) echo 11.0.0 ;;
  *) echo "npm $*" >>"$LOG"; sleep 0.2; mkdir -p "$ROOT/node_modules"; echo "added 3 packages" ;;
esac`;
