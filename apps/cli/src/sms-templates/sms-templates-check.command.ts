import type { Command } from 'commander';
import { listTextAccounts, type TextAccount } from '#apps/dispatcher/src/admin/list-text-accounts.js';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { configuredPaths } from '../preset-check/policy-paths.js';
import { listSmsTexts, type SmsTextEntry } from './list-sms-texts.js';
import { outgoingPath } from './outgoing-path.js';
import { faultsOfAccountTexts, faultsOfText } from './text-faults.js';

export function defineSmsTemplatesCheck(command: Command): void {
  command
    .option('--preset <id>', 'only of this preset')
    .option('--outgoing <file>', 'outgoing plan with the accounts; default: REDRESS_OUTGOING')
    .option(
      '--limit <characters>',
      'longest text that the provider approves, with its signature and usual values',
      '500',
    )
    .option('--codes', 'a text without the code of its approval is an error, also without an account')
    .addHelpText(
      'after',
      [
        '',
        'Every text is checked for every account that sends approved texts only (aliyun, tencent): its code, its values in',
        'their order, what is sent where one is empty. Without such an account lengths are checked without a signature.',
        'Exit code 1 when there is an error.',
      ].join('\n'),
    )
    .action((options: { preset?: string; outgoing?: string; limit: string; codes?: true }) => {
      const { book } = loadPresets(configuredPaths().presets);
      const accounts = listTextAccounts(outgoingPath(options.outgoing));
      const entries = listSmsTexts(book, options.preset);
      const every = listSmsTexts(book, undefined).map(({ template }) => template);
      const found = [
        ...accounts.flatMap((account) => faultsOfAccountTexts(account, every)),
        ...entries.flatMap((entry) =>
          accountsOf(entry, accounts).flatMap((account) =>
            faultsOfText({
              entry,
              account,
              limit: Number(options.limit),
              codes: account !== null || options.codes === true,
            }),
          ),
        ),
      ];
      for (const { grade, where, what } of found) {
        process.stdout.write(`${grade} ${where}: ${what}\n`);
      }
      const errors = found.filter(({ grade }) => grade === 'error').length;
      process.stdout.write(
        `${String(entries.length)} SMS texts, ${String(accounts.length)} account(s) with approved texts; ` +
          `${String(errors)} error(s), ${String(found.length - errors)} warning(s)\n`,
      );
      process.exitCode = errors === 0 ? 0 : 1;
    });
}

/** The accounts that may send a text; one without an account is checked by itself. */
function accountsOf({ preset }: SmsTextEntry, accounts: readonly TextAccount[]): readonly (TextAccount | null)[] {
  const own = accounts.filter((account) => account.preset === preset);
  const fitting = own.length > 0 ? own : accounts.filter((account) => account.preset === null);
  return fitting.length > 0 ? fitting : [null];
}
