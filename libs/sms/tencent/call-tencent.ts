import { z } from 'zod';
import { exchange, jsonOf, type Exchange } from '../http/exchange.js';
import { signTc3, tc3ContentType, type Tc3Key } from './sign-tc3.js';

export interface TencentAccess extends Tc3Key {
  /** `https://sms.tencentcloudapi.com`; a stub in tests. */
  readonly baseUrl: string;
  /** ap-guangzhou and the like. */
  readonly region: string;
  /** SmsSdkAppId. */
  readonly application: string;
  readonly deadlineMs: number;
  /** Machine time: the call is refused when it is more than 5 minutes off. */
  readonly now: () => Date;
}

const Answer = z.object({
  Response: z.looseObject({ Error: z.object({ Code: z.string(), Message: z.string().default('') }).optional() }),
});

/**
 * said     the action was carried out
 * refused  the provider's own no, by its code
 * other    anything else came: a proxy, an outage
 */
export type TencentAnswer =
  | { readonly kind: 'said'; readonly body: Record<string, unknown> }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'other'; readonly status: number }
  | Exclude<Exchange, { kind: 'answered' }>;

/** Calls one action of the product sms, version 2021-01-11, for the account's application. Never throws. */
export async function callTencent(
  access: TencentAccess,
  action: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<TencentAnswer> {
  const base = new URL(access.baseUrl);
  const payload = JSON.stringify({ SmsSdkAppId: access.application, ...parameters });
  const timestamp = Math.floor(access.now().getTime() / 1_000);
  const result = await exchange(
    {
      method: 'POST',
      url: `${base.origin}/`,
      headers: {
        'Content-Type': tc3ContentType,
        'X-TC-Action': action,
        'X-TC-Version': '2021-01-11',
        'X-TC-Timestamp': String(timestamp),
        'X-TC-Region': access.region,
        Authorization: signTc3({ service: 'sms', host: base.host, payload, timestamp }, access),
      },
      body: payload,
    },
    access.deadlineMs,
  );
  if (result.kind !== 'answered') {
    return result;
  }
  const { data } = Answer.safeParse(jsonOf(result));
  if (data === undefined) {
    return { kind: 'other', status: result.status };
  }
  const { Error: error, ...body } = data.Response;
  return error === undefined ? { kind: 'said', body } : { kind: 'refused', code: error.Code };
}
