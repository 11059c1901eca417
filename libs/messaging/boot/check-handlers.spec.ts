import { describe, expect, it } from '@jest/globals';
import { subscriptionsOf } from '#libs/contracts/catalogue.js';
import { checkHandlers } from './check-handlers.js';

const complete = subscriptionsOf('classifier').map((type) => ({ type, place: `${type}Controller.on` }));

describe('the boot check', () => {
  it('finds nothing wrong when each subscription has one handler', () => {
    expect(checkHandlers('classifier', complete)).toEqual([]);
  });

  it('names a catalogued message without a handler, and the fix', () => {
    expect(checkHandlers('classifier', complete.slice(1))).toEqual([
      "classifier has no handler for complaint.received: add @Handles('complaint.received') to a method of one of its controllers, or take classifier out of the subscribers in libs/contracts/messages",
    ]);
  });

  it('names both handlers of one message, and the fix', () => {
    expect(checkHandlers('classifier', [...complete, { type: 'complaint.received', place: 'Other.on' }])).toEqual([
      "classifier has 2 handlers for complaint.received (complaint.receivedController.on, Other.on): leave @Handles('complaint.received') on one of them and call the others from it",
    ]);
  });

  it('names a handler of a message that the service does not subscribe to, or that nobody sends', () => {
    expect(
      checkHandlers('classifier', [
        ...complete,
        { type: 'reply.received', place: 'A.on' },
        { type: 'complaint.lost', place: 'B.on' },
      ]),
    ).toEqual([
      'classifier handles reply.received (A.on) but does not subscribe to it: add classifier to the subscribers of reply.received in libs/contracts/messages, or remove the handler',
      'classifier handles complaint.lost (B.on), which nobody sends: correct the name, or add the message to libs/contracts/catalogue.ts',
    ]);
  });
});
