/** Bytes of one value by MAPI type (MS-OXCDATA 2.11.1); 0 where the length stands in the stream. */
const fixedSizes: Record<number, number> = {
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};
const variable = new Set([0x0d, 0x1e, 0x1f, 0x102]);
const OBJECT = 0x0d;

function padded(length: number): number {
  return (length + 3) & ~3;
}

/**
 * Properties of an encapsulated list (MS-OXTNEF 2.1.3.4) by id; of several values the first. A property that cannot
 * be read ends the list with what was read.
 */
export function readMapiProperties(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const properties = new Map<number, Buffer>();
  try {
    let at = 4;
    const count = bytes.readUInt32LE(0);
    for (let i = 0; i < count && i < 5_000; i++) {
      const type = bytes.readUInt16LE(at);
      const id = bytes.readUInt16LE(at + 2);
      at += 4;
      if (id >= 0x8000) {
        const kind = bytes.readUInt32LE(at + 16);
        at += 20;
        at += kind === 1 ? 4 + padded(bytes.readUInt32LE(at)) : 4;
      }
      const base = type & 0x0fff;
      const several = (type & 0x1000) !== 0;
      const isVariable = variable.has(base);
      const size = fixedSizes[base];
      if (!isVariable && size === undefined) {
        break;
      }
      const values = several || isVariable ? bytes.readUInt32LE(at) : 1;
      if (several || isVariable) {
        at += 4;
      }
      for (let k = 0; k < values && k < 5_000; k++) {
        let length = size ?? 0;
        if (isVariable) {
          length = bytes.readUInt32LE(at);
          at += 4;
        }
        if (at + length > bytes.length) {
          return properties;
        }
        const start = base === OBJECT ? at + 16 : at;
        if (k === 0) {
          properties.set(id, bytes.subarray(start, at + length));
        }
        at += isVariable ? padded(length) : length;
      }
    }
  } catch {
    // a list that is cut short: what came before it counts
  }
  return properties;
}
