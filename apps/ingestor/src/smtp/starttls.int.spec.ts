import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import nodemailer from 'nodemailer';
import { requireProgram } from '#libs/testing/servers/missing-package.js';
import { withTestDatabase } from '#libs/testing/test-database.js';
import { IngestorBench, complaintMail, ingestorSets } from '../testing/running-ingestor.js';

const database = withTestDatabase({ sets: ingestorSets });
const bench = new IngestorBench(database);

beforeEach(() => bench.clear());
afterAll(() => bench.cleanUp());

describe('mail by SMTP with STARTTLS (RFC 3207)', () => {
  it('is taken over a connection whose certificate the sender verifies', async () => {
    const { key, cert } = await certificate();
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

async function certificate(): Promise<{ key: string; cert: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-certificate-'));
  const files = { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem') };
  try {
    await promisify(execFile)(requireProgram('/usr/bin/openssl', 'openssl'), [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
      ...['-keyout', files.key, '-out', files.cert],
    ]);
    return { key: await readFile(files.key, 'utf8'), cert: await readFile(files.cert, 'utf8') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
