import { pino } from 'pino';
import type { DestinationStream, Logger as Pino } from 'pino';
import { logContext } from './log-context.js';
import { Logger } from './logger.js';
import { maskPersonal } from './mask-personal.js';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

export interface LoggerOptions {
  /** Stands on every line as `service`. */
  readonly service: string;
  readonly level: LogLevel;
  /** `stdout`, `stderr`, or a file that is appended to. */
  readonly destination: string;
}

/** One JSON object a line: `level, time, service, msg`, the context's ids, and the caller's fields. */
export class PinoLogger extends Logger {
  constructor(private readonly pino: Pino) {
    super();
  }

  debug(fields: object, sentence: string): void {
    this.pino.debug(fields, sentence);
  }

  info(fields: object, sentence: string): void {
    this.pino.info(fields, sentence);
  }

  warn(fields: object, sentence: string): void {
    this.pino.warn(fields, sentence);
  }

  error(fields: object, sentence: string): void {
    this.pino.error(fields, sentence);
  }
}

export function createLogger(
  { service, level, destination }: LoggerOptions,
  stream: DestinationStream = open(destination),
): Logger {
  return new PinoLogger(
    pino(
      {
        level,
        base: { service },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        mixin: () => ({ ...logContext() }),
        serializers: { error: pino.stdSerializers.err },
        redact: { paths: [...secretKeys, ...secretKeys.map((key) => `*.${key}`)], censor: '[secret]' },
        hooks: { streamWrite: maskPersonal },
      },
      stream,
    ),
  );
}

const secretKeys = [
  'password',
  'pass',
  'secret',
  'token',
  'authorization',
  'cookie',
  'apiKey',
  'masterKey',
  'indexKey',
];

/** Written at once: what was said before a crash can be read after it. */
function open(destination: string): DestinationStream {
  switch (destination) {
    case 'stdout':
      return pino.destination({ fd: 1, sync: true });
    case 'stderr':
      return pino.destination({ fd: 2, sync: true });
    default:
      return pino.destination({ dest: destination, sync: true, mkdir: true, append: true });
  }
}
