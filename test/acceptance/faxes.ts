import { degradePage, type Wear } from '#apps/ingestor/src/fax/testing/degrade-page.js';
import { openLetter, type LetterName } from '#apps/ingestor/src/fax/testing/letters.js';
import { writeTiff } from '#apps/ingestor/src/fax/testing/write-tiff.js';
import type { NewLetter } from './company.js';

/** The gateway that the intake plan of the tests names. */
export const gateway = { name: '传真服务', address: 'fax@pbx.example.com', staff: false };
/** What neither the engine nor anybody at first sight can read. */
export const spoilt: Wear = { coarse: true, noise: 0.05, skew: 1 };

/** Letters as they come out of a fax line, a page each. */
export async function faxed(names: LetterName | readonly LetterName[], wear: Wear = {}): Promise<Buffer> {
  const pages = typeof names === 'string' ? [names] : names;
  const sheets = await Promise.all(pages.map(async (name) => (await openLetter(name)).sheet));
  return writeTiff(sheets.map((sheet, at) => degradePage(sheet, { header: at + 1, ...wear })));
}

/** A fax as the gateway passes it on by mail. */
export function passedOn(number: string, content: Buffer, filename = 'fax.tif'): NewLetter {
  return {
    subject: `收到来自 ${number} 的传真（1页）`,
    text: '您有一份新的传真，请查看附件。本邮件由系统自动发送。',
    attachments: [{ filename, content }],
  };
}
