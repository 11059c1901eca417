import { describe, expect, it } from '@jest/globals';
import { saysAbsent } from './says-absent.js';

describe('whether an automatic answer says that somebody is away', () => {
  it.each([
    ['自动回复: 请处理投诉', '我正在休假，11月25日回来，急事请联系张三。'],
    ['自动回复', '您好，我本周出差，邮件可能无法及时回复。'],
    ['不在办公室', ''],
    ['Automatic reply: complaint', 'I am out of the office until Monday.'],
    ['Out of Office', ''],
    ['Abwesenheitsnotiz', ''],
    ['自動応答', '出張のため不在にしております。'],
  ])('yes: %s / %s', (subject, text) => {
    expect(saysAbsent(subject, text)).toBe(true);
  });

  it.each([
    ['自动回复: 请处理投诉', '您的来信已收到，我们会尽快处理。'],
    ['Automatic reply', 'Thank you, we have received your message and will answer soon.'],
  ])('no, it is a receipt: %s / %s', (subject, text) => {
    expect(saysAbsent(subject, text)).toBe(false);
  });
});
