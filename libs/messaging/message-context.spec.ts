import { expect, it } from '@jest/globals';
import { MessageId } from '#libs/contracts/identity.js';
import { logContext } from '#libs/observability/log-context.js';
import { currentChain, whileHandling, withCorrelation } from './message-context.js';

const messageId = MessageId.parse('7f2c1f0e-3a52-4d2f-9f3b-0f6a3c1d2e4f');

it('knows of no chain outside of one', () => {
  expect(currentChain()).toBeNull();
});

it('starts a chain that answers no message, and puts it on every log line', async () => {
  await withCorrelation('delivery-1', async () => {
    await Promise.resolve();
    expect(currentChain()).toEqual({ correlationId: 'delivery-1', causationId: null });
    expect(logContext()).toEqual({ correlationId: 'delivery-1' });
  });
});

it('carries a chain on while a message is handled, and names the message as cause', () => {
  const context = {
    messageId,
    type: 'complaint.received',
    correlationId: 'delivery-1',
    causationId: null,
    occurredAt: new Date(0),
    producer: 'ingestor',
    attempt: 1,
  } as const;

  whileHandling(context, () => {
    expect(currentChain()).toEqual({ correlationId: 'delivery-1', causationId: messageId });
    expect(logContext()).toEqual({ correlationId: 'delivery-1', messageId, messageType: 'complaint.received' });
  });
});
