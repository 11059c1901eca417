import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { StoredMessage } from '#libs/mail/message/stored-message.schema.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { faxMail, type FaxMail } from '../testing/fax-mail.js';
import { IngestorBench, ingestorSets, sendRaw } from '../testing/running-ingestor.js';
import { degradePage, type Wear } from './testing/degrade-page.js';
import { errorRate } from './testing/error-rate.js';
import type { InkPage } from './testing/ink-page.js';
import { openLetter, type LetterName } from './testing/letters.js';
import { writePdf } from './testing/write-pdf.js';
import { writeTiff } from './testing/write-tiff.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);
afterAll(() => bench.cleanUp());
beforeEach(() => bench.clear());

const plan = `
mailboxes:
  - key: garden
    preset: property-group
    unit: jiangnan
    origin: mailbox
    addresses: [complaints@example.com]
    fax: { origin: fax, gateways: [{ form: chinese-service, from: [fax@pbx.example.com] }] }
`;
const gateway = { from: 'fax@pbx.example.com' };
const hurried = { INTAKE_FAX_SECONDS: '60', INTAKE_LEASE_SECONDS: '1' };

async function page(name: LetterName, wear: Wear = {}): Promise<InkPage> {
  return degradePage((await openLetter(name)).sheet, { header: 1, ...wear });
}

function tiff(pages: readonly InkPage[]): FaxMail['files'][number] {
  return { name: 'fax.tif', type: 'image/tiff', content: writeTiff(pages, { fillOrder: 2 }) };
}

async function fax(port: number, changes: Partial<FaxMail> & Pick<FaxMail, 'files'>): Promise<void> {
  await sendRaw(port, await faxMail(changes), gateway);
}

async function messageOf(id: string | undefined): Promise<StoredMessage> {
  return StoredMessage.parse(await bench.message(id ?? ''));
}

describe('a fax that a gateway passes on by mail (issue 3 point 8)', () => {
  it('is a complaint by fax of the caller, with its text read and its pages as evidence', async () => {
    const { smtp } = await bench.start(plan, hurried);
    await fax(smtp?.port ?? 0, { files: [tiff([await page('elevator')])] });
    const [row] = await bench.settled(1, 60_000);
    expect(row).toMatchObject({ outcome: 'complaint', channel: 'fax', origin: 'fax', started: 1, finished: 1 });
    const message = await messageOf(row?.id);
    expect(message).toMatchObject({
      channel: 'fax',
      from: { address: '+8613800001234' },
      subject: '',
      language: 'zh',
      kind: 'person',
      fax: { pages: 1, text: 'recognised' },
    });
    expect(errorRate(message.text.own, (await openLetter('elevator')).words)).toBeLessThan(0.05);
    expect(message.attachments.map(({ type, page: number, item }) => [type, number, item !== null])).toEqual([
      ['image/png', 1, true],
      ['image/tiff', undefined, true],
    ]);
    expect((await bench.outbox())[0]).toMatchObject({
      type: 'complaint.received',
      envelope: { data: { channel: 'fax', origin: 'fax', automatic: false } },
    });
  });

  it('is the same fax when its sheets are sent again, as another file: one complaint, and a named outcome', async () => {
    const { smtp } = await bench.start(plan, hurried);
    const port = smtp?.port ?? 0;
    await fax(port, { files: [tiff([await page('leak')])] });
    await bench.settled(1, 60_000);
    const again = writePdf([await page('leak', { header: 2, shift: [9, -6], noise: 0.003 })]);
    await fax(port, { files: [{ name: 'fax.pdf', type: 'application/pdf', content: again }] });
    const [first, second] = await bench.settled(2, 60_000);
    expect(second).toMatchObject({ outcome: 'duplicate', reason: 'fax-resent', duplicate_of: first?.id });
    await fax(port, { files: [tiff([await page('leak-again')])] });
    await fax(port, { files: [tiff([await page('leak')])], subject: '收到来自 13900004567 的传真（1页）' });
    const ledger = await bench.settled(4, 60_000);
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['complaint', 'duplicate', 'complaint', 'complaint']);
    expect((await bench.outbox()).filter(({ type }) => type === 'complaint.received')).toHaveLength(3);
  });

  it('that a gateway sends in two forms at once has its pages once', async () => {
    const { smtp } = await bench.start(plan, hurried);
    const sheet = await page('refund');
    const pdf = { name: 'fax.pdf', type: 'application/pdf', content: writePdf([sheet]) };
    await fax(smtp?.port ?? 0, { files: [tiff([sheet]), pdf] });
    const [row] = await bench.settled(1, 60_000);
    const message = await messageOf(row?.id);
    expect(message.fax).toMatchObject({ pages: 1, text: 'recognised' });
    expect(message.attachments.map(({ type }) => type)).toEqual(['image/png', 'image/tiff', 'application/pdf']);
  });

  it('is one complaint when the same sheets come twice at once', async () => {
    const { smtp } = await bench.start(plan, { ...hurried, INTAKE_FAX_ENGINES: '2' });
    const port = smtp?.port ?? 0;
    const sheets = [await page('refund'), await page('refund', { header: 5, shift: [5, 5] })];
    await Promise.all(sheets.map((sheet) => fax(port, { files: [tiff([sheet])] })));
    const ledger = await bench.settled(2, 60_000);
    expect(new Set(ledger.map(({ outcome }) => outcome))).toEqual(new Set(['complaint', 'duplicate']));
  });

  it('is left to the desk where the line has spoilt it, and nothing of it is lost', async () => {
    const { smtp } = await bench.start(plan, hurried);
    await fax(smtp?.port ?? 0, { files: [tiff([await page('leak', { coarse: true, noise: 0.05, skew: 1 })])] });
    const [row] = await bench.settled(1, 60_000);
    expect(row).toMatchObject({ outcome: 'complaint', channel: 'fax' });
    const message = await messageOf(row?.id);
    expect(message.fax).toMatchObject({ pages: 1, text: 'unsure' });
    expect(message.attachments.filter(({ page: number }) => number !== undefined)).toHaveLength(1);
  });

  const awkward: readonly (readonly [string, () => Promise<Buffer>, string])[] = [
    ['is encrypted', async () => writePdf([await page('leak')], { trailer: lock }), 'fax-encrypted'],
    ['is cut off', async () => writePdf([await page('leak')]).subarray(0, 6_000), 'fax-damaged'],
    [
      'claims a page as large as a field',
      async () => writePdf([await page('leak')], { claim: { width: 60_000, height: 60_000 } }),
      'fax-too-large',
    ],
    [
      'claims so in a TIFF',
      async () => writeTiff([await page('leak')], { claim: { width: 100_000, height: 100_000 } }),
      'fax-too-large',
    ],
  ];

  it.each(awkward)('is a complaint with its file as it came where that %s', async (_what, make, warning) => {
    const { smtp } = await bench.start(plan, hurried);
    const content = await make();
    await fax(smtp?.port ?? 0, { files: [{ name: '传真.pdf', type: 'application/octet-stream', content }] });
    const [row] = await bench.settled(1, 60_000);
    const message = await messageOf(row?.id);
    expect(row).toMatchObject({ outcome: 'complaint', channel: 'fax' });
    expect(message.fax).toMatchObject({ pages: 1, text: 'unsure', confidence: null });
    expect(message.warnings).toContain(warning);
    expect(message.attachments).toMatchObject([{ size: content.length }]);
  });

  it('of three hundred pages is read as far as the limit, and the rest is left to the desk', async () => {
    const { smtp } = await bench.start(plan, { ...hurried, INTAKE_FAX_PAGES: '2' });
    const sheet = await page('refund');
    await fax(smtp?.port ?? 0, {
      files: [{ name: 'a.pdf', type: 'application/pdf', content: writePdf(many(sheet, 300)) }],
    });
    const [row] = await bench.settled(1, 120_000);
    const message = await messageOf(row?.id);
    expect(message.fax).toMatchObject({ pages: 300, text: 'unsure' });
    expect(message.warnings).toContain('fax-pages-cut');
    expect(message.attachments.filter(({ page: number }) => number !== undefined)).toHaveLength(2);
  });

  it('goes to the desk unread when it has waited for its turn for too long', async () => {
    const { smtp } = await bench.start(plan, { ...hurried, INTAKE_FAX_PATIENCE_SECONDS: '0' });
    const port = smtp?.port ?? 0;
    const sheets = await Promise.all([page('leak'), page('elevator'), page('refund')]);
    await Promise.all(sheets.map((sheet) => fax(port, { files: [tiff([sheet])] })));
    const ledger = await bench.settled(3, 60_000);
    const messages = await Promise.all(ledger.map(({ id }) => messageOf(id)));
    expect(ledger.every(({ outcome }) => outcome === 'complaint')).toBe(true);
    expect(messages.filter((message) => message.fax?.text === 'unsure').length).toBeGreaterThan(0);
    expect(messages.every(({ attachments }) => attachments.some(({ page: number }) => number === 1))).toBe(true);
  });

  it('whose caller withheld the number is a complaint of nobody', async () => {
    const { smtp } = await bench.start(plan, hurried);
    await fax(smtp?.port ?? 0, { subject: '您有一份新传真', files: [tiff([await page('refund')])] });
    const [row] = await bench.settled(1, 60_000);
    expect(await messageOf(row?.id)).toMatchObject({
      from: null,
      warnings: expect.arrayContaining(['fax-caller-unknown']),
    });
  });

  it('is read again after the start when the service is stopped over it', async () => {
    const first = await bench.start(plan, hurried);
    await fax(first.smtp?.port ?? 0, {
      files: [tiff([await page('leak'), await page('elevator'), await page('refund')])],
    });
    await bench.stopAll();
    await bench.start(plan, hurried);
    const [row] = await bench.settled(1, 90_000);
    expect(row).toMatchObject({ outcome: 'complaint', channel: 'fax' });
    expect((await messageOf(row?.id)).fax).toMatchObject({ pages: 3, text: 'recognised' });
  });

  it('from another address than the gateway’s is a mail with a file', async () => {
    const { smtp } = await bench.start(plan, hurried);
    await fax(smtp?.port ?? 0, {
      from: '王女士 <wang@example.org>',
      subject: '电梯停运的投诉信，见附件',
      text: '请看附件里的投诉信，尽快处理。',
      headers: { 'Auto-Submitted': 'no' },
      files: [tiff([await page('refund')])],
    });
    const [row] = await bench.settled(1, 60_000);
    expect(row).toMatchObject({ outcome: 'complaint', channel: 'mail', origin: 'mailbox' });
  });
});

/** An encryption dictionary whose password nobody has. */
const lock = `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O (${'0123456789'.repeat(3)}12) /U (${'9876543210'.repeat(3)}98) >> /ID [<00> <00>]`;

function many(sheet: InkPage, count: number): InkPage[] {
  return Array.from({ length: count }, () => sheet);
}
