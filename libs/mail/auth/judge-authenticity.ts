import type { DmarcVerdict } from '#libs/contracts/vocabulary.js';
import { headersOf, type ParsedMail } from '../parse/parsed-mail.js';

/** Looks names up for the own check; the signature of `dns.promises.resolve`. Null where no DNS is to be asked. */
export type NameLookup = (name: string, type: string) => Promise<unknown>;

/** Who handed the mail over, known only when it came by our own SMTP listener. */
export interface SmtpPeer {
  readonly ip: string;
  readonly helo: string;
  /** Envelope sender; '' for the null path. */
  readonly sender: string;
}

export interface AuthenticityOptions {
  /**
   * The authserv-id (RFC 8601 2.5) of the server that receives for us. Only its topmost Authentication-Results counts;
   * one that the sender put in himself carries another id or stands below it. Null: none is believed.
   */
  readonly authservId: string | null;
  readonly peer: SmtpPeer | null;
  readonly lookup: NameLookup | null;
  /** Milliseconds for the own check with all its look-ups. */
  readonly limitMs?: number;
}

export interface Authenticity {
  readonly verdict: DmarcVerdict;
  /** Where the verdict comes from. */
  readonly by: 'authentication-results' | 'own-check' | 'nothing';
}

const DEFAULT_LIMIT_MS = 8_000;

function verdictOf(result: string | undefined): DmarcVerdict {
  switch (result) {
    case 'pass':
      return 'pass';
    case 'fail':
      return 'fail';
    default:
      // none, neutral, temperror, permerror: the domain says nothing, or could not be asked
      return 'unknown';
  }
}

/** Verdict of the server that received the mail for us; null where its results are not there. */
function pinned(mail: Pick<ParsedMail, 'headers'>, authservId: string): DmarcVerdict | null {
  for (const value of headersOf(mail, 'authentication-results')) {
    const [id = ''] = value
      .replace(/\([^()]*\)/gu, ' ')
      .trim()
      .split(/[\s;]/u);
    if (id.toLowerCase() !== authservId.toLowerCase()) {
      continue;
    }
    const result = /(?:^|[;\s])dmarc\s*=\s*([a-z]+)/iu.exec(value.replace(/\([^()]*\)/gu, ' '))?.[1]?.toLowerCase();
    return verdictOf(result);
  }
  return null;
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, limitMs, null);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Whether a mail comes from whom its From says (DMARC, RFC 7489): by the results of our own receiving server, else by
 * an own check where the SMTP peer is known and DNS may be asked, else unknown. Never throws.
 */
export async function judgeAuthenticity(
  raw: Buffer,
  mail: Pick<ParsedMail, 'headers'>,
  options: AuthenticityOptions,
): Promise<Authenticity> {
  const stated = options.authservId === null ? null : pinned(mail, options.authservId);
  if (stated !== null) {
    return { verdict: stated, by: 'authentication-results' };
  }
  const { peer, lookup } = options;
  if (peer === null || lookup === null) {
    return { verdict: 'unknown', by: 'nothing' };
  }
  try {
    // Loaded when first needed: most installations pin the results of their own server.
    const { authenticate } = await import('mailauth');
    const check = authenticate(raw, {
      ip: peer.ip,
      helo: peer.helo,
      sender: peer.sender,
      trustReceived: false,
      disableArc: true,
      disableBimi: true,
      resolver: lookup as never,
    });
    // The check goes on in the background after the limit; its failure there is nobody's any more.
    check.catch(() => undefined);
    const result = await within(options.limitMs ?? DEFAULT_LIMIT_MS, check);
    if (result === null || result.dmarc === false) {
      return { verdict: 'unknown', by: 'own-check' };
    }
    return { verdict: verdictOf(result.dmarc.status.result), by: 'own-check' };
  } catch {
    return { verdict: 'unknown', by: 'own-check' };
  }
}
