import { describe, expect, it } from '@jest/globals';
import { detectLanguage, languageTag } from './detect-language.js';

describe('language of a message', () => {
  it.each([
    ['电梯坏了三天没有人修，请尽快处理。', 'zh', 'zh'],
    ['電梯壞了三天沒有人修，請儘快處理。', 'zh-hant', 'zh-hant'],
    ['The lift has been broken for three days and nobody is here.', 'en', 'en'],
    ['電話番号が見つかりません。よろしくお願いします。', 'ja', null],
    ['엘리베이터가 고장났습니다.', 'ko', null],
    ['Der Aufzug ist seit drei Tagen kaputt und ich bin nicht zufrieden.', 'de', 'en'],
    ['L’ascenseur est en panne, je ne suis pas content de votre service.', 'fr', 'en'],
    ['El ascensor no funciona y no estoy contento con el servicio, gracias.', 'es', 'en'],
    ['', 'und', 'zh'],
  ])('%s', (text, tag, answer) => {
    expect(languageTag(text)).toBe(tag);
    if (answer !== null) {
      expect(detectLanguage(text)).toBe(answer);
    }
  });

  it('is mixed where both have weight', () => {
    expect(
      detectLanguage(
        'The air conditioner in room 301 does not work and the staff will not answer my calls at all. 空调坏了，前台不接电话，请马上派人来修理。',
      ),
    ).toBe('mixed');
  });
});
