import { encodeG4, reverseBits } from './encode-g4.js';
import type { InkPage } from './ink-page.js';

export interface TiffForm {
  /** 2: every byte has its least significant bit first, as fax hardware writes it. */
  readonly fillOrder?: 1 | 2;
  /** Rows of one strip; default: the page is one strip. */
  readonly rowsPerStrip?: number;
  /** Width and height that the file claims, whatever it holds. */
  readonly claim?: { readonly width: number; readonly height: number };
}

/** A TIFF of Group 4 pages (TIFF 6.0, TIFF-F), little endian. */
export function writeTiff(pages: readonly InkPage[], form: TiffForm = {}): Buffer {
  const chunks: Buffer[] = [Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0])];
  let size = 8;
  pages.forEach((page, index) => {
    const strips = stripsOf(page, form);
    const entries = 13;
    const folder = 2 + entries * 12 + 4;
    const ratios = size + folder;
    const lists = ratios + 16;
    const data = lists + strips.length * 8;
    const total = data + strips.reduce((sum, strip) => sum + strip.length, 0);
    const end = total + (total % 2);
    const block = Buffer.alloc(end - size);
    const offsets: number[] = [];
    let at = data;
    for (const strip of strips) {
      offsets.push(at);
      strip.copy(block, at - size);
      at += strip.length;
    }
    let entry = 2;
    const put = (tag: number, type: 3 | 4 | 5, count: number, value: number): void => {
      block.writeUInt16LE(tag, entry);
      block.writeUInt16LE(type, entry + 2);
      block.writeUInt32LE(count, entry + 4);
      block.writeUInt32LE(value, entry + 8);
      entry += 12;
    };
    block.writeUInt16LE(entries, 0);
    const single = strips.length === 1;
    put(256, 4, 1, form.claim?.width ?? page.width);
    put(257, 4, 1, form.claim?.height ?? page.height);
    put(258, 3, 1, 1);
    put(259, 3, 1, 4);
    put(262, 3, 1, 0);
    put(266, 3, 1, form.fillOrder ?? 1);
    put(273, 4, strips.length, single ? (offsets[0] ?? 0) : lists);
    put(277, 3, 1, 1);
    put(278, 4, 1, form.claim?.height ?? form.rowsPerStrip ?? page.height);
    put(279, 4, strips.length, single ? (strips[0]?.length ?? 0) : lists + strips.length * 4);
    put(282, 5, 1, ratios);
    put(283, 5, 1, ratios + 8);
    put(296, 3, 1, 2);
    block.writeUInt32LE(index === pages.length - 1 ? 0 : end, entry);
    [page.xDpi, 1, page.yDpi, 1].forEach((value, place) => block.writeUInt32LE(value, folder + place * 4));
    strips.forEach((strip, place) => {
      block.writeUInt32LE(offsets[place] ?? 0, lists - size + place * 4);
      block.writeUInt32LE(strip.length, lists - size + (strips.length + place) * 4);
    });
    chunks.push(block);
    size = end;
  });
  return Buffer.concat(chunks);
}

function stripsOf(page: InkPage, { fillOrder = 1, rowsPerStrip = page.height }: TiffForm): Buffer[] {
  const strips: Buffer[] = [];
  for (let row = 0; row < page.height; row += rowsPerStrip) {
    const height = Math.min(rowsPerStrip, page.height - row);
    const ink = page.ink.subarray(row * page.width, (row + height) * page.width);
    const bytes = encodeG4({ ...page, height, ink });
    strips.push(fillOrder === 2 ? reverseBits(bytes) : bytes);
  }
  return strips;
}
