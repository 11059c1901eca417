import { Logger as EngineLogger } from 'graphile-worker';
import type { Logger } from '#libs/observability/logger.js';

/** Says nothing. */
export const silentEngineLogger = new EngineLogger(() => () => undefined);

/** Lets the queue engine speak through our logger. Its chatter about single jobs is left out; texts of errors may quote data. */
export function engineLogger(logger: Logger): EngineLogger {
  return new EngineLogger(() => (level: 'error' | 'warning' | 'info' | 'debug', message: string) => {
    switch (level) {
      case 'error':
      case 'warning':
        logger.warn({}, message);
        break;
      case 'info':
      case 'debug':
        break;
      default:
        level satisfies never;
    }
  });
}
