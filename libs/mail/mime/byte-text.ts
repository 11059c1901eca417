/**
 * Bytes as text that string functions cannot harm: bytes above ASCII become private-use characters, since as Latin-1
 * some of them are blanks or controls that trimming would eat (0xA0 is the last byte of 张 in UTF-8).
 */
const BASE = 0xe000;

export function toByteText(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/[\u0080-\u00ff]/gu, (char) => String.fromCharCode(BASE + char.charCodeAt(0)));
}

export function fromByteText(text: string): Buffer {
  return Buffer.from(
    text.replace(/[\ue080-\ue0ff]/gu, (char) => String.fromCharCode(char.charCodeAt(0) - BASE)),
    'latin1',
  );
}
