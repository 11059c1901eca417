import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { intakeSettings } from '#apps/ingestor/src/ingestor.config.js';
import { environment } from '#libs/config/environment.js';
import { readConfig } from '#libs/config/read-config.js';
import { parseMail } from '#libs/mail/parse/parse-mail.js';
import { CommandRefused } from '#libs/runtime/command-refused.js';
import { replyTo } from './reply-to.js';

const { INTAKE_SMTP_HOST, INTAKE_SMTP_PORT } = intakeSettings;
const AnswerConfig = z.object({ INTAKE_SMTP_HOST, INTAKE_SMTP_PORT });

export function defineAnswer(command: Command): void {
  command
    .argument('<file>', 'a mail that Redress has sent, such as one of data/maildir/new')
    .argument('[lines...]', 'lines of the answer; the first is the command. Left out: read from standard input')
    .option('--smtp <host:port>', 'where to hand it in; default: INTAKE_SMTP_HOST and INTAKE_SMTP_PORT')
    .addHelpText(
      'after',
      '\nFor trying it out: writes as the person whom the mail is addressed to. 帮助 as the first line lists the commands.',
    )
    .action(async (file: string, lines: string[], options: { smtp?: string }) => {
      const mail = await parseMail(await readFile(file));
      const said = lines.length > 0 ? lines : (await text(process.stdin)).trimEnd().split('\n');
      const reply = replyTo(mail, said);
      if (reply === null) {
        throw new CommandRefused(`${file} does not say from whom and to whom it is`);
      }
      await handIn(options.smtp ?? configuredAddress(), reply);
      process.stdout.write(`handed in: ${reply.from.address} to ${reply.to}\n`);
    });
}

function configuredAddress(): string {
  const { INTAKE_SMTP_HOST: host, INTAKE_SMTP_PORT: port } = readConfig(AnswerConfig, environment());
  return `${host}:${String(port)}`;
}

async function handIn(address: string, reply: NonNullable<ReturnType<typeof replyTo>>): Promise<void> {
  const transport = createTransport(`smtp://${address}?ignoreTLS=true`);
  const { inReplyTo, ...mail } = reply;
  try {
    await transport.sendMail({ ...mail, ...(inReplyTo === null ? {} : { inReplyTo, references: inReplyTo }) });
  } finally {
    transport.close();
  }
}
