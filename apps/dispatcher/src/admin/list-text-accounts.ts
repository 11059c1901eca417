import { sendsApprovedTextsOnly } from '../notice/transport/sms/sms-account.schema.js';
import { readOutgoingPlan } from '../outgoing/load-outgoing-plan.js';

/** An approved text as the settings map it. */
export interface MappedText {
  readonly code: string;
  /** Null: in the order in which the text has them. */
  readonly parameters: readonly string[] | null;
  readonly whenEmpty: Readonly<Record<string, string>>;
}

/** An account that sends approved texts only. */
export interface TextAccount {
  readonly key: string;
  readonly provider: 'aliyun' | 'tencent';
  /** Null: every preset without an account of its own. */
  readonly preset: string | null;
  readonly signature: string;
  /** By template key, then language. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, MappedText>>>>;
}

/** Accounts of an outgoing plan for which texts are filed; no secret is read. Throws ConfigurationFault. */
export function listTextAccounts(path: string): TextAccount[] {
  return readOutgoingPlan(path)
    .sms.filter(sendsApprovedTextsOnly)
    .map(({ key, provider, preset, signature, templates }) => ({
      key,
      provider,
      preset: preset ?? null,
      signature,
      texts: Object.fromEntries(
        Object.entries(templates).map(([template, languages]) => [
          template,
          Object.fromEntries(
            Object.entries(languages).flatMap(([language, text]): [string, MappedText][] =>
              text === undefined
                ? []
                : [[language, { code: text.code, parameters: text.parameters ?? null, whenEmpty: text.whenEmpty }]],
            ),
          ),
        ]),
      ),
    }));
}
