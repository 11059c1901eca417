import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Logger } from '#libs/observability/logger.js';
import { requestToken } from './request-token.js';
import type { TokenRequest } from './request-token.js';
import type { Proof, SignIn } from './sign-in.port.js';

export interface TokenSource extends TokenRequest {
  /** Where the refresh token lies; read anew each time, written when another one is given. Null: environment. */
  readonly refreshTokenFile: string | null;
}

/** An access token this close to its end is not shown any more. */
const spareMs = 60_000;
/** Where the endpoint does not say how long one lives. */
const usualLifeSeconds = 300;

/** Access tokens of one mailbox: kept till shortly before their end, and dropped when the mail server refuses one. */
export class AccessTokens implements SignIn {
  private kept: { readonly token: string; readonly untilMs: number } | null = null;
  private lastWasKept = false;
  private latestRefreshToken: string;

  constructor(
    private readonly source: TokenSource,
    private readonly logger: Logger,
  ) {
    this.latestRefreshToken = source.refreshToken;
  }

  async proof(limitMs: number): Promise<Proof> {
    const { kept } = this;
    this.lastWasKept = kept !== null && performance.now() < kept.untilMs;
    if (kept !== null && this.lastWasKept) {
      return { accessToken: kept.token };
    }
    const granted = await requestToken({ ...this.source, refreshToken: this.readRefreshToken() }, limitMs);
    const lifeMs = (granted.lifeSeconds ?? usualLifeSeconds) * 1_000;
    this.kept = { token: granted.accessToken, untilMs: performance.now() + Math.max(0, lifeMs - spareMs) };
    if (granted.refreshToken !== null && granted.refreshToken !== this.latestRefreshToken) {
      this.keepRefreshToken(granted.refreshToken);
    }
    return { accessToken: granted.accessToken };
  }

  /** A token fetched just now would be no better the second time. */
  refused(): boolean {
    this.kept = null;
    return this.lastWasKept;
  }

  /** From the file, where another process may have put a newer one. */
  private readRefreshToken(): string {
    const { refreshTokenFile } = this.source;
    if (refreshTokenFile === null) {
      return this.latestRefreshToken;
    }
    try {
      const read = readFileSync(refreshTokenFile, 'utf8').replace(/\r?\n$/u, '');
      this.latestRefreshToken = read === '' ? this.latestRefreshToken : read;
    } catch {
      // The one in memory is as good as any.
    }
    return this.latestRefreshToken;
  }

  private keepRefreshToken(token: string): void {
    const { refreshTokenFile } = this.source;
    this.latestRefreshToken = token;
    if (refreshTokenFile === null) {
      this.logger.warn(
        {},
        'A mail provider gives another refresh token each time; name a file for it, or a restart may need a new one',
      );
      return;
    }
    const draft = `${refreshTokenFile}.${randomBytes(4).toString('hex')}`;
    try {
      writeFileSync(draft, `${token}\n`, { mode: 0o600, flag: 'wx' });
      renameSync(draft, refreshTokenFile);
    } catch (error) {
      rmSync(draft, { force: true });
      this.logger.error({ error }, 'A new refresh token cannot be written into its file; a restart may need a new one');
    }
  }
}
