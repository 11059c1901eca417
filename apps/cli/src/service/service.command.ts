import type { Command } from 'commander';
import { Argument } from 'commander';
import { services } from '#libs/contracts/vocabulary.js';
import type { Service } from '#libs/contracts/vocabulary.js';

/** Runs until SIGINT or SIGTERM; the process is the service, as in a container. */
const mains: Readonly<Record<Service, () => Promise<unknown>>> = {
  ingestor: () => import('#apps/ingestor/src/main.js'),
  classifier: () => import('#apps/classifier/src/main.js'),
  dispatcher: () => import('#apps/dispatcher/src/main.js'),
  watchdog: () => import('#apps/watchdog/src/main.js'),
};

export function defineService(command: Command): void {
  command
    .addArgument(new Argument('<name>', 'which of them').choices(services))
    .addHelpText(
      'after',
      '\nNeeds DATABASE_URL, a migrated database (bin/redress migrate), and the same REDRESS_TRANSPORT as the others.',
    )
    .action(async (name: Service) => {
      await mains[name]();
    });
}
