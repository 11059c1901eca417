import chardet from 'chardet';
import iconv from 'iconv-lite';

export interface DecodedText {
  readonly text: string;
  readonly charset: string;
  /** How the charset was found: as declared, by looking at the bytes, or as the last resort. */
  readonly by: 'declared' | 'detected' | 'fallback';
}

/** Labels that mail carries and the WHATWG list does not know, or knows too narrowly (gb2312 is sent for gb18030). */
const aliases: Record<string, string> = {
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  cp936: 'gb18030',
  ms936: 'gb18030',
  'windows-936': 'gb18030',
  'cn-gb': 'gb18030',
  'gb_2312-80': 'gb18030',
  'euc-cn': 'gb18030',
  euccn: 'gb18030',
  'gb-2312': 'gb18030',
  gb18030: 'gb18030',
  gb: 'gb18030',
  chinese: 'gb18030',
  'big5-hkscs': 'big5',
  'big5-eten': 'big5',
  cp950: 'big5',
  'x-x-big5': 'big5',
  'cn-big5': 'big5',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-2004': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  cp932: 'shift_jis',
  'windows-31j': 'shift_jis',
  'ks_c_5601-1987': 'euc-kr',
  ks_c_5601: 'euc-kr',
  cp949: 'euc-kr',
  uhc: 'euc-kr',
  ms949: 'euc-kr',
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  utf8mb4: 'utf-8',
  'x-ansi': 'windows-1252',
  cp1252: 'windows-1252',
  'iso8859-1': 'windows-1252',
  'latin-1': 'windows-1252',
  'iso_8859-15': 'iso-8859-15',
};

/** Labels that say nothing about the bytes. */
const meaningless =
  /^(?:|us-ascii|ascii|ansi_x3\.4-1968|unknown|unknown-8bit|x-unknown|x-user-defined|user-defined|default|_?auto(?:detect)?|none|8bit|binary|iso-10646)$/u;

const SAMPLE_BYTES = 64 * 1024;

export function normaliseCharset(label: string | null): string {
  const bare = (label ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["';]+$/gu, '')
    .replace(/^cs(?=iso|utf|big5|gb)/u, '');
  return aliases[bare] ?? aliases[bare.replace(/_/gu, '-')] ?? bare;
}

/** iso-2022-kr, iso-2022-cn and hz: seven-bit wrappings of a double-byte set; unwrapped to its eight-bit form. */
function unwrapSevenBit(bytes: Buffer, charset: string): { bytes: Buffer; charset: string } | null {
  const hz = charset === 'hz' || charset === 'hz-gb-2312';
  if (!hz && charset !== 'iso-2022-kr' && charset !== 'iso-2022-cn' && charset !== 'iso-2022-cn-ext') {
    return null;
  }
  const out: number[] = [];
  let shifted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    const next = bytes[i + 1];
    if (hz && byte === 0x7e) {
      i++;
      if (next === 0x7b) {
        shifted = true;
      } else if (next === 0x7d) {
        shifted = false;
      } else if (next === 0x7e) {
        out.push(0x7e);
      }
      continue;
    }
    if (!hz && byte === 0x0e) {
      shifted = true;
    } else if (!hz && byte === 0x0f) {
      shifted = false;
    } else if (!hz && byte === 0x1b && next === 0x24) {
      i += 3;
    } else {
      out.push(shifted && byte > 0x20 ? byte | 0x80 : byte);
    }
  }
  return { bytes: Buffer.from(out), charset: charset === 'iso-2022-kr' ? 'euc-kr' : 'gb18030' };
}

function decodeAs(bytes: Buffer, charset: string): string | null {
  const wrapped = unwrapSevenBit(bytes, charset);
  if (wrapped !== null) {
    return decodeAs(wrapped.bytes, wrapped.charset);
  }
  // Some releases of Node decode windows-1252 as plain Latin-1.
  if (charset === 'windows-1252' || charset === 'iso-8859-1') {
    return iconv.decode(bytes, 'win1252');
  }
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return iconv.encodingExists(charset) ? iconv.decode(bytes, charset) : null;
  }
}

function isAscii(bytes: Buffer): boolean {
  for (const byte of bytes) {
    if (byte > 0x7f) {
      return false;
    }
  }
  return true;
}

function asUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function faultsIn(text: string): number {
  return text.split('\uFFFD').length - 1;
}

function byMark(bytes: Buffer): DecodedText | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: new TextDecoder('utf-16le').decode(bytes), charset: 'utf-16le', by: 'detected' };
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return { text: new TextDecoder('utf-16be').decode(bytes), charset: 'utf-16be', by: 'detected' };
  }
  return null;
}

/** A few Chinese words in gb18030 can be well-formed UTF-8 by chance (漏水, 联通); then its reading is no words at all. */
function isShortGb(bytes: Buffer, utf8: string): boolean {
  const odd = utf8.replace(/[\x00-\x7f]/gu, '');
  if (
    odd.length > 16 ||
    /[^\u0080-\u07ff]/u.test(odd) ||
    /^(?:[\p{Script=Latin}\p{Script=Greek}]+|[\p{Script=Cyrillic}]+|[\p{Script=Hebrew}]+|[\p{Script=Arabic}]+)$/u.test(
      odd,
    )
  ) {
    return false;
  }
  const gb = (decodeAs(bytes, 'gb18030') ?? '').replace(/[\x00-\x7f]/gu, '');
  return gb !== '' && /^[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]+$/u.test(gb);
}

function detect(bytes: Buffer): DecodedText {
  if (isAscii(bytes)) {
    const sevenBit = bytes.includes('\x1b$')
      ? 'iso-2022-jp'
      : bytes.includes('~{') && bytes.includes('~}')
        ? 'hz'
        : null;
    const text = sevenBit === null ? null : decodeAs(bytes, sevenBit);
    if (sevenBit !== null && text !== null) {
      return { text, charset: sevenBit, by: 'detected' };
    }
    return { text: bytes.toString('latin1'), charset: 'us-ascii', by: 'detected' };
  }
  const utf8 = asUtf8(bytes);
  if (utf8 !== null && !isShortGb(bytes, utf8)) {
    return { text: utf8, charset: 'utf-8', by: 'detected' };
  }
  const gb = decodeAs(bytes, 'gb18030') ?? '';
  const guesses = chardet.analyse(bytes.subarray(0, SAMPLE_BYTES)).filter((guess) => guess.confidence >= 30);
  const han = gb.match(/[\u4e00-\u9fff]/gu)?.length ?? 0;
  const readsChinese = faultsIn(gb) === 0 && han * 2 >= gb.replace(/[\x00-\x7f]/gu, '').length;
  // Statistics mean little on a few words; this product's mail is Chinese first.
  if (readsChinese && han < 12) {
    return { text: gb, charset: 'gb18030', by: 'fallback' };
  }
  const almost = new TextDecoder('utf-8').decode(bytes);
  // Three bytes that make a character hardly ever do so by chance: this is UTF-8 in which a few bytes went wrong.
  const sound = almost.match(/[\u0800-\uFFFC]/gu)?.length ?? 0;
  if (sound >= 4 && sound >= 2 * faultsIn(almost)) {
    return { text: almost, charset: 'utf-8', by: 'fallback' };
  }
  for (const guess of guesses.slice(0, 3)) {
    const charset = normaliseCharset(guess.name);
    const text = decodeAs(bytes, charset);
    if (text !== null && charset !== 'utf-8' && faultsIn(text) === 0) {
      return { text, charset, by: 'detected' };
    }
  }
  if (readsChinese) {
    return { text: gb, charset: 'gb18030', by: 'fallback' };
  }
  if (faultsIn(almost) * 10 < almost.length && /[\u0080-\uFFFC]{2}/u.test(almost)) {
    return { text: almost, charset: 'utf-8', by: 'fallback' };
  }
  return { text: decodeAs(bytes, 'windows-1252') ?? bytes.toString('latin1'), charset: 'windows-1252', by: 'fallback' };
}

/**
 * Text of `bytes`: the declared charset where it fits, else what the bytes look like, else a last resort.
 * Never throws and never loses a byte that can be shown.
 */
export function decodeText(bytes: Buffer, label: string | null): DecodedText {
  const marked = byMark(bytes);
  if (marked !== null) {
    return marked;
  }
  const charset = normaliseCharset(label);
  if (meaningless.test(charset)) {
    return detect(bytes);
  }
  const declared = decodeAs(bytes, charset);
  if (declared === null) {
    return detect(bytes);
  }
  const faults = faultsIn(declared);
  if (faults > 0) {
    const found = detect(bytes);
    if (found.by === 'detected' && faultsIn(found.text) < faults) {
      return found;
    }
    return { text: declared, charset, by: 'declared' };
  }
  if (charset !== 'utf-8' && !charset.startsWith('utf-16') && !isAscii(bytes)) {
    // UTF-8 does not come about by chance: a single-byte or gb label over it is a mistake of the sender.
    const utf8 = asUtf8(bytes);
    if (utf8 !== null && bytes.length - utf8.length >= 4) {
      return { text: utf8, charset: 'utf-8', by: 'detected' };
    }
  }
  return { text: declared, charset, by: 'declared' };
}
