import { openClassification, type OpenClassification } from '#apps/classifier/src/admin/open-classification.js';
import { ClassifierConfig } from '#apps/classifier/src/classifier.config.js';
import { environment } from '#libs/config/environment.js';
import { readConfig } from '#libs/config/read-config.js';
import type { VaultModuleOptions } from '#libs/vault/vault.module.js';
import { vaultOptions } from '#libs/vault/vault-options.js';
import { businessTimeOf } from '../administration/business-time.js';
import { reachDatabase } from '../administration/reach-database.js';

/** What a command may know of the installation's classifications. */
export interface Classifications extends OpenClassification {
  readonly config: ClassifierConfig;
  /** Also where the database is the embedded one. */
  readonly databaseUrl: string;
  readonly vaultOptions: VaultModuleOptions;
  /** Business time. */
  readonly now: Date;
}

/** Does something with what the classifier has stored, and lets go of it whatever happens. */
export async function withClassification(action: (classifications: Classifications) => Promise<void>): Promise<void> {
  const config = readConfig(ClassifierConfig, environment());
  const database = await reachDatabase(config);
  try {
    const options = vaultOptions(config, database.embedded, database.logger);
    const open = await openClassification(database.url, options);
    try {
      await action({
        ...open,
        config,
        databaseUrl: database.url,
        vaultOptions: options,
        now: await businessTimeOf(database.url),
      });
    } finally {
      await open.close();
    }
  } finally {
    await database.close();
  }
}
