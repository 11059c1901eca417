import { describe, expect, it } from '@jest/globals';
import { parseMail } from '#libs/mail/parse/parse-mail.js';
import { faxMail, type FaxMail } from '../../testing/fax-mail.js';
import { loadFaxGateways } from './load-fax-gateways.js';
import { recogniseFax, type RecognisedFax } from './recognise-fax.js';

const forms = loadFaxGateways('config/fax-gateways.yaml');
const tiff = { name: 'fax.tif', type: 'image/tiff', content: Buffer.from('49492a0008000000', 'hex') };
const pdf = { name: '传真_0512-60001111_20261121.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.4\n') };

async function recognised(
  form: string,
  mail: Partial<FaxMail>,
  facts: Partial<Pick<Parameters<typeof recogniseFax>[0], 'kind' | 'dmarc'>> = {},
): Promise<RecognisedFax | null> {
  const parsed = await parseMail(await faxMail({ files: [tiff], ...mail }));
  const gateways = [{ form, from: ['fax@pbx.example.com', '*@gateway.example.com'] }];
  return recogniseFax(
    { mail: parsed, kind: 'auto-reply', dmarc: 'unknown', ...facts },
    { origin: 'fax', gateways },
    forms,
  );
}

describe('mail of fax gateways, by the forms in config/fax-gateways.yaml (issue 3 point 8)', () => {
  const callers: readonly (readonly [string, string, Partial<FaxMail>])[] = [
    ['onramp', '+8651260001111', { from: 'FAX=+8651260001111@gateway.example.com', subject: 'Fax' }],
    ['onramp', '+8651260001111', { from: 'fax=+8651260001111/T33S=22@gateway.example.com', subject: 'Fax' }],
    ['hylafax', '+8613800001111', { subject: 'Facsimile received from 13800001111' }],
    ['hylafax', '+8651260001111', { subject: 'fax00000042', text: 'Sender: 0512-60001111\nPages: 2\n' }],
    ['switchboard', '+8613800001111', { subject: 'New fax', headers: { 'X-Caller-ID': '"Wang" <13800001111>' } }],
    ['switchboard', '+8651260001111', { subject: 'New fax received from 0512 6000 1111 (2 pages)' }],
    ['online-service', '+12125550100', { subject: 'Fax message - 2 page(s), Caller-ID: +1-212-555-0100' }],
    ['online-service', '+8651260001111', { subject: 'New Fax Message from (0512) 60001111' }],
    ['chinese-service', '+8651260001111', { subject: '收到来自0512-60001111的传真（3页）' }],
    ['chinese-service', '+8613800001111', { subject: '新传真到达', text: '主叫号码：138 0000 1111\n页数：1' }],
    ['chinese-service', '+8651260001111', { subject: '新传真到达', text: '请查看附件。', files: [pdf] }],
    ['office-machine', '+862160001111', { subject: 'Fax RX: 021-60001111 2026-11-21 09:00' }],
  ];

  it.each(callers)('of form %s name the caller %s', async (form, caller, mail) => {
    expect(await recognised(form, mail)).toEqual({ form, origin: 'fax', caller });
  });

  it('without a number are of nobody', async () => {
    expect(await recognised('chinese-service', { subject: '新传真到达（号码未显示）', text: '' })).toEqual({
      form: 'chinese-service',
      origin: 'fax',
      caller: null,
    });
  });

  it('are known by what the files are, not by what they are called', async () => {
    const photo = { name: 'fax.tif', type: 'image/tiff', content: Buffer.from('ffd8ffe000104a464946', 'hex') };
    const renamed = { ...tiff, name: 'message.dat', type: 'application/octet-stream' };
    expect(await recognised('hylafax', { files: [photo] })).toBeNull();
    expect(await recognised('hylafax', { files: [renamed] })).not.toBeNull();
  });

  it('are none where it is not the gateway who writes, or the gateway only reports', async () => {
    expect(await recognised('hylafax', { from: 'wang@example.org' })).toBeNull();
    expect(await recognised('hylafax', { from: 'fax@evilgateway.example.com' })).toBeNull();
    expect(await recognised('hylafax', {}, { dmarc: 'fail' })).toBeNull();
    expect(await recognised('hylafax', {}, { kind: 'bounce' })).toBeNull();
    expect(await recognised('hylafax', { files: [] })).toBeNull();
  });
});
