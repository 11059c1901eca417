import { z } from 'zod';
import { SecretRef } from '#libs/config/secret-ref.js';
import { ApprovedTemplates } from './approved-templates.schema.js';

const base = z.url({ protocol: /^https?$/u });

const account = {
  /** How notices remember the account: never change it. */
  key: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u, { error: 'must be lower-case letters, digits and hyphens' }),
  /** Left out: every preset without an account of its own. */
  preset: z.string().min(1).optional(),
  /** Left out: every unit of the preset without an account of its own. */
  unit: z.string().min(1).optional(),
};

/** An account with a provider, by which text messages go out. */
export const SmsAccount = z.discriminatedUnion('provider', [
  z.strictObject({
    ...account,
    provider: z.literal('twilio'),
    accountSid: z.string().min(1),
    /** Auth token; or secret of the API key named in `apiKey`. */
    secret: SecretRef,
    apiKey: z.string().min(1).optional(),
    from: z.string().min(1).optional(),
    messagingServiceSid: z.string().min(1).optional(),
    /** Public address of the SMS entry that takes Twilio's calls, as its `publicUrl` in the intake plan. */
    statusCallback: base.optional(),
    baseUrl: base.default('https://api.twilio.com'),
  }),
  z.strictObject({
    ...account,
    provider: z.literal('vonage'),
    /** `sms`: key and secret; `messages`: a token signed under the application's private key. */
    api: z.enum(['sms', 'messages']).default('sms'),
    apiKey: z.string().min(1),
    secret: SecretRef,
    applicationId: z.string().min(1).optional(),
    /** PEM. */
    privateKey: SecretRef.optional(),
    from: z.string().min(1),
    restUrl: base.default('https://rest.nexmo.com'),
    apiUrl: base.default('https://api.nexmo.com'),
  }),
  z.strictObject({
    ...account,
    provider: z.literal('aliyun'),
    accessKeyId: z.string().min(1),
    secret: SecretRef,
    /** Approved name in front of the text, without 【】. */
    signature: z.string().min(1),
    templates: ApprovedTemplates,
    baseUrl: base.default('https://dysmsapi.aliyuncs.com'),
  }),
  z.strictObject({
    ...account,
    provider: z.literal('tencent'),
    secretId: z.string().min(1),
    secret: SecretRef,
    /** SmsSdkAppId. */
    application: z.string().min(1),
    region: z.string().min(1).default('ap-guangzhou'),
    signature: z.string().min(1),
    templates: ApprovedTemplates,
    baseUrl: base.default('https://sms.tencentcloudapi.com'),
  }),
  z.strictObject({ ...account, provider: z.literal('generic'), url: base, secret: SecretRef }),
  z.strictObject({ ...account, provider: z.literal('log') }),
]);
export type SmsAccount = z.infer<typeof SmsAccount>;

/** What the shape alone cannot say; each with its path. Pure. */
export function faultsOfAccount(entry: SmsAccount): { path: string; message: string }[] {
  switch (entry.provider) {
    case 'twilio':
      return (entry.from === undefined) === (entry.messagingServiceSid === undefined)
        ? [{ path: 'from', message: 'or messagingServiceSid must be given, one of the two' }]
        : [];
    case 'vonage':
      return entry.api === 'messages' && (entry.applicationId === undefined || entry.privateKey === undefined)
        ? [{ path: 'privateKey', message: 'and applicationId are needed for api: messages' }]
        : [];
    case 'aliyun':
    case 'tencent':
    case 'generic':
    case 'log':
      return [];
  }
  return entry satisfies never;
}

/** Providers that send approved texts only. */
export function sendsApprovedTextsOnly(
  entry: SmsAccount,
): entry is Extract<SmsAccount, { provider: 'aliyun' | 'tencent' }> {
  return entry.provider === 'aliyun' || entry.provider === 'tencent';
}

/** The account for a unit: its own, else its preset's, else the one for all; null: none. Pure. */
export function accountFor(accounts: readonly SmsAccount[], preset: string, unit: string): SmsAccount | null {
  const wanted = [
    (entry: SmsAccount) => entry.preset === preset && entry.unit === unit,
    (entry: SmsAccount) => entry.preset === preset && entry.unit === undefined,
    (entry: SmsAccount) => entry.preset === undefined && entry.unit === undefined,
  ];
  return wanted.map((fits) => accounts.find(fits)).find((entry) => entry !== undefined) ?? null;
}
