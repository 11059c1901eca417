import { describe, expect, it } from '@jest/globals';
import { personName } from './person-name.js';

describe('the name of whoever writes', () => {
  it.each([
    ['王秀兰', '', '王秀兰'],
    ['Jane  Doe', '', 'jane doe'],
    ['', '我叫王秀兰，住6栋1203。', '王秀兰'],
    ['', '您好，我是李强，6栋的。', '李强'],
    ['', '电梯又坏了。\n王秀兰 13800001111', '王秀兰'],
    ['13800001111', '电梯又坏了。', null],
    ['', '我是业主，我是小区的老住户', null],
    ['', '我是你们的客户', null],
  ])('reads it from %p and %p', (header, text, name) => {
    expect(personName(header, text)).toBe(name);
  });
});
