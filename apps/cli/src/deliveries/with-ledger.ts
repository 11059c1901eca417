import { findDelivery, type DeliveryLine } from '#apps/ingestor/src/admin/list-deliveries.js';
import { openLedger, type OpenLedger } from '#apps/ingestor/src/admin/open-ledger.js';
import { IngestorConfig } from '#apps/ingestor/src/ingestor.config.js';
import { environment } from '#libs/config/environment.js';
import { readConfig } from '#libs/config/read-config.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';
import { exitCodes } from '#libs/runtime/exit-codes.js';
import { vaultOptions } from '#libs/vault/vault-options.js';
import { reachDatabase } from '../administration/reach-database.js';

/** Does something with the ledger of this installation, and lets go of it whatever happens. */
export async function withLedger(action: (ledger: OpenLedger, config: IngestorConfig) => Promise<void>): Promise<void> {
  const config = readConfig(IngestorConfig, environment());
  const database = await reachDatabase(config);
  try {
    const ledger = await openLedger(database.url, vaultOptions(config, database.embedded, database.logger));
    try {
      await action(ledger, config);
    } finally {
      await ledger.close();
    }
  } finally {
    await database.close();
  }
}

/** Throws CommandRefused when no delivery, or more than one, has an id that begins so. */
export async function oneDelivery({ em }: OpenLedger, id: string): Promise<DeliveryLine> {
  const delivery = await findDelivery(em, id);
  if (delivery === null) {
    throw new CommandRefused(
      `no single delivery has an id that begins with ${id}; give eight characters or more, see bin/redress deliveries list`,
      exitCodes.no,
    );
  }
  return delivery;
}
