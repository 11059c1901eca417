import { describe, expect, it } from '@jest/globals';
import { chooseEntry } from './choose-entry.js';
import type { PresetEntry } from './preset-entries.js';

const entry = (
  channel: PresetEntry['channel'],
  origin: string,
  zh: string,
  en: string,
  referral = false,
): PresetEntry => ({
  channel,
  origin,
  titles: [zh, en],
  referral,
});
const entries = [
  entry('mail', 'mailbox', '服务邮箱', 'service mailbox'),
  entry('mail', 'regulator', '监管部门转办', 'referred by a regulator', true),
  entry('mail', 'media', '媒体反馈', 'media report'),
  entry('sms', 'hotline-sms', '短信号码', 'SMS number'),
  entry('staff', 'hotline', '电话客服', 'hotline'),
  entry('staff', 'shop-desk', '门店服务台', 'shop desk'),
];

describe('the entry that staff name (SI-12)', () => {
  it.each([
    ['电话', 'hotline'],
    ['门店服务台', 'shop-desk'],
    ['来访', 'shop-desk'],
    ['phone', 'hotline'],
    ['记者采访', 'media'],
  ])('%s is %s', (source, origin) => {
    expect(chooseEntry(entries, source, false)?.origin).toBe(origin);
  });

  it.each(['', '传真机', '信件', '监管部门转办'])('%j fits none', (source) => {
    expect(chooseEntry(entries, source, false)).toBeNull();
  });

  it('is the one for referrals where an authority referred it', () => {
    expect(chooseEntry(entries, '12345', true)?.origin).toBe('regulator');
  });
});
