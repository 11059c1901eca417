import { jest } from '@jest/globals';

/**
 * No test is about time: the first that asks for RabbitMQ waits for its start, some 10 s on an idle machine, and one that
 * starts processes waits for a processor on a busy one.
 */
jest.setTimeout(120_000);
