import { describe, expect, it } from '@jest/globals';
import { withLogContext } from './log-context.js';
import { createLogger } from './pino.logger.js';
import { ScopedLogger } from './scoped.logger.js';

function setup() {
  const lines: string[] = [];
  const logger = createLogger(
    { service: 'ingestor', level: 'info', destination: 'stdout' },
    { write: (line) => void lines.push(line) },
  );
  return { logger, lines, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe(createLogger.name, () => {
  it('writes one JSON object a line, with service, level and the fields', () => {
    const { logger, parsed } = setup();
    new ScopedLogger(logger, { component: 'relay' }).info({ attempt: 2 }, 'Published a message');
    expect(parsed()).toEqual([
      expect.objectContaining({
        level: 'info',
        service: 'ingestor',
        component: 'relay',
        attempt: 2,
        msg: 'Published a message',
      }),
    ]);
  });

  it('adds the correlation and message ids in force where it is called', async () => {
    const { logger, parsed } = setup();
    await withLogContext({ correlationId: 'c-1' }, () =>
      withLogContext({ messageId: 'm-1' }, async () => {
        await Promise.resolve();
        logger.info({}, 'Handled');
      }),
    );
    logger.info({}, 'Outside');
    expect(parsed()[0]).toMatchObject({ correlationId: 'c-1', messageId: 'm-1' });
    expect(parsed()[1]).not.toHaveProperty('correlationId');
  });

  it('PC-6: hides secrets by key, and addresses and numbers wherever they stand, also in an error', () => {
    const { logger, lines } = setup();
    const error = new Error('550 <li.mei@example.cn> unknown, call 13800001111');
    logger.error({ password: 's3cret', imap: { token: 's3cret' }, error }, 'Refused');
    expect(lines.join()).not.toMatch(/s3cret|li\.mei|13800001111/u);
    expect(lines.join()).toContain('[mail]');
  });

  it('is silent below its level', () => {
    const { logger, lines } = setup();
    logger.debug({}, 'Detail');
    expect(lines).toEqual([]);
  });
});
