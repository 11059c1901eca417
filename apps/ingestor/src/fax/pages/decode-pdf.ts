import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { DecodedPages } from './decoded-pages.js';
import type { GrayPage } from './gray-page.js';
import { longestPage, pageWidth, type PageLimits } from './page-limits.js';

/** Renders the pages of a PDF. Throws whatever the decoder throws for what it cannot read. */
export async function decodePdf(content: Uint8Array, { maxPages, maxDots }: PageLimits): Promise<DecodedPages> {
  if (claimsTooMuch(content, maxDots)) {
    return { kind: 'unreadable', reason: 'too-large' };
  }
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(content);
  try {
    const total = document.getPageCount();
    const pages: GrayPage[] = [];
    for (let index = 0; index < Math.min(total, maxPages); index += 1) {
      const page = document.getPage(index);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const height = Math.round((pageWidth * originalHeight) / Math.max(1, originalWidth));
      const { data } = await page.render({
        width: pageWidth,
        height: Math.max(1, Math.min(height, pageWidth * longestPage)),
        render: 'bitmap',
        colorSpace: 'Gray',
      });
      pages.push({ width: pageWidth, height: data.length / pageWidth, gray: Uint8Array.from(data) });
    }
    return { kind: 'pages', pages, total };
  } finally {
    document.destroy();
    library.destroy();
  }
}

/**
 * Whether an image of the file says that it is larger than any page. The dictionary of a stream always stands in the
 * open (ISO 32000-1, 7.5.7), so that this can be seen before a decoder sets memory aside for it.
 */
function claimsTooMuch(content: Uint8Array, maxDots: number): boolean {
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
  for (const { index } of text.matchAll(/\/(?:Width|Height)\b/gu)) {
    const around = text.slice(Math.max(0, index - 400), index + 400);
    // A number that stands elsewhere is allowed, and no fax gateway writes one.
    if (/\/(?:Width|Height)\s+\d+\s+\d+\s+R\b/u.test(around)) {
      return true;
    }
    const width = Number(/\/Width\s*(?<dots>\d+)/u.exec(around)?.groups?.['dots'] ?? 0);
    const height = Number(/\/Height\s*(?<dots>\d+)/u.exec(around)?.groups?.['dots'] ?? 0);
    if (width * height > maxDots) {
      return true;
    }
  }
  return false;
}
