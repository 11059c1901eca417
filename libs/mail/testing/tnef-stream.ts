/** A winmail.dat as Outlook makes it (MS-OXTNEF): a text, and a photo with its long name. */
export const tnefStream = Buffer.concat([
  u32(0x223e9f78),
  u16(1),
  attribute(1, 0x00069003, properties(stringProperty(0x1000, '电梯坏了，照片见附件。'))),
  attribute(2, 0x00069002, Buffer.alloc(14)),
  attribute(2, 0x00018010, Buffer.from('PHOTO~1.JPG\0')),
  attribute(2, 0x0006800f, Buffer.from('jpeg bytes')),
  attribute(2, 0x00069005, properties(stringProperty(0x3707, '电梯照片.jpg'), stringProperty(0x370e, 'image/jpeg'))),
]);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function attribute(level: number, id: number, value: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from([level]),
    u32(id),
    u32(value.length),
    value,
    u16(value.reduce((sum, byte) => sum + byte, 0) & 0xffff),
  ]);
}

function stringProperty(id: number, text: string): Buffer {
  const value = Buffer.from(`${text}\0`, 'utf16le');
  const padding = Buffer.alloc((4 - (value.length % 4)) % 4);
  return Buffer.concat([u16(0x1f), u16(id), u32(1), u32(value.length), value, padding]);
}

function properties(...list: Buffer[]): Buffer {
  return Buffer.concat([u32(list.length), ...list]);
}
