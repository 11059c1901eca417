import { signTwilio } from '#apps/ingestor/src/sms/providers/sign-twilio.js';
import { signVonage } from '#apps/ingestor/src/sms/providers/sign-vonage.js';
import { machineNow } from '#libs/clock/business-clock.js';

export const providerNames = ['twilio', 'vonage', 'aliyun', 'tencent'] as const;
export type ProviderName = (typeof providerNames)[number];

export const hookSecret = 'hook-secret-of-the-tests';
/** Where the providers believe that they call. */
export const hookUrl = 'https://hooks.example.cn/intake/sms/hotline';

/** What a provider pushes: what somebody wrote, or what became of a message of ours. */
export type Push =
  | { readonly kind: 'message'; readonly id: string; readonly from: string; readonly text: string }
  | {
      readonly kind: 'receipt';
      /** The provider's id; null where only ours is known to the test. */
      readonly id: string;
      readonly ours: string;
      readonly arrived: boolean;
    };

/** Calls the webhook as the provider does, with its proof. */
export async function pushBy(provider: ProviderName, url: string, push: Push): Promise<void> {
  const target = `${url}/intake/sms/hotline`;
  const response = await request(provider, target, push);
  if (!response.ok) {
    throw new Error(`the webhook answered ${String(response.status)}`);
  }
}

async function request(provider: ProviderName, target: string, push: Push): Promise<Response> {
  switch (provider) {
    case 'twilio': {
      const query = push.kind === 'receipt' ? `?notice=${push.ours}` : '';
      const fields: [string, string][] =
        push.kind === 'message'
          ? [
              ['MessageSid', push.id],
              ['From', push.from],
              ['To', '+14155550100'],
              ['Body', push.text],
            ]
          : [
              ['MessageSid', push.id],
              ['MessageStatus', push.arrived ? 'delivered' : 'undelivered'],
              ...(push.arrived ? [] : ([['ErrorCode', '30006']] as [string, string][])),
            ];
      return post(target + query, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded', {
        'x-twilio-signature': signTwilio(hookSecret, `${hookUrl}${query}`, fields),
      });
    }
    case 'vonage': {
      const timestamp = String(Math.floor(machineNow().getTime() / 1_000));
      const fields = new Map<string, string>([
        ['nonce', `${push.kind}-${push.id}`],
        ['timestamp', timestamp],
        ['messageId', push.id],
        ...(push.kind === 'message'
          ? ([
              ['msisdn', push.from.slice(1)],
              ['to', '106900'],
              ['text', push.text],
            ] as [string, string][])
          : ([
              ['status', push.arrived ? 'delivered' : 'failed'],
              ['err-code', push.arrived ? '0' : '9'],
              ['client-ref', push.ours],
            ] as [string, string][])),
      ]);
      fields.set('sig', signVonage('sha256', hookSecret, fields));
      return post(target, JSON.stringify(Object.fromEntries(fields)), 'application/json');
    }
    case 'aliyun': {
      const record =
        push.kind === 'message'
          ? { phone_number: push.from.slice(3), content: push.text, dest_code: '01', sequence_id: push.id }
          : {
              phone_number: '13800000000',
              biz_id: push.id,
              out_id: push.ours,
              success: push.arrived,
              err_code: push.arrived ? 'DELIVERED' : 'MOBILE_NOT_ON_SERVICE',
            };
      return post(`${target}?secret=${hookSecret}`, JSON.stringify([record]), 'application/json');
    }
    case 'tencent': {
      const time = Math.floor(machineNow().getTime() / 1_000);
      const record =
        push.kind === 'message'
          ? { nationcode: '86', mobile: push.from.slice(3), text: push.text, sign: '江南里', time, extend: '01' }
          : [
              {
                nationcode: '86',
                mobile: '13800000000',
                sid: push.id,
                ext: push.ours,
                report_status: push.arrived ? 'SUCCESS' : 'FAIL',
                errmsg: push.arrived ? 'DELIVRD' : 'UNDELIV',
              },
            ];
      return post(`${target}?secret=${hookSecret}`, JSON.stringify(record), 'application/json');
    }
  }
  return provider satisfies never;
}

async function post(
  url: string,
  body: string,
  type: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': type, ...headers }, body });
}
