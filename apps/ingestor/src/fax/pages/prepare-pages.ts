import { typeOfContent } from '../../attachments/type-of-content.js';
import { decodePdf } from './decode-pdf.js';
import { decodeTiff } from './decode-tiff.js';
import type { DecodedPages } from './decoded-pages.js';
import { despeckle } from './despeckle.js';
import type { PageLimits } from './page-limits.js';
import { printOf, writePrint } from './page-print.js';
import { writeGrayPng, writePng } from './write-png.js';

/** One page of a fax, ready to be kept, read and compared. Plain data: it crosses a thread's boundary. */
export interface PreparedPage {
  /** The page as it came, as PNG: the evidence. */
  readonly image: Uint8Array;
  /** The same without specks, for the text engine. */
  readonly reading: Uint8Array;
  /** Dots that the line put on it, as a share of the page. */
  readonly specks: number;
  /** By which another scan of the same sheet is recognised. */
  readonly print: string;
}

export type PreparedPages =
  | { readonly kind: 'pages'; readonly pages: readonly PreparedPage[]; readonly total: number }
  | Extract<DecodedPages, { kind: 'unreadable' }>;

/** Decodes a PDF or TIFF. Never throws for what is in it. */
export async function preparePages(content: Uint8Array, limits: PageLimits): Promise<PreparedPages> {
  const decoded = await decode(content, limits);
  return decoded.kind === 'unreadable'
    ? decoded
    : {
        kind: 'pages',
        total: decoded.total,
        pages: decoded.pages.map((page) => {
          const clean = despeckle(page);
          return {
            image: writePng(page),
            reading: writeGrayPng(clean.page),
            specks: clean.specks,
            print: writePrint(printOf(clean.page)),
          };
        }),
      };
}

async function decode(content: Uint8Array, limits: PageLimits): Promise<DecodedPages> {
  try {
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    return typeOfContent(bytes) === 'image/tiff' ? decodeTiff(content, limits) : await decodePdf(content, limits);
  } catch (error) {
    // Both decoders say in words only what was the matter.
    const encrypted = error instanceof Error && /password|encrypt|security/iu.test(error.message);
    return { kind: 'unreadable', reason: encrypted ? 'encrypted' : 'damaged' };
  }
}
