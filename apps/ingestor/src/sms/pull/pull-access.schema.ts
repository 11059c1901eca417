import { z } from 'zod';
import { SecretRef } from '#libs/config/secret-ref.js';

const base = z.url({ protocol: /^https?$/u });

/** How what a provider could not push is fetched: its list, its records or its queue. */
export const PullAccess = z.discriminatedUnion('provider', [
  z.strictObject({
    provider: z.literal('twilio'),
    accountSid: z.string().min(1),
    apiKey: z.string().min(1).optional(),
    secret: SecretRef,
    baseUrl: base.default('https://api.twilio.com'),
  }),
  z.strictObject({
    provider: z.literal('vonage'),
    apiKey: z.string().min(1),
    secret: SecretRef,
    baseUrl: base.default('https://api.nexmo.com'),
  }),
  z.strictObject({
    provider: z.literal('tencent'),
    secretId: z.string().min(1),
    secret: SecretRef,
    /** SmsSdkAppId. */
    application: z.string().min(1),
    region: z.string().min(1).default('ap-guangzhou'),
    baseUrl: base.default('https://sms.tencentcloudapi.com'),
  }),
  z.strictObject({
    provider: z.literal('aliyun'),
    accessKeyId: z.string().min(1),
    secret: SecretRef,
    /** Names of the queues that the console shows for SmsUp and SmsReport; at least one. */
    queues: z
      .strictObject({ SmsUp: z.string().min(1).optional(), SmsReport: z.string().min(1).optional() })
      .refine((queues) => Object.keys(queues).length > 0, { error: 'must name the queue of SmsUp, SmsReport or both' }),
    baseUrl: base.default('https://dybaseapi.aliyuncs.com'),
    queueUrl: base.default('https://1943695596114318.mns.cn-hangzhou.aliyuncs.com'),
  }),
]);
export type PullAccess = z.infer<typeof PullAccess>;
