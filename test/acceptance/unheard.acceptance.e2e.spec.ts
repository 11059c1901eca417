import { describe, expect, it } from '@jest/globals';
import { company, customer } from './company.js';

const town = company();
const jiangnan = 'tousu@jiangnanli.example.com';

describe('nothing that a customer writes goes unread', () => {
  it('shows the handler an answer from an address that the case does not know, without acting on it', async () => {
    const file = await town.mail(customer('王秀兰'), jiangnan, {
      subject: '厨房下水反味',
      text: '厨房下水反味，请派人来。',
    });
    const acknowledged = await file.customerLetter('已受理');
    await town.answers({ ...acknowledged, to: 'work@elsewhere.example.org' }, '今天下午三点以后家里有人。');

    expect((await file.staffLetter('客户来信')).text).toContain('今天下午三点以后家里有人');
    expect(await file.row()).toMatchObject({ stage: 'assigned' });
  });
});
