import { describe, expect, it } from '@jest/globals';
import type { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { reachabilityOf } from './reachability.js';

function fax(address: string): StoredMessage {
  return { channel: 'fax', from: { address, name: '' }, replyTo: null } as StoredMessage;
}

describe('the caller of a fax (issue 3 point 8)', () => {
  it('hears by SMS on a mobile phone, and is called on any other number', () => {
    expect(reachabilityOf(fax('+8613800001111'), 'unknown', false)).toEqual({
      channel: 'sms',
      address: '+8613800001111',
      name: null,
    });
    for (const number of ['+8651260001111', '4008001111', '8001', '95588']) {
      expect([number, reachabilityOf(fax(number), 'unknown', false)]).toEqual([number, null]);
    }
  });
});
