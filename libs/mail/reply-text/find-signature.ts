import { deviceLines } from './device-lines.vocabulary.js';

const device = new RegExp(
  `^[-–—*_\\s"“「\\[(<]{0,5}(?:${deviceLines.join('|')})[-–—*_\\s"”」\\])>]{0,5}(?:<[^>]*>?)?$`,
  'iu',
);
const disclaimer =
  /^(?:this (?:e-?mail|message|communication)[^.]{0,60}(?:confidential|intended (?:solely|only)|privileged)|(?:confidentiality|disclaimer|important|legal) notice\b|disclaimer\s*:|the information (?:contained )?in this (?:e-?mail|message)|diese e-?mail (?:enthält|ist) |ce (?:message|courriel|mail)[^.]{0,40}confidentiel|este (?:mensaje|correo|e-?mail)[^.]{0,60}confidencial|本(?:邮件|电子邮件|郵件|信)[^。]{0,40}(?:保密|机密|機密|仅供|僅供|仅限|僅限)|此(?:邮件|电子邮件)[^。]{0,40}(?:保密|机密|仅供|仅限)|免责声明|保密声明|声明[:：]本邮件|このメール[^。]{0,40}(?:機密|秘密))/iu;
const footer =
  /^(?:you (?:are receiving|received) this (?:e-?mail|message|because)|to unsubscribe\b|unsubscribe\s*:|virus-free\.|this email has been checked for viruses|avast logo|no virus found in this|you can reply to this email|view (?:this|it) (?:email|on))/iu;

/** `-- ` (RFC 3676 4.3) or the same without its blank. */
export function isSignatureDelimiter(raw: string): boolean {
  return /^\s{0,2}(?:--|––|-- -|__|-{2}\u00a0)\s*$/u.test(raw);
}

/** A line that a phone or program adds: "Sent from my iPhone", 发自我的iPhone. */
export function isDeviceLine(text: string): boolean {
  return text.length < 120 && device.test(text);
}

/** A name after a dash, as the last line of a text: `-Anna Svensson`, `——王芳`. */
export function isNameLine(text: string): boolean {
  return /^[-–—]{1,2}\s?(?:\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}|\p{Script=Han}{2,4})$/u.test(text);
}

export function isDisclaimer(text: string): boolean {
  return disclaimer.test(text) || footer.test(text);
}

const contact =
  /(?:\b(?:tel|phone|mobile|cell|fax|mob|电话|手机|传真|座机|邮箱|地址|邮编|网址|微信|qq|e-?mail|www|https?)\b\s*[.:：]?|@|\+\d{2}|\d{3,4}[- ]\d{4}|公司|有限|集团|部门|经理|总监|工程师|主管|manager|director|engineer|ltd|inc|gmbh|co\.)/iu;

/** Whether lines under a rule read as a visiting card rather than as text. */
export function looksLikeCard(texts: readonly string[]): boolean {
  const filled = texts.filter((text) => text !== '');
  if (filled.length === 0 || filled.length > 10 || filled.some((text) => [...text].length > 70)) {
    return false;
  }
  return filled.filter((text) => contact.test(text)).length >= 1 && filled.every((text) => !/[。！？!?]$/u.test(text));
}
