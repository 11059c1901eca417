import { describe, expect, it } from '@jest/globals';
import { parseMail } from '../parse-mail.js';
import { tnefStream } from '../../testing/tnef-stream.js';
import { readTnef } from './read-tnef.js';

describe('TNEF (winmail.dat), MS-OXTNEF', () => {
  it('gives the text and the files by their long names', () => {
    const { text, attachments } = readTnef(tnefStream);
    expect(text).toBe('电梯坏了，照片见附件。');
    expect(attachments.map(({ name, type, content }) => ({ name, type, content: content.toString() }))).toEqual([
      { name: '电梯照片.jpg', type: 'image/jpeg', content: 'jpeg bytes' },
    ]);
  });

  it('is opened inside a mail, whatever type it is sent as', async () => {
    const mail = await parseMail(
      Buffer.from(
        `From: a@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/octet-stream; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${tnefStream.toString('base64')}\r\n--b--\r\n`,
      ),
    );
    expect(mail.text).toContain('电梯坏了');
    expect(mail.attachments.map((file) => file.name)).toEqual(['电梯照片.jpg']);
  });

  it('keeps what could be read of a stream that is cut short', () => {
    expect(readTnef(tnefStream.subarray(0, tnefStream.length - 40)).text).toBe('电梯坏了，照片见附件。');
  });

  it('says so when it is no TNEF', () => {
    expect(() => readTnef(Buffer.from('something else'))).toThrow('not a TNEF stream');
  });
});
