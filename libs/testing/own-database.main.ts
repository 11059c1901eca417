import { MemoryLogger } from './memory.logger.js';
import { startEmbeddedPostgres } from '#libs/database/embedded-postgres.js';

/** A process that owns the embedded database of the folder it is given, until SIGTERM. For tests. */
const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '', logger: new MemoryLogger() });
const alive = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => {
  clearInterval(alive);
  void server.stop();
});
process.stdout.write('ready\n');
