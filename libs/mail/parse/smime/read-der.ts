/** One value of a DER or BER encoding (X.690): tag, content and the whole as bytes. */
export interface DerValue {
  readonly tag: number;
  readonly content: Buffer;
  readonly raw: Buffer;
}

const MAX_DEPTH = 32;

/** Reads the value at the front of `bytes`; indefinite lengths too, as BER senders write. Throws on broken encodings. */
export function readDer(bytes: Buffer, depth = 0): DerValue {
  const tag = bytes.readUInt8(0);
  const first = bytes.readUInt8(1);
  if (depth > MAX_DEPTH) {
    throw new Error('DER nested too deep');
  }
  if (first === 0x80) {
    let at = 2;
    while (!(bytes.readUInt8(at) === 0 && bytes.readUInt8(at + 1) === 0)) {
      at += readDer(bytes.subarray(at), depth + 1).raw.length;
    }
    return { tag, content: bytes.subarray(2, at), raw: bytes.subarray(0, at + 2) };
  }
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 4) {
    throw new Error('DER length out of range');
  }
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes);
  const start = 2 + lengthBytes;
  if (start + length > bytes.length) {
    throw new Error('DER value cut short');
  }
  return { tag, content: bytes.subarray(start, start + length), raw: bytes.subarray(0, start + length) };
}

/** The values one after the other inside a constructed value. */
export function readDerChildren(content: Buffer): DerValue[] {
  const children: DerValue[] = [];
  let at = 0;
  while (at < content.length && children.length < 10_000) {
    const value = readDer(content.subarray(at));
    children.push(value);
    at += value.raw.length;
  }
  return children;
}

/** Dotted form of an object identifier. */
export function readOid(value: DerValue | undefined): string {
  if (value?.tag !== 0x06) {
    return '';
  }
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of value.content) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [head = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(head / 40));
  return [top, head - top * 40, ...rest].join('.');
}

/** An octet string, put together from its pieces where it is constructed. */
export function readOctets(value: DerValue): Buffer {
  return (value.tag & 0x20) === 0 ? value.content : Buffer.concat(readDerChildren(value.content).map(readOctets));
}
