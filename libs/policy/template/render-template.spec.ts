import { describe, expect, it } from '@jest/globals';
import { policyFiles, presetOf } from '../testing/policy-files.js';
import { fillIn, parametersOf, renderTemplate } from './render-template.js';

const preset = presetOf(policyFiles(), 'property-group');

describe('templates', () => {
  it('are filled in with their parameters', () => {
    expect(fillIn('编号 {number}，{missing}。', { number: '202611-ZL-001', missing: null })).toBe(
      '编号 202611-ZL-001，。',
    );
  });

  it('leave out a line whose parameter is empty', () => {
    const text = '{?limit}时限：{limit}\n{?missing}请补充：{missing}\n谢谢';

    expect(fillIn(text, { limit: '3个工作日', missing: '' })).toBe('时限：3个工作日\n谢谢');
  });

  it('never read what they are filled in with as a template', () => {
    expect(fillIn('{text}', { text: '{number} {?x}', number: 'secret' })).toBe('{number} {?x}');
  });

  it('name their parameters', () => {
    expect(parametersOf('{?a}{a} {b} {a}')).toEqual(['a', 'b']);
  });

  it('speak the language of the complainant where they can, else that of the preset', () => {
    const subject = (language: 'zh' | 'zh-hant' | 'en' | 'mixed'): string | undefined => {
      const rendered = renderTemplate(preset, 'acknowledgement', 'mail', language, { number: '1' });
      return rendered?.channel === 'mail' ? rendered.language : undefined;
    };

    expect([subject('zh'), subject('zh-hant'), subject('en'), subject('mixed')]).toEqual(['zh', 'zh-hant', 'en', 'zh']);
    expect(renderTemplate(preset, 'heads-copied', 'mail', 'zh-hant', {})?.language).toBe('zh');
  });

  it('do not exist for every key and channel', () => {
    expect(renderTemplate(preset, 'nothing', 'mail', 'zh', {})).toBeNull();
    expect(renderTemplate(preset, 'task-opened', 'sms', 'zh', {})).toBeNull();
  });

  it('have the text and the approved code of an SMS, null as long as there is none', () => {
    expect(
      renderTemplate(preset, 'heads-copied', 'sms', 'en', {
        organisation: 'Demo',
        tag: 'major',
        number: '202611-ZL-001',
      }),
    ).toEqual({
      channel: 'sms',
      language: 'en',
      text: '[Demo] major complaint 202611-ZL-001 concerns your unit. See your mail.',
      code: null,
    });
  });
});
