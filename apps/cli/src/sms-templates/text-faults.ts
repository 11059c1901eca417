import type { MappedText, TextAccount } from '#apps/dispatcher/src/admin/list-text-accounts.js';
import { filedText } from '#libs/sms/template/filed-text.js';
import { freeTextParameters } from '#libs/sms/template/free-text-parameters.js';
import type { SmsTextEntry } from './list-sms-texts.js';
import { lengthOf } from './text-length.js';

export interface TextFault {
  readonly grade: 'error' | 'warning';
  readonly where: string;
  readonly what: string;
}

export interface CheckedText {
  readonly entry: SmsTextEntry;
  /** Null: no account that sends approved texts. */
  readonly account: TextAccount | null;
  /** Longest text that the provider approves, with its signature and usual values. */
  readonly limit: number;
  /** A text without a code is an error. */
  readonly codes: boolean;
}

/** What is wrong with one text, for one account. Pure. */
export function faultsOfText({ entry, account, limit, codes }: CheckedText): TextFault[] {
  const { preset, template, language } = entry;
  const where = [account?.key, preset, template, language].filter((part) => part !== undefined).join(' ');
  const plain = filedText(entry.source, language, 'plain');
  if (account !== null && plain.variables.some((name) => freeTextParameters.includes(name))) {
    return [
      { grade: 'warning', where, what: 'holds free text: for a customer who has only SMS it becomes a call task' },
    ];
  }
  const { filled, messages } = lengthOf(plain, account?.signature ?? '');
  const mapped = account?.texts[template]?.[language];
  const code = mapped?.code ?? entry.code;
  const found: [TextFault['grade'], boolean, string][] = [
    ['error', filled > limit, `${String(filled)} characters with usual values, ${String(limit)} are the limit`],
    ['warning', messages > 2, `goes as ${String(messages)} messages with usual values`],
    [withoutCode(entry), code === null && codes, `no code of an approved text: ${insteadOf(entry)}`],
    [
      'warning',
      account === null && plain.conditionalLines > 0,
      `${String(plain.conditionalLines)} line(s) stand only where something is known; an approved text always has them`,
    ],
  ];
  return [
    ...found.filter(([, holds]) => holds).map(([grade, , what]) => ({ grade, where, what })),
    ...(account === null || code === null ? [] : faultsOfMapping(entry, mapped, where)),
  ];
}

/** Complainants in China must hear; staff have their mail, and other languages are a matter of whom one serves. */
function withoutCode({ audience, language }: SmsTextEntry): TextFault['grade'] {
  return audience === 'complainant' && language === 'zh' ? 'error' : 'warning';
}

function insteadOf({ audience }: SmsTextEntry): string {
  return audience === 'complainant' ? 'it becomes a call task' : 'staff have their mail only';
}

/** A mapping that a provider would refuse: other values than the text has, or nothing to send where one is empty. */
function faultsOfMapping(
  { source, language }: SmsTextEntry,
  mapped: MappedText | undefined,
  where: string,
): TextFault[] {
  const { variables } = filedText(source, language, 'plain');
  const named = mapped?.parameters ?? variables;
  const missing = variables.filter((name) => !named.includes(name));
  const foreign = named.filter((name) => !variables.includes(name));
  const empty = conditionsOf(source).filter((name) => named.includes(name) && mapped?.whenEmpty[name] === undefined);
  return [
    ...missing.map((name) => `the text has {${name}}, the mapping has not`),
    ...foreign.map((name) => `the mapping has {${name}}, the text has not`),
    ...empty.map((name) => `{${name}} may be empty: say in whenEmpty what is sent then, else it becomes a call task`),
  ].map((what) => ({ grade: 'error', where, what }));
}

/** What is wrong with an account itself: its signature, and texts that it maps and no preset has. Pure. */
export function faultsOfAccountTexts(account: TextAccount, known: readonly string[]): TextFault[] {
  const { length } = account.signature;
  const unknown = Object.keys(account.texts).filter((template) => !known.includes(template));
  return [
    ...(length < 2 || length > 12
      ? [
          {
            grade: 'error' as const,
            where: account.key,
            what: `signature of ${String(length)} characters: 2 to 12 are approved`,
          },
        ]
      : []),
    ...unknown.map((template) => ({
      grade: 'error' as const,
      where: `${account.key} ${template}`,
      what: 'no preset has an SMS of this key',
    })),
  ];
}

function conditionsOf(source: string): string[] {
  return [...source.matchAll(/^\s*\{\?(?<name>[a-zA-Z][a-zA-Z0-9]*)\}/gmu)].map(
    (match) => match.groups?.['name'] ?? '',
  );
}
