import { describe, expect, it } from '@jest/globals';
import { maskPersonal } from './mask-personal.js';

describe(maskPersonal.name, () => {
  it.each([
    ['550 <li.mei@example.cn> unknown', '550 <[mail]> unknown'],
    ['退信：张三@例子.example.cn', '退信：[mail]'],
    ['call 13800001111 now', 'call [number] now'],
    ['电话 138 0000 1111。', '电话 [number]。'],
    ['sent to +8613800001111', 'sent to [number]'],
    ['sent to +14155550100', 'sent to [number]'],
    ['postgres://user:pass@db.example.com/x', 'postgres://[credentials]@db.example.com/x'],
  ])('PC-6: %s', (line, masked) => {
    expect(maskPersonal(line)).toBe(masked);
  });

  it.each([
    '{"time":"2026-11-21T19:38:00.123Z","pid":13800001}',
    'case 6f9619ff-8b86-d011-b42d-13800001111f',
    'port 127.0.0.1:13800, 1763700000123 ms',
    'Completed in 3.20 ms',
  ])("leaves alone what is nobody's: %s", (line) => {
    expect(maskPersonal(line)).toBe(line);
  });
});
