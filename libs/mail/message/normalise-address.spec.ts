import { describe, expect, it } from '@jest/globals';
import { normaliseMail, normalisePhone } from './normalise-address.js';

describe('normal forms that fingerprints are taken of', () => {
  it.each([
    ['ZhangSan@Example.CN', 'zhangsan@example.cn'],
    [' <zhangsan@example.cn> ', 'zhangsan@example.cn'],
    ['mailto:zhangsan@example.cn', 'zhangsan@example.cn'],
    ['ｚｓ＠example.cn', 'zs@example.cn'],
    ['zs@例子.example', 'zs@xn--fsqu00a.example'],
    ['张三@example.cn', '张三@example.cn'],
    ['not an address', null],
    ['@example.cn', null],
    ['a b@example.cn', null],
  ])('mail %s', (given, normal) => {
    expect(normaliseMail(given)).toBe(normal);
  });

  it.each([
    ['13800001111', '+8613800001111'],
    ['+86 138-0000-1111', '+8613800001111'],
    ['0086 13800001111', '+8613800001111'],
    ['8613800001111', '+8613800001111'],
    ['138 0000 1111', '+8613800001111'],
    ['１３８００００１１１１', '+8613800001111'],
    ['(010) 6555-0000', '+861065550000'],
    ['+1 202 555 0143', '+12025550143'],
    ['10086', '10086'],
    ['106900001234', '106900001234'],
    ['no number', null],
    ['', null],
  ])('telephone %s', (given, normal) => {
    expect(normalisePhone(given)).toBe(normal);
  });
});
