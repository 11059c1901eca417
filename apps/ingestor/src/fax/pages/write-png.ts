import { crc32, deflateSync } from 'node:zlib';
import type { GrayPage } from './gray-page.js';

/** Grey from which a dot is paper. Fax pages have two colours; more would only make their files larger. */
const paper = 160;

/** A page as PNG (ISO 15948) in two colours, the form in which it is kept and shown. Pure. */
export function writePng({ width, height, gray }: GrayPage): Buffer {
  const line = Math.ceil(width / 8) + 1;
  const rows = Buffer.alloc(line * height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if ((gray[row * width + column] ?? 255) >= paper) {
        const at = row * line + 1 + (column >> 3);
        rows[at] = (rows[at] ?? 0) | (0x80 >> (column & 7));
      }
    }
  }
  return file(header(width, height, 1), deflateSync(rows, { level: 9 }));
}

/** A page as PNG in all its greys: what a coarse page loses on the way to two colours, the text engine would miss. Pure. */
export function writeGrayPng({ width, height, gray }: GrayPage): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1) {
    rows.set(gray.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  return file(header(width, height, 8), deflateSync(rows, { level: 1 }));
}

function header(width: number, height: number, depth: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([depth, 0, 0, 0, 0], 8);
  return head;
}

function file(head: Buffer, data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
