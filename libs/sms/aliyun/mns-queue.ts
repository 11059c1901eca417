import { exchange } from '../http/exchange.js';
import { signMns } from './sign-mns.js';

export interface MnsAccess {
  readonly baseUrl: string;
  readonly queue: string;
  /** Lent by Aliyun for a while (QueryTokenForMnsQueue). */
  readonly key: { readonly id: string; readonly secret: string; readonly token: string };
  readonly deadlineMs: number;
  readonly now: () => Date;
}

export interface MnsMessage {
  /** By it the message is taken off the queue. */
  readonly handle: string;
  readonly body: Buffer;
}

/** Up to 16 messages, which the queue hides for a while and gives again unless they are deleted; null: no answer. */
export async function receiveMns(access: MnsAccess): Promise<MnsMessage[] | null> {
  const answer = await call(access, 'GET', `/queues/${access.queue}/messages?numOfMessages=16&waitseconds=0`);
  if (answer?.status === 404 && answer.text.includes('MessageNotExist')) {
    return [];
  }
  return answer?.status === 200 ? messagesOf(answer.text) : null;
}

/** False: it will come again. */
export async function deleteMns(access: MnsAccess, handle: string): Promise<boolean> {
  const path = `/queues/${access.queue}/messages?ReceiptHandle=${encodeURIComponent(handle)}`;
  const answer = await call(access, 'DELETE', path);
  return answer !== null && answer.status < 300;
}

async function call(
  { baseUrl, key, deadlineMs, now }: MnsAccess,
  method: 'GET' | 'DELETE',
  resource: string,
): Promise<{ status: number; text: string } | null> {
  const headers = signMns({ method, resource, date: now().toUTCString(), contentType: '' }, key);
  const result = await exchange({ method, url: `${new URL(baseUrl).origin}${resource}`, headers }, deadlineMs);
  return result.kind === 'answered' ? result : null;
}

/** The queue's XML holds no nested text but these two; bodies are base64. */
function messagesOf(xml: string): MnsMessage[] {
  return [...xml.matchAll(/<Message>(?<inside>.*?)<\/Message>/gsu)].flatMap((match) => {
    const inside = match.groups?.['inside'] ?? '';
    const handle = elementOf(inside, 'ReceiptHandle');
    const body = elementOf(inside, 'MessageBody');
    return handle === null || body === null ? [] : [{ handle, body: Buffer.from(body, 'base64') }];
  });
}

function elementOf(xml: string, name: string): string | null {
  return new RegExp(`<${name}>([^<]*)</${name}>`, 'u').exec(xml)?.[1] ?? null;
}
