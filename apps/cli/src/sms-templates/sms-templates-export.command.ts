import { Option, type Command } from 'commander';
import { listTextAccounts, type TextAccount } from '#apps/dispatcher/src/admin/list-text-accounts.js';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { filedText, variableForms, type VariableForm } from '#libs/sms/template/filed-text.js';
import { freeTextParameters } from '#libs/sms/template/free-text-parameters.js';
import { configuredPaths } from '../preset-check/policy-paths.js';
import { listSmsTexts, type SmsTextEntry } from './list-sms-texts.js';
import { outgoingPath } from './outgoing-path.js';
import { lengthOf } from './text-length.js';

const heading = [
  'preset',
  'template',
  'title',
  'language',
  'code',
  'text',
  'variables',
  'signature',
  'characters',
  'messages',
];

export function defineSmsTemplatesExport(command: Command): void {
  command
    .option('--preset <id>', 'only of this preset')
    .addOption(new Option('--for <provider>', 'how variables are written').choices([...variableForms]).default('plain'))
    .option('--account <key>', 'of the outgoing plan: its provider, signature and codes')
    .option('--outgoing <file>', 'outgoing plan with the accounts; default: REDRESS_OUTGOING')
    .addHelpText(
      'after',
      [
        '',
        'CSV: what to file with a provider that sends approved texts only. The code that it gives back belongs into the',
        "account's templates in the outgoing plan, or into the preset's template (sms, code). aliyun writes ${name},",
        'tencent {1}, {2}, … in the order of the column variables. Characters count signature and usual values; what goes',
        'beyond 70 is charged as several messages. Texts that hold the words of a person are not listed for an account:',
        'no provider approves them, and they become call tasks.',
      ].join('\n'),
    )
    .action((options: { preset?: string; for: VariableForm; account?: string; outgoing?: string }) => {
      const { book } = loadPresets(configuredPaths().presets);
      const account = options.account === undefined ? null : accountOf(options.account, outgoingPath(options.outgoing));
      const form = account?.provider ?? options.for;
      const rows = listSmsTexts(book, options.preset ?? account?.preset ?? undefined)
        .filter((entry) => account === null || isFiled(entry))
        .map((entry) => rowOf(entry, form, account));
      process.stdout.write(`${[heading, ...rows].map((row) => row.map(quoted).join(',')).join('\n')}\n`);
    });
}

function accountOf(key: string, path: string): TextAccount {
  const accounts = listTextAccounts(path);
  const found = accounts.find((account) => account.key === key);
  if (found === undefined) {
    const known = accounts.map((account) => account.key).join(', ') || 'none';
    throw new ConfigurationFault([`${path}: no account ${key} that sends approved texts; there are ${known}`]);
  }
  return found;
}

function isFiled({ source, language }: SmsTextEntry): boolean {
  return !filedText(source, language, 'plain').variables.some((name) => freeTextParameters.includes(name));
}

function rowOf(entry: SmsTextEntry, form: VariableForm, account: TextAccount | null): string[] {
  const { preset, template, title, language, source } = entry;
  const { text, variables } = filedText(source, language, form);
  const { filled, messages } = lengthOf(filedText(source, language, 'plain'), account?.signature ?? '');
  const code = account?.texts[template]?.[language]?.code ?? entry.code ?? '';
  const signature = account?.signature ?? '';
  return [
    preset,
    template,
    title,
    language,
    code,
    text,
    variables.join(' '),
    signature,
    String(filled),
    String(messages),
  ];
}

/** RFC 4180. */
function quoted(cell: string): string {
  return /[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
