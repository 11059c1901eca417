/**
 * One process keeps all servers of a test run: it starts each when the first test asks for it, and ends them when its
 * input closes, which happens however Jest ends.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const hooks = new URL('./typescript-hooks.mjs', import.meta.url).href;
const program = fileURLToPath(new URL('../servers/server-keeper.main.ts', import.meta.url));
let keeper = null;

export default async function globalSetup() {
  if (keeper !== null) {
    return;
  }
  const { NODE_OPTIONS: _, ...env } = process.env;
  // A session of its own: Ctrl-C ends Jest, and the keeper then puts things away in peace.
  keeper = spawn(process.execPath, ['--import', hooks, program], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const lines = createInterface({ input: keeper.stdout });
  const failed = once(keeper, 'exit').then(() => {
    throw new Error('the keeper of the test servers did not start; see above');
  });
  const [address] = await Promise.race([once(lines, 'line'), failed]);
  process.env.REDRESS_TEST_SERVERS = address;
}

export async function endKeeper() {
  if (keeper !== null && keeper.exitCode === null) {
    keeper.stdin.end();
    await once(keeper, 'exit');
  }
  keeper = null;
}
