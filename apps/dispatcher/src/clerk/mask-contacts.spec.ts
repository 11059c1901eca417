import { describe, expect, it } from '@jest/globals';
import { maskContacts } from './mask-contacts.js';

describe(maskContacts.name, () => {
  it.each([
    ['请联系王秀兰，13800001811', '请联系客户A，138****1811'],
    ['写信到 wang.xl@mail.example.com 即可', '写信到 ***@mail.example.com 即可'],
    ['合同号 202611000123456 不变', '合同号 202611000123456 不变'],
    ['赔8000元', '赔8000元'],
  ])('shows %j as %j (SI-14.1)', (text, shown) => {
    expect(maskContacts(text, '王秀兰', '客户A')).toBe(shown);
  });
});
