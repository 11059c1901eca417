import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IngestorConfig } from '#apps/ingestor/src/ingestor.config.js';
import { migrationSets } from '#apps/standalone/src/migration-sets.js';
import { clusterOf } from '#libs/database/embedded/cluster-place.js';
import { pendingMigrations } from '#libs/database/pending-migrations.js';
import { reachBroker } from '#libs/messaging/transport/rabbitmq/reach-broker.js';
import type { Logger } from '#libs/observability/logger.js';
import { describeFailure } from '#libs/runtime/describe-failure.js';
import type { Report } from '#libs/runtime/finding.js';
import { startEmbeddedPostgres } from '#libs/database/embedded-postgres.js';

const limitMs = 10_000;

/** Whether the database is there and of this version. An embedded one that was never made is not made here. */
export async function checkDatabase(config: IngestorConfig, logger: Logger, report: Report): Promise<void> {
  try {
    if (config.DATABASE_URL !== undefined) {
      await checkVersion(config.DATABASE_URL, report);
      return;
    }
    if (!existsSync(join(await clusterOf(config.REDRESS_DATA_DIR), 'PG_VERSION'))) {
      report('note', `no database yet: the first bin/redress start makes one under ${config.REDRESS_DATA_DIR}`);
      return;
    }
    const server = await startEmbeddedPostgres({ dataDir: config.REDRESS_DATA_DIR, logger, whenInUse: 'join' });
    try {
      await checkVersion(server.url, report);
    } finally {
      await server.stop();
    }
  } catch (error) {
    describeFailure(error).lines.forEach((line) => {
      report('fault', line);
    });
  }
}

async function checkVersion(url: string, report: Report): Promise<void> {
  const pending = await pendingMigrations(url, migrationSets, limitMs);
  if (pending.length === 0) {
    report('ok', 'answers, and is up to date');
  } else {
    report('fault', `lacks ${String(pending.length)} migrations (${pending[0] ?? ''} first): run bin/redress migrate`);
  }
}

/** Whether what carries the messages between services is there. */
export async function checkBroker(config: IngestorConfig, report: Report): Promise<void> {
  const { REDRESS_TRANSPORT: transport, RABBITMQ_URL: url } = config;
  if (transport === 'embedded' || url === undefined) {
    report('ok', 'embedded: messages go by the database');
    return;
  }
  try {
    await reachBroker(url, limitMs);
    report('ok', `RabbitMQ at ${new URL(url).host} lets us in`);
  } catch (error) {
    describeFailure(error).lines.forEach((line) => {
      report('fault', `RabbitMQ at ${new URL(url).host}: ${withoutSecrets(line, url)}`);
    });
  }
}

/** Libraries may quote the URL that they were given. */
function withoutSecrets(line: string, url: string): string {
  const { password, username } = new URL(url);
  return [url, password, decodeURIComponent(password), username]
    .filter((secret) => secret !== '')
    .reduce((text, secret) => text.replaceAll(secret, '…'), line);
}
