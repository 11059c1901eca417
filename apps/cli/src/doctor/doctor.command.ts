import { InvalidArgumentError, type Command } from 'commander';
import type { CheckedMailbox } from '#apps/ingestor/src/admin/check-intake.js';
import { environment } from '#libs/config/environment.js';
import { createLogger } from '#libs/observability/pino.logger.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';
import { exitCodes } from '#libs/runtime/exit-codes.js';
import type { Finding, Report } from '#libs/runtime/finding.js';
import { checkSending, checkWayBack } from './check-outgoing.js';
import { checkBroker, checkDatabase } from './check-servers.js';
import { checkSettings, type CheckedSettings } from './check-settings.js';
import { tryAddresses } from './try-addresses.js';

interface Options {
  readonly mailbox?: string;
  readonly send?: true;
  readonly wait: number;
  readonly json?: true;
}

export function defineDoctor(command: Command): void {
  command
    .option('--mailbox <key>', 'only this mailbox of the intake plan; database and broker are left out')
    .option('--send', 'send test mails from each mailbox to itself, and look which addresses bring them back')
    .option('--wait <seconds>', 'how long to wait for the test mails', seconds, 60)
    .option('--json', 'one JSON object a line: severity, subject, text')
    .addHelpText(
      'after',
      [
        '',
        'Looks at settings, database, broker, outgoing mail and every mailbox, step by step, with the configuration of the',
        'services, and changes nothing. Where a login fails it says how the provider wants it, in Chinese and English.',
        'Exit code 1 when something is at fault.',
      ].join('\n'),
    )
    .action(async (options: Options) => {
      let faults = 0;
      const print = (finding: Finding): void => {
        faults += finding.severity === 'fault' ? 1 : 0;
        process.stdout.write(`${options.json === true ? JSON.stringify(finding) : lineOf(finding)}\n`);
      };
      await examine(options, (subject) => (severity, text) => {
        print({ severity, subject, text });
      });
      process.exitCode = faults === 0 ? exitCodes.ok : exitCodes.no;
    });
}

async function examine(options: Options, about: (subject: string) => Report): Promise<void> {
  const logger = createLogger({ service: 'doctor', level: 'silent', destination: 'stderr' });
  const settings = checkSettings(environment(), logger, about('settings'));
  const mailboxes = chosen(settings, options.mailbox);
  if (options.mailbox === undefined && settings.config !== null) {
    await checkDatabase(settings.config, logger, about('database'));
    await checkBroker(settings.config, about('broker'));
  }
  if (settings.outgoing !== null) {
    await checkSending(settings.outgoing, about('outgoing mail'));
    if (settings.intake !== null) {
      checkWayBack(settings.outgoing.senders, settings.intake, about('outgoing mail'));
    }
  }
  for (const mailbox of mailboxes) {
    const report = about(`mailbox ${mailbox.key}`);
    if (mailbox.reading === null) {
      report('ok', 'comes by SMTP or LMTP only; nothing to connect to');
      continue;
    }
    await mailbox.reading.check(report);
    if (options.send === true) {
      await send(mailbox, settings, options.wait, report);
    }
  }
}

function chosen({ intake }: CheckedSettings, key: string | undefined): readonly CheckedMailbox[] {
  const all = intake?.mailboxes ?? [];
  if (key === undefined || intake === null) {
    return all;
  }
  const one = all.filter((mailbox) => mailbox.key === key);
  if (one.length === 0) {
    throw new CommandRefused(
      `no mailbox of the intake plan has the key ${key}; there are ${all.map((mailbox) => mailbox.key).join(', ') || 'none'}`,
    );
  }
  return one;
}

async function send(
  mailbox: CheckedMailbox,
  { outgoing }: CheckedSettings,
  waitSeconds: number,
  report: Report,
): Promise<void> {
  const senders = (outgoing?.senders ?? []).filter(({ preset }) => preset === mailbox.preset);
  const sender = senders.find(({ unit }) => unit === mailbox.unit) ?? senders.find(({ unit }) => unit === null);
  if (mailbox.reading === null || outgoing?.server == null || sender === undefined) {
    report('fault', '--send needs a mail server (REDRESS_SMTP_URL) and a sender for this preset in the outgoing plan');
    return;
  }
  const { reading } = mailbox;
  await tryAddresses({ mailbox, reading, server: outgoing.server, sender, limitMs: waitSeconds * 1_000 }, report);
}

function lineOf({ severity, subject, text }: Finding): string {
  return `${severity.padEnd(7)}  ${subject}: ${text.replace(/\s+/gu, ' ')}`;
}

function seconds(written: string): number {
  const value = Number(written);
  if (!Number.isInteger(value) || value < 1 || value > 3_600) {
    throw new InvalidArgumentError('a whole number of seconds from 1 to 3600');
  }
  return value;
}
