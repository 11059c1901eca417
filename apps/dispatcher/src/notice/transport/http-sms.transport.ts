import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { NoticeId } from '#libs/contracts/identity.js';
import type { Logger } from '#libs/observability/logger.js';
import type { SealedSms } from '../sealed-notice.schema.js';
import type { DeliveryAttempt } from './delivery-attempt.js';
import type { SmsInquiry } from './sms.transport.js';
import { SmsTransport } from './sms.transport.js';

export interface HttpSmsOptions {
  /** SMS are posted here and asked about at `<url>/<reference>`. */
  readonly url: string;
  /** Key of the signature: HMAC-SHA256 in hex over timestamp, dot, body (for a GET: the reference). */
  readonly secret: string;
  readonly deadlineMs: number;
  /** Seconds since 1970 of the machine, for the signature. */
  readonly machineSeconds: () => number;
}

const Answer = z.object({ id: z.string().optional(), state: z.enum(['accepted', 'delivered', 'failed']).optional() });

/**
 * A generic gateway: POST `{reference, to, template, parameters, text}`, GET by reference. Providers are adapted behind
 * it. What makes an SMS doubtful is an answer that did not come, or a 5xx after the gateway had the request.
 */
export class HttpSmsTransport extends SmsTransport {
  constructor(
    private readonly options: HttpSmsOptions,
    private readonly logger: Logger,
  ) {
    super();
  }

  override async send(notice: NoticeId, sms: SealedSms): Promise<DeliveryAttempt> {
    const { to, template, parameters, text } = sms;
    const body = JSON.stringify({ reference: notice, to, template, parameters, text });
    const attempt = await this.post(body);
    if (attempt.kind !== 'accepted') {
      this.logger.warn({ noticeId: notice, attempt }, 'An SMS was not accepted by the gateway');
    }
    return attempt;
  }

  override async inquire(notice: NoticeId): Promise<SmsInquiry> {
    try {
      const response = await fetch(`${this.options.url}/${notice}`, {
        headers: this.signature(notice),
        signal: AbortSignal.timeout(this.options.deadlineMs),
      });
      if (response.status === 404) {
        return { kind: 'unknown' };
      }
      const answer = Answer.safeParse(await readJson(response));
      if (!response.ok || !answer.success) {
        return { kind: 'away', detail: `HTTP ${String(response.status)}` };
      }
      return answer.data.state === 'failed'
        ? { kind: 'refused', detail: 'failed at the provider' }
        : { kind: 'accepted', reference: answer.data.id ?? null };
    } catch (error) {
      return { kind: 'away', detail: codeOf(error) };
    }
  }

  private async post(body: string): Promise<DeliveryAttempt> {
    let response: Response;
    try {
      response = await fetch(this.options.url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...this.signature(body) },
        body,
        signal: AbortSignal.timeout(this.options.deadlineMs),
      });
    } catch (error) {
      const detail = codeOf(error);
      return neverReached.has(detail)
        ? { kind: 'transient', code: 'server-away', detail }
        : { kind: 'unknown', detail };
    }
    return judgeResponse(response);
  }

  private signature(signed: string): Record<string, string> {
    const timestamp = String(this.options.machineSeconds());
    const mac = createHmac('sha256', this.options.secret).update(`${timestamp}.${signed}`).digest('hex');
    return { 'X-Redress-Timestamp': timestamp, 'X-Redress-Signature': mac };
  }
}

/** Failures before a byte of the request was out. */
const neverReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

async function judgeResponse(response: Response): Promise<DeliveryAttempt> {
  const detail = `HTTP ${String(response.status)}`;
  if (response.ok) {
    const answer = Answer.safeParse(await readJson(response));
    return { kind: 'accepted', reference: answer.success ? (answer.data.id ?? null) : null };
  }
  if (response.status === 401 || response.status === 403) {
    return { kind: 'transient', code: 'login-refused', detail };
  }
  if (response.status === 429 || response.status === 503) {
    return { kind: 'transient', code: 'server-busy', detail };
  }
  if (response.status >= 500) {
    return { kind: 'unknown', detail };
  }
  return {
    kind: 'refused',
    code: response.status === 404 || response.status === 422 ? 'recipient-refused' : 'content-refused',
    detail,
  };
}

/** A yes stays a yes whatever its body is. */
async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/** Node puts the socket's error behind `cause`. */
function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') {
    return cause.code;
  }
  return cause instanceof Error ? cause.name : 'unknown error';
}
