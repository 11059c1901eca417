import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { examineMail } from '#libs/mail/examine/examine-mail.js';
import { promptLimits } from '#libs/mail/parse/parse-mail.js';
import { inspectionLine, unreadableLine, type InspectionLine } from './inspection-line.js';

/** Adds the arguments of `bin/redress inspect`; needs no server and never fails on what a mail contains. */
export function defineInspect(command: Command): void {
  command
    .argument('<files...>', 'mails as files (.eml), or - for standard input')
    .option('--own <addresses>', 'addresses of ours, comma-separated, to recognise our own mail')
    .action(async (files: string[], options: { own?: string }) => {
      const ownAddresses = (options.own ?? '').split(',').filter((address) => address.includes('@'));
      for (const file of files) {
        const line = await inspectFile(file, ownAddresses);
        process.stdout.write(`${JSON.stringify(line)}\n`);
      }
    });
}

async function inspectFile(file: string, ownAddresses: readonly string[]): Promise<InspectionLine> {
  let raw: Buffer;
  try {
    raw = file === '-' ? await readStandardInput() : await readFile(file);
  } catch (error) {
    return unreadableLine(
      file,
      `unreadable-file: ${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'}`,
    );
  }
  try {
    return inspectionLine(file, await examineMail(raw, { ownAddresses }, promptLimits));
  } catch {
    return unreadableLine(file, 'examination-failed');
  }
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
