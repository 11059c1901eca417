import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readStandaloneConfig } from '#apps/standalone/src/standalone.config.js';
import { Standalone } from '#apps/standalone/src/start-standalone.js';
import { environment } from '#libs/config/environment.js';
import type { Environment } from '#libs/config/environment.js';
import { runProcess } from '#libs/runtime/run-process.js';
import { bannerLines } from './banner.js';
import { complaintsAddress } from './complaints-address.js';
import { tellBrokerWait } from './tell-broker-wait.js';

export function defineStart(command: Command): void {
  command
    .option(
      '--since <when>',
      'what the first connection to a mailbox takes: set-up (only what comes from then on; default), all, or a date',
    )
    .addHelpText(
      'after',
      [
        '',
        'All four services in this process. Without DATABASE_URL a PostgreSQL server of its own runs under REDRESS_DATA_DIR',
        '(data/); without REDRESS_SMTP_URL mails are laid into a Maildir there. Every key: docs/generated/configuration.md.',
        'After a crash start it again: it takes over what was left running, and nothing is lost.',
      ].join('\n'),
    )
    .action(async ({ since }: { since?: string }) => {
      const given = environment();
      const env = withLogFile(since === undefined ? given : { ...given, INTAKE_SINCE: since });
      process.stderr.write('redress: starting\n');
      await runProcess('start', async () => {
        const standalone = await startTellingWaits(env);
        process.stdout.write(`${bannerLines(factsOf(standalone)).join('\n')}\n`);
        return standalone;
      });
    });
}

/** Where a broker is configured that does not answer, the terminal says so while the services keep trying. */
async function startTellingWaits(env: Environment): Promise<Standalone> {
  const { REDRESS_TRANSPORT: transport, RABBITMQ_URL: url } = readStandaloneConfig(env).ingestor;
  const wait =
    transport === 'rabbitmq' && url !== undefined
      ? tellBrokerWait({ url, tell: (line) => process.stderr.write(`redress: ${line}\n`) })
      : null;
  try {
    return await Standalone.start(env);
  } finally {
    wait?.stop();
  }
}

/** The terminal is for the banner: the log goes into a file unless somebody says where to. */
function withLogFile(env: Environment): Environment {
  const { ingestor } = readStandaloneConfig(env);
  return (env['REDRESS_LOG_TO'] ?? '') === ''
    ? { ...env, REDRESS_LOG_TO: join(ingestor.REDRESS_DATA_DIR, 'redress.log') }
    : env;
}

function factsOf({ config, smtp, url, embeddedDatabase }: Standalone) {
  const { ingestor, dispatcher } = config;
  const dataDir = resolve(ingestor.REDRESS_DATA_DIR);
  const server = dispatcher.REDRESS_SMTP_URL;
  return {
    smtp,
    complaintsTo: complaintsAddress(ingestor.REDRESS_INTAKE),
    webUrl: url,
    maildir: server === undefined ? join(dataDir, 'maildir') : null,
    mailServer: server === undefined ? null : new URL(server).host,
    dataDir: embeddedDatabase ? dataDir : null,
    keysFile: ingestor.REDRESS_MASTER_KEYS === undefined ? join(dataDir, 'vault-keys.json') : null,
    logFile: logPlace(ingestor.REDRESS_LOG_TO),
    sample: resolve('config/demo/mails/a-leak.eml'),
  };
}

function logPlace(destination: string): string {
  return destination === 'stdout' || destination === 'stderr' ? destination : resolve(destination);
}
