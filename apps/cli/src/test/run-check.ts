import { spawn } from 'node:child_process';
import { isAbsolute } from 'node:path';
import type { Check } from './check-list.js';
import type { Count } from './count-results.js';

/** Runs one check in the project folder; what it printed is shown only when it fails. */
export async function runCheck(check: Check, folder: string, say: (line: string) => void): Promise<Count> {
  const begun = performance.now();
  const { code, output } = await outputOf(check, folder);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  say(`${code === 0 ? 'PASS' : 'FAIL'} ${check.name} (${seconds} s)`);
  if (code === 0) {
    return { passed: 1, failed: 0, failures: [] };
  }
  say(output.trimEnd());
  return { passed: 0, failed: 1, failures: [check.name] };
}

async function outputOf({ program, args }: Check, folder: string): Promise<{ code: number | null; output: string }> {
  const command = isAbsolute(program) ? [program, ...args] : [process.execPath, program, ...args];
  const child = spawn(command[0] ?? program, command.slice(1), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
}
