import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { exchange, jsonOf, type Exchange } from '../http/exchange.js';
import { acs3Query, signAcs3, type Acs3Key } from './sign-acs3.js';

export interface AliyunAccess extends Acs3Key {
  /** `https://dysmsapi.aliyuncs.com`; a stub in tests. */
  readonly baseUrl: string;
  readonly deadlineMs: number;
  /** Machine time: the call is refused when it is more than 15 minutes off. */
  readonly now: () => Date;
}

export interface AliyunCall {
  readonly action: string;
  /** Of the product: 2017-05-25 for Dysmsapi and Dybaseapi. */
  readonly version: string;
  readonly query: Readonly<Record<string, string>>;
}

const Answer = z.looseObject({ Code: z.string() });

/**
 * said   the provider's own answer: `code` is OK or what is wrong, `body` what else it says
 * other  anything else came: a proxy, an outage
 */
export type AliyunAnswer =
  | { readonly kind: 'said'; readonly code: string; readonly message: string; readonly body: Record<string, unknown> }
  | { readonly kind: 'other'; readonly status: number }
  | Exclude<Exchange, { kind: 'answered' }>;

/** Calls one action of Aliyun's OpenAPI (RPC style). Never throws. */
export async function callAliyun(access: AliyunAccess, { action, version, query }: AliyunCall): Promise<AliyunAnswer> {
  const base = new URL(access.baseUrl);
  const date = `${access.now().toISOString().slice(0, 19)}Z`;
  const { host: _host, ...headers } = signAcs3(
    { host: base.host, action, version, query, date, nonce: randomUUID() },
    access,
  );
  const result = await exchange(
    { method: 'POST', url: `${base.origin}/?${acs3Query(query)}`, headers },
    access.deadlineMs,
  );
  if (result.kind !== 'answered') {
    return result;
  }
  const { data } = Answer.safeParse(jsonOf(result));
  return data === undefined
    ? { kind: 'other', status: result.status }
    : {
        kind: 'said',
        code: data.Code,
        message: typeof data['Message'] === 'string' ? data['Message'] : '',
        body: data,
      };
}
