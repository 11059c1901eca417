import { replyAboveLines } from './reply-above-lines.vocabulary.js';
import { separatorTitles } from './separator-titles.vocabulary.js';

const titles = separatorTitles.join('|');
/** A title between dashes, or with dashes before it at least; case and inner blanks vary. */
const dashed = new RegExp(
  `^[-\\u2010-\\u2015_=*~·.#|>\\s]{2,}\\s*\\[?(?:${titles})(?:[^\\p{L}\\n].{0,60})?\\]?\\s*[-\\u2010-\\u2015_=*~·.#|<\\s]*$`,
  'iu',
);
const alone = new RegExp(
  `^(?:Begin forwarded message|Forwarded message|Original Message|原始邮件|原始郵件|转发邮件|轉寄郵件|Ursprüngliche Nachricht|Anfang der weitergeleiteten Nachricht|Début du message (?:réexpédié|transféré)|Inicio del mensaje reenviado|Inizio messaggio inoltrato|Início da mensagem reencaminhada|下面是转发的邮件|以下是转发的邮件|開始轉寄郵件|以下是轉寄的郵件|転送されたメッセージ|전달된 메시지)\\s*[:：]$`,
  'iu',
);
const above = new RegExp(`(?:${replyAboveLines.join('|')})`, 'iu');

/** Whether the line is a title such as `-----Original Message-----` or `------------------ 原始邮件 ------------------`. */
export function isSeparator(text: string): boolean {
  return text.length < 160 && (dashed.test(text) || alone.test(text));
}

/** A line of our own (or another desk's) that asks to answer above it. */
export function isReplyAboveLine(text: string): boolean {
  return text.length < 200 && above.test(text);
}

/** A short rule, which counts only right over a header block. */
export function isShortRule(text: string): boolean {
  return /^[-_=*~─━—]{3,}$/u.test(text);
}

/** A rule of at least eight signs, as Outlook puts over its header block. */
export function isRule(text: string): boolean {
  return text.length <= 300 && /^[-_=*~─━—]{8}[\s\-_=*~─━—]*$/u.test(text);
}
