/**
 * Full-width ASCII as half-width, character for character: positions found in the result hold in the original, so
 * that what a person wrote is kept as written.
 */
export function halfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\u3000]/gu, (c) =>
    c === '\u3000' ? ' ' : String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );
}
