import { isHan } from '../text/simplified-han.js';
import type { Token } from '../text/tokens.js';

/** Words without punctuation; figures by their length, so that no number is learnt by heart. */
export function wordsOf(tokens: readonly Token[]): string[] {
  const words: string[] = [];
  for (const { text } of tokens) {
    const code = text.charCodeAt(0);
    if (isHan(code) || (code >= 0x61 && code <= 0x7a)) {
      words.push(text);
    } else if (code >= 0x30 && code <= 0x39) {
      words.push(`#${String(Math.min(text.length, 8))}`);
    } else if (code > 0x2fff || text === '!' || text === '?') {
      words.push(text);
    }
  }
  return words;
}
