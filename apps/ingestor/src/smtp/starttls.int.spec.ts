import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import nodemailer from 'nodemailer';
import { makeCertificate } from '#libs/testing/certificate.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { IngestorBench, complaintMail, ingestorSets } from '../testing/running-ingestor.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

describe('mail by SMTP with STARTTLS (RFC 3207)', () => {
  it('is taken over a connection whose certificate the sender verifies', async () => {
    const { key, cert } = await makeCertificate();
    const { smtp } = await bench.start(undefined, { INTAKE_SMTP_TLS_KEY: key, INTAKE_SMTP_TLS_CERT: cert });
    const transport = nodemailer.createTransport({
      host: '127.0.0.1',
      port: smtp?.port ?? 0,
      secure: false,
      requireTLS: true,
      tls: { ca: cert, servername: 'localhost' },
    });
    await transport.sendMail({
      envelope: { from: 'wang@example.org', to: 'complaints@example.com' },
      raw: complaintMail(),
    });
    transport.close();
    const [row] = await bench.settled(1);
    expect(row).toMatchObject({ outcome: 'complaint' });
  });
});
