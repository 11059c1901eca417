import { Logger } from './logger.js';

/** A logger whose lines all carry `scope` too, such as `{ component: 'relay' }`. */
export class ScopedLogger extends Logger {
  constructor(
    private readonly logger: Logger,
    private readonly scope: object,
  ) {
    super();
  }

  debug(fields: object, sentence: string): void {
    this.logger.debug({ ...this.scope, ...fields }, sentence);
  }

  info(fields: object, sentence: string): void {
    this.logger.info({ ...this.scope, ...fields }, sentence);
  }

  warn(fields: object, sentence: string): void {
    this.logger.warn({ ...this.scope, ...fields }, sentence);
  }

  error(fields: object, sentence: string): void {
    this.logger.error({ ...this.scope, ...fields }, sentence);
  }
}
