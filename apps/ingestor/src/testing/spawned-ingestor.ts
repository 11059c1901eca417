import { spawnService } from '#libs/testing/spawn-service.js';
import type { SpawnedService } from '#libs/testing/spawn-service.js';
import { planSecrets } from './running-ingestor.js';
import type { IngestorBench } from './running-ingestor.js';

export interface SpawnedIngestor {
  readonly process: SpawnedService;
  readonly smtpPort: number;
  readonly url: string;
}

const living = new Set<SpawnedService>();

/** Ends those that still run, in order, so that none works on the next test's mail. */
export async function endIngestors(): Promise<void> {
  const processes = [...living];
  living.clear();
  await Promise.all(processes.map((process) => process.kill('SIGTERM')));
}

/** Starts the ingestor as a process of its own, from source. Resolves when it takes mail. */
export async function spawnIngestor(
  bench: IngestorBench,
  plan: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<SpawnedIngestor> {
  const env = await bench.environment(plan, {
    ...planSecrets,
    REDRESS_LOG_TO: 'stdout',
    REDRESS_LOG_LEVEL: 'info',
    ...extra,
  });
  const process = spawnService({ entry: 'apps/ingestor/src/main.ts', env });
  living.add(process);
  const [, url = ''] = await process.printed(/"url":"(http:[^"]+)","msg":"ingestor is ready"/u);
  const [, smtpPort] = await process.printed(/"port":(\d+),"msg":"Taking mail"/u);
  return { process, smtpPort: Number(smtpPort), url };
}
