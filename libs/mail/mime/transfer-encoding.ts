/** Bytes of a body after its Content-Transfer-Encoding (RFC 2045 6). Broken input gives what can be read of it. */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  const name = encoding
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9-]/gu, '');
  if (name === 'base64' || name === 'b') {
    return decodeBase64(body);
  }
  if (name === 'quoted-printable' || name === 'q') {
    return decodeQuotedPrintable(body);
  }
  if (name === 'x-uuencode' || name === 'uuencode' || name === 'x-uue') {
    return decodeUu(body.toString('latin1'))?.content ?? body;
  }
  return body;
}

function decodeBase64(body: Buffer): Buffer {
  const text = body.toString('latin1');
  // Pieces that were encoded one by one and put after each other have padding in the middle.
  if (!/=[\s=]*[A-Za-z0-9+/]/u.test(text)) {
    return Buffer.from(text, 'base64');
  }
  return Buffer.concat(text.split(/=+/u).map((piece) => Buffer.from(piece, 'base64')));
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) {
    return -1;
  }
  if (byte >= 0x30 && byte <= 0x39) {
    return byte - 0x30;
  }
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function decodeQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.alloc(body.length);
  let length = 0;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i] ?? 0;
    if (byte !== 0x3d) {
      out[length++] = byte;
      continue;
    }
    const high = hexValue(body[i + 1]);
    const low = hexValue(body[i + 2]);
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low;
      i += 2;
      continue;
    }
    let next = i + 1;
    while (body[next] === 0x20 || body[next] === 0x09) {
      next++;
    }
    if (body[next] === 0x0d) {
      next++;
    }
    if (body[next] === 0x0a) {
      i = next;
    } else if (next >= body.length) {
      i = next;
    } else {
      out[length++] = byte;
    }
  }
  return out.subarray(0, length);
}

/** A uuencoded file in text, its name beside it; null where there is none. */
export function decodeUu(text: string): { name: string; content: Buffer } | null {
  const begin = /^begin [0-7]{3,4} (.+)\r?$/mu.exec(text);
  if (begin === null) {
    return null;
  }
  const chunks: Buffer[] = [];
  for (const line of text.slice(begin.index + begin[0].length).split(/\r?\n/u)) {
    if (line === 'end') {
      break;
    }
    const count = (line.charCodeAt(0) - 32) & 63;
    if (line === '' || count === 0) {
      continue;
    }
    const bytes: number[] = [];
    for (let i = 1; i + 3 < line.length + 3 && bytes.length < count; i += 4) {
      const [a, b, c, d] = [0, 1, 2, 3].map((k) => ((line.charCodeAt(i + k) || 32) - 32) & 63) as [
        number,
        number,
        number,
        number,
      ];
      bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
    }
    chunks.push(Buffer.from(bytes.slice(0, count)));
  }
  return { name: (begin[1] ?? 'file').trim(), content: Buffer.concat(chunks) };
}
