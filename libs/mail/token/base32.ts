const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Base32 (RFC 4648 6) in lower case without padding. */
export function encodeBase32(bytes: Buffer): string {
  let out = '';
  let value = 0;
  let bits = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += alphabet.charAt((value >> bits) & 31);
    }
  }
  return bits > 0 ? out + alphabet.charAt((value << (5 - bits)) & 31) : out;
}
