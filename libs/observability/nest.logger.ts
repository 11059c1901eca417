import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

/** Lets the framework speak through our logger. Its chatter about routes and modules is `debug`. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(contextOf(rest), textOf(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(contextOf(rest), textOf(message));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(contextOf(rest), textOf(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn(contextOf(rest), textOf(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ ...contextOf(rest), ...(message instanceof Error ? { error: message } : {}) }, textOf(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest);
  }
}

function textOf(message: unknown): string {
  if (message instanceof Error) {
    return message.message;
  }
  return typeof message === 'string' ? message : JSON.stringify(message);
}

/** The framework passes an optional stack and, last, the name of the class that speaks. */
function contextOf(rest: readonly unknown[]): { component: string; stack?: string } {
  const words = rest.filter((item) => typeof item === 'string');
  const stack = words.length > 1 ? words[0] : undefined;
  return { component: words.at(-1) ?? 'nest', ...(stack === undefined ? {} : { stack }) };
}
