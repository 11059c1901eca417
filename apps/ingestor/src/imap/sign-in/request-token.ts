import { z } from 'zod';
import { ImapFailure } from '../imap.failure.js';

export interface TokenRequest {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly refreshToken: string;
  readonly scope: string | null;
}

export interface GrantedToken {
  readonly accessToken: string;
  /** Null where the endpoint does not say. */
  readonly lifeSeconds: number | null;
  /** Another one, to be used from now on; null: the old one stays good. */
  readonly refreshToken: string | null;
}

const Granted = z.object({
  access_token: z.string().min(1).max(16_384),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
  refresh_token: z.string().min(1).max(16_384).optional().catch(undefined),
});
const Refused = z.object({ error: z.string() });

/** No token answer is larger; an endpoint that sends more is none. */
const largestAnswer = 64 * 1024;

/**
 * Exchanges a refresh token for an access token (RFC 6749 6). Throws ImapFailure: `unreachable`, `throttled`,
 * `login-refused` with the endpoint's error code, or `protocol`. No secret gets into an error.
 */
export async function requestToken(request: TokenRequest, limitMs: number): Promise<GrantedToken> {
  const { status, text } = await post(request, limitMs);
  if (status === 429 || status >= 500) {
    throw new ImapFailure('throttled', `The token endpoint answers ${String(status)}`);
  }
  const body = jsonOf(text);
  if (status !== 200) {
    const refused = Refused.safeParse(body);
    const code = refused.success && /^[a-z_]{1,40}$/u.test(refused.data.error) ? refused.data.error : String(status);
    throw new ImapFailure('login-refused', `The token endpoint refuses the refresh token (${code})`);
  }
  const granted = Granted.safeParse(body);
  if (!granted.success) {
    throw new ImapFailure('protocol', 'The token endpoint answers without an access token');
  }
  const { access_token: accessToken, expires_in: life, refresh_token: refreshToken } = granted.data;
  return { accessToken, lifeSeconds: life ?? null, refreshToken: refreshToken ?? null };
}

async function post(
  { tokenUrl, clientId, clientSecret, refreshToken, scope }: TokenRequest,
  limitMs: number,
): Promise<{ readonly status: number; readonly text: string }> {
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId });
  if (clientSecret !== null) {
    form.set('client_secret', clientSecret);
  }
  if (scope !== null) {
    form.set('scope', scope);
  }
  try {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json' },
      // A secret goes where the plan says, and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    });
    return { status: response.status, text: (await response.text()).slice(0, largestAnswer) };
  } catch (error) {
    throw new ImapFailure('unreachable', `The token endpoint does not answer (${reasonOf(error)})`);
  }
}

/** By name and code only: the text of an error may quote what was sent. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'unknown';
  }
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
