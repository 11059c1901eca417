import { encodeG4 } from './encode-g4.js';
import type { InkPage } from './ink-page.js';

export interface PdfForm {
  /** Width and height that the image claims, whatever it holds. */
  readonly claim?: { readonly width: number; readonly height: number };
  /** Further entries of the trailer, e.g. an /Encrypt that nobody has the key of. */
  readonly trailer?: string;
}

/** A PDF of Group 4 pages (ISO 32000-1, CCITTFaxDecode), as fax gateways make them. */
export function writePdf(pages: readonly InkPage[], form: PdfForm = {}): Buffer {
  const objects: Buffer[] = [];
  const add = (head: string, stream?: Buffer): number => {
    const body =
      stream === undefined
        ? Buffer.from(head)
        : Buffer.concat([Buffer.from(`${head}\nstream\n`), stream, Buffer.from('\nendstream')]);
    objects.push(body);
    return objects.length;
  };
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add('');
  const kids: number[] = [];
  for (const page of pages) {
    const { width, height } = form.claim ?? page;
    const data = encodeG4(page);
    const image = add(
      `<< /Type /XObject /Subtype /Image /Width ${String(width)} /Height ${String(height)} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${String(page.width)} /Rows ${String(page.height)} >> /Length ${String(data.length)} >>`,
      data,
    );
    const [w, h] = [(page.width / page.xDpi) * 72, (page.height / page.yDpi) * 72];
    const drawing = Buffer.from(`q ${w.toFixed(2)} 0 0 ${h.toFixed(2)} 0 0 cm /I Do Q`);
    const content = add(`<< /Length ${String(drawing.length)} >>`, drawing);
    kids.push(
      add(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w.toFixed(2)} ${h.toFixed(2)}] /Resources << /XObject << /I ${String(image)} 0 R >> >> /Contents ${String(content)} 0 R >>`,
      ),
    );
  }
  objects[1] = Buffer.from(
    `<< /Type /Pages /Count ${String(kids.length)} /Kids [${kids.map((kid) => `${String(kid)} 0 R`).join(' ')}] >>`,
  );
  return file(objects, form.trailer ?? '');
}

function file(objects: readonly Buffer[], trailer: string): Buffer {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let size = 9;
  objects.forEach((body, index) => {
    offsets.push(size);
    const chunk = Buffer.concat([Buffer.from(`${String(index + 1)} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    chunks.push(chunk);
    size += chunk.length;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  chunks.push(
    Buffer.from(
      `xref\n0 ${String(objects.length + 1)}\n0000000000 65535 f \n${table}trailer\n<< /Size ${String(objects.length + 1)} /Root 1 0 R ${trailer} >>\nstartxref\n${String(size)}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(chunks);
}
