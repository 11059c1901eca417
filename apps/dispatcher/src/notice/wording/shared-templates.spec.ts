import { describe, expect, it } from '@jest/globals';
import { loadPresets } from '#libs/policy/load/load-presets.js';
import { parametersOf, renderTemplate } from '#libs/policy/template/render-template.js';
import { withFlags } from './flag-parameters.js';

const preset = loadPresets('config/presets').book.get('property-group');
const all = Object.entries(preset.templates);
const staff = all.filter(([, template]) => template.audience === 'staff');
const complainant = all.filter(([, template]) => template.audience === 'complainant');
/** About an entry of the house, not about a case. */
const ofNoCase = ['pushes-missed'];
const filled = (key: string, language: 'zh' | 'en', parameters: Record<string, string>) =>
  renderTemplate(preset, key, 'mail', language, withFlags(parameters));

describe('the shared templates', () => {
  it.each(all.map(([key]) => key))('%s has a Chinese and an English mail that use the same parameters', (key) => {
    const mail = preset.templates[key]?.mail;
    const used = (text: { subject: string; body: string } | undefined) =>
      parametersOf(`${text?.subject ?? ''} ${text?.body ?? ''}`).toSorted();
    expect(mail?.en).toBeDefined();
    expect(used(mail?.en)).toEqual(used(mail?.zh));
  });

  it.each(staff.map(([key]) => key).filter((key) => !ofNoCase.includes(key)))(
    '%s says in its first line which case it is about',
    (key) => {
      const body = preset.templates[key]?.mail?.zh.body ?? '';
      const subject = preset.templates[key]?.mail?.zh.subject ?? '';
      expect(`${subject}${body.split('\n\n', 1)[0] ?? ''}`).toMatch(/\{number\}/u);
    },
  );

  it.each(complainant.map(([key]) => key))(
    '%s says nothing that must never be said, and reaches those who have only a phone (PG-6, PC-19)',
    (key) => {
      const text = JSON.stringify(preset.templates[key]);
      const banned = Object.values(preset.wording.neverSay).flatMap(({ phrases }) => [...phrases.zh, ...phrases.en]);
      expect(banned.filter((phrase) => text.includes(phrase))).toEqual([]);
      expect(preset.templates[key]?.sms).toBeDefined();
    },
  );

  it('thank the complainant, and say number, department and limit (PG-5, PG-18.1, SI-15)', () => {
    const parameters = {
      greeting: '王女士，您好！',
      number: 'WY-7',
      organisation: '锦城置业',
      department: '工程部',
      limit: '3个工作日内',
      dueAt: '11月25日 18:00',
      desk: '',
      missing: '',
    };
    const text = filled('acknowledgement', 'zh', parameters);
    expect(text).toMatchObject({ subject: expect.stringContaining('WY-7'), body: expect.stringContaining('感谢') });
    for (const said of ['王女士，您好', 'WY-7', '工程部', '11月25日 18:00', '保持电话畅通']) {
      expect(text).toMatchObject({ body: expect.stringContaining(said) });
    }
  });

  it('leave out what is not known yet, without a gap in the sentence', () => {
    const unknown = {
      number: 'WY-7',
      organisation: '锦城置业',
      department: '',
      limit: '',
      dueAt: '',
      desk: '客服中心',
      missing: '',
    };
    const mail = filled('acknowledgement', 'zh', unknown);
    expect(mail).toMatchObject({ body: expect.not.stringContaining('由负责') });
    const sms = renderTemplate(preset, 'acknowledgement', 'sms', 'zh', withFlags(unknown));
    expect(sms).toMatchObject({ text: expect.not.stringMatching(/由处理|将于前/u) });
  });

  it('choose a line by a code', () => {
    expect(
      filled('desk-decision', 'zh', { number: '7', question: 'handler-says-invalid', handler: '周师傅' }),
    ).toMatchObject({ body: expect.stringMatching(/^请判定：周师傅认为/u) });
    expect(filled('escalation', 'zh', { number: '7', milestone: '接单', missed: '' })).toMatchObject({
      body: expect.stringMatching(/^请关注/u),
    });
    expect(filled('escalation', 'zh', { number: '7', milestone: '接单', missed: 'yes' })).toMatchObject({
      body: expect.stringMatching(/^已超时/u),
    });
  });
});
