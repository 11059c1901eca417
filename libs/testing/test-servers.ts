import { environment } from '#libs/config/environment.js';
import type { TestServers } from './servers/test-server.js';

/** Where a server of this run is; the first who asks waits for its start. Throws when it cannot be had: never a skip. */
export async function testServer<Name extends keyof TestServers>(name: Name): Promise<TestServers[Name]> {
  const keeper = environment()['REDRESS_TEST_SERVERS'];
  if (keeper === undefined) {
    throw new Error('only files named .int.spec.ts, .e2e.spec.ts and .fault.spec.ts have servers');
  }
  // Files ask minutes apart: a connection that was kept may just be closing.
  const response = await fetch(`${keeper}/${name}`, { headers: { connection: 'close' } });
  const answer = await response.text();
  if (!response.ok) {
    throw new Error(answer);
  }
  return JSON.parse(answer) as TestServers[Name];
}
