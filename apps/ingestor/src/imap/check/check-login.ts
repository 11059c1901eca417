import type { ImapFlow } from 'imapflow';
import { maskPersonal } from '#libs/observability/mask-personal.js';
import type { Report } from '#libs/runtime/finding.js';
import type { ImapAccess } from '../../plan/imap-access.schema.js';
import type { MailProvider } from '../../plan/mail-providers.schema.js';
import { ImapFailure } from '../imap.failure.js';
import { openConnection } from '../open-connection.js';
import type { SignIn } from '../sign-in/sign-in.port.js';

/** Nothing of a mail is read while checking; answers of other commands are small. */
const largestBytes = 1024 * 1024;

/** Logs in and says who we are. Null when that fails; what an administrator has to do there is said too. */
export async function checkLogin(
  access: ImapAccess,
  signIn: SignIn,
  profile: MailProvider | null,
  report: Report,
): Promise<ImapFlow | null> {
  try {
    const client = await openConnection({ access, signIn, largestBytes });
    report('ok', `login: accepted${access.oauth === undefined ? '' : ' with an access token'}`);
    checkId(client, profile, report);
    return client;
  } catch (error) {
    const failure = error instanceof ImapFailure ? error : null;
    report('fault', `login: ${meaningOf(failure?.code ?? null, access)}${words(error)}`);
    if (failure === null || hasSetUpHint(failure)) {
      hintSetUp(profile, report);
    }
    return null;
  }
}

/** The profile's way to what logs in, in both languages. */
export function hintSetUp(profile: MailProvider | null, report: Report): void {
  if (profile !== null) {
    report('note', `${profile.title.zh}：${profile.setUp.zh}`);
    report('note', `${profile.title.en}: ${profile.setUp.en}`);
  }
}

function checkId(client: ImapFlow, profile: MailProvider | null, report: Report): void {
  if (client.capabilities.has('ID')) {
    const name = client.serverInfo?.name;
    report('ok', `ID: sent after the login${typeof name === 'string' ? `; the server is ${name.slice(0, 60)}` : ''}`);
  } else if (profile?.needsId === true) {
    report('warning', 'ID: this provider wants it, and the server does not offer it; is host the right one?');
  }
}

function hasSetUpHint({ code }: ImapFailure): boolean {
  return code === 'login-refused' || code === 'protocol' || code === 'refused';
}

function meaningOf(code: ImapFailure['code'] | null, { oauth }: ImapAccess): string {
  switch (code) {
    case 'login-refused':
      return oauth === undefined
        ? 'refused: user or password is wrong, or IMAP is off for this mailbox'
        : 'refused: the refresh token is void, or the mailbox is not the one that it was given for';
    case 'unreachable':
      return oauth === undefined ? 'no answer within connectSeconds' : 'mail server or token endpoint does not answer';
    case 'tls':
      return 'the server does not turn to TLS, or its certificate is not accepted';
    case 'throttled':
      return 'the server asks for patience; try again in some minutes';
    case 'closed':
      return 'the server ends the connection';
    case 'refused':
    case 'protocol':
      return oauth === undefined
        ? 'the server answers what is not IMAP, or offers no way to log in'
        : 'the server offers neither OAUTHBEARER nor XOAUTH2, or the token endpoint answers without a token';
    case null:
      return 'failed for a reason that nobody foresaw';
    default:
      return code satisfies never;
  }
}

/** What the server itself says, without anything that could be somebody's. */
function words(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : null;
  const text = typeof cause === 'object' && cause !== null && 'responseText' in cause ? cause.responseText : null;
  return typeof text === 'string' && text !== '' ? ` (server: ${maskPersonal(text).slice(0, 120)})` : '';
}
