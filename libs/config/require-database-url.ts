import { ConfigurationFault } from './configuration-fault.js';

/** DATABASE_URL of a service that runs by itself; only the standalone process starts an embedded server. Throws ConfigurationFault. */
export function requireDatabaseUrl(config: { readonly DATABASE_URL?: string | undefined }): string {
  if (config.DATABASE_URL === undefined) {
    throw new ConfigurationFault([
      'DATABASE_URL is missing: a service by itself needs a database; bin/redress start brings its own',
    ]);
  }
  return config.DATABASE_URL;
}
