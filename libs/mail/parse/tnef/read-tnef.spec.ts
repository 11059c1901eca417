import { describe, expect, it } from '@jest/globals';
import { parseMail } from '../parse-mail.js';
import { readTnef } from './read-tnef.js';

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

const stream = Buffer.concat([
  u32(0x223e9f78),
  u16(1),
  attribute(1, 0x00069003, properties(stringProperty(0x1000, '电梯坏了，照片见附件。'))),
  attribute(2, 0x00069002, Buffer.alloc(14)),
  attribute(2, 0x00018010, Buffer.from('PHOTO~1.JPG\0')),
  attribute(2, 0x0006800f, Buffer.from('jpeg bytes')),
  attribute(2, 0x00069005, properties(stringProperty(0x3707, '电梯照片.jpg'), stringProperty(0x370e, 'image/jpeg'))),
]);

describe('TNEF (winmail.dat), MS-OXTNEF', () => {
  it('gives the text and the files by their long names', () => {
    const { text, attachments } = readTnef(stream);
    expect(text).toBe('电梯坏了，照片见附件。');
    expect(attachments.map(({ name, type, content }) => ({ name, type, content: content.toString() }))).toEqual([
      { name: '电梯照片.jpg', type: 'image/jpeg', content: 'jpeg bytes' },
    ]);
  });

  it('is opened inside a mail, whatever type it is sent as', async () => {
    const mail = await parseMail(
      Buffer.from(
        `From: a@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/octet-stream; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${stream.toString('base64')}\r\n--b--\r\n`,
      ),
    );
    expect(mail.text).toContain('电梯坏了');
    expect(mail.attachments.map((file) => file.name)).toEqual(['电梯照片.jpg']);
  });

  it('keeps what could be read of a stream that is cut short', () => {
    expect(readTnef(stream.subarray(0, stream.length - 40)).text).toBe('电梯坏了，照片见附件。');
  });

  it('says so when it is no TNEF', () => {
    expect(() => readTnef(Buffer.from('something else'))).toThrow('not a TNEF stream');
  });
});
