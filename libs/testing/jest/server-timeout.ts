import { jest } from '@jest/globals';

/** The first test that asks for RabbitMQ waits for its start, some 10 s on an idle machine. */
jest.setTimeout(60_000);
