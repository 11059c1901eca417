import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { Failure } from '#libs/failure/failure.js';
import { maskPersonal } from '#libs/observability/mask-personal.js';
import { CommandRefused } from './command-refused.js';
import { exitCodes } from './exit-codes.js';

/** What a person at the terminal is told about a failure, and the exit code that goes with it. */
export interface FailureReport {
  /** One line a fault, no secrets, no stack. */
  readonly lines: readonly string[];
  readonly exitCode: number;
  /** Nobody foresaw it: the stack is worth showing. */
  readonly isBug: boolean;
}

/** Turns whatever was thrown into lines for a person. Servers that cannot be reached are named by address. */
export function describeFailure(error: unknown): FailureReport {
  if (error instanceof ConfigurationFault) {
    return { lines: error.lines, exitCode: exitCodes.configuration, isBug: false };
  }
  const chain = causes(error);
  const unread = fileFault(error);
  if (unread !== null) {
    return { lines: [unread], exitCode: exitCodes.usage, isBug: false };
  }
  const refused = chain.find((cause) => cause.code !== null && serverFailures.has(cause.code));
  if (refused?.code != null) {
    const where = refused.address === null ? '' : ` at ${refused.address}`;
    const meaning = serverFailures.get(refused.code) ?? '';
    return {
      lines: [`a server${where} ${meaning} (${refused.code}); ${whatToCheck(refused)}`],
      exitCode: exitCodes.unavailable,
      isBug: false,
    };
  }
  const line = maskPersonal(chain.map((cause) => cause.message).find((message) => message !== '') ?? String(error));
  if (error instanceof CommandRefused) {
    return { lines: [line], exitCode: error.exitCode, isBug: false };
  }
  return {
    lines: [line],
    exitCode: error instanceof Failure ? exitCodes.no : exitCodes.bug,
    isBug: !(error instanceof Failure),
  };
}

/** Codes of Node and PostgreSQL that mean: the other side is not there or does not let us in. */
const serverFailures: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'does not answer'],
  ['ECONNRESET', 'broke off the connection'],
  ['ETIMEDOUT', 'does not answer in time'],
  ['EHOSTUNREACH', 'cannot be reached'],
  ['ENOTFOUND', 'has a name that nobody knows'],
  ['EAI_AGAIN', 'has a name that cannot be looked up now'],
  ['28P01', 'refuses the password'],
  ['28000', 'refuses the user'],
  ['3D000', 'has no such database'],
  ['57P03', 'is still starting'],
  ['EADDRINUSE', 'already uses the port'],
  ['EACCES', 'may not be opened by this user'],
]);

const fileFailures: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'what should be a folder on the way to it is none'],
  ['EACCES', 'this user may not'],
]);

/** A file that somebody named and that cannot be read; null for every other error. */
function fileFault(error: unknown): string | null {
  if (!(error instanceof Error)) {
    return null;
  }
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  const meaning = fileFailures.get(code ?? '');
  if (meaning === undefined || (syscall !== 'open' && syscall !== 'read' && syscall !== 'scandir')) {
    return null;
  }
  return `${path ?? 'a file'} cannot be read: ${meaning}`;
}

interface Cause {
  readonly message: string;
  readonly code: string | null;
  readonly address: string | null;
}

/** The error, what it was caused by, and what an AggregateError collects, outermost first. */
function causes(error: unknown, depth = 0): Cause[] {
  if (!(error instanceof Error) || depth > 8) {
    return [];
  }
  const facts = error as Error & { code?: unknown; address?: unknown; hostname?: unknown; port?: unknown };
  const host =
    typeof facts.address === 'string' ? facts.address : typeof facts.hostname === 'string' ? facts.hostname : null;
  const port = typeof facts.port === 'number' ? `:${String(facts.port)}` : '';
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  return [
    {
      message: error.message,
      code: typeof facts.code === 'string' ? facts.code : null,
      address: host === null ? null : `${host}${port}`,
    },
    ...[...inner, error.cause].flatMap((cause) => causes(cause, depth + 1)),
  ];
}

function whatToCheck({ code }: Cause): string {
  if (code === 'EADDRINUSE') {
    return 'stop it, or configure another port';
  }
  return code === 'EACCES'
    ? 'check the rights, or configure another port'
    : 'check DATABASE_URL, RABBITMQ_URL and the mail servers configured';
}
