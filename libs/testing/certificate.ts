import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requireProgram } from './servers/missing-package.js';

/** PEM. It signs itself, so that whoever believes `cert` believes it, and nobody else. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A fresh certificate for one host name, good for two days. */
export async function makeCertificate(host = 'localhost'): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-certificate-'));
  const files = { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem') };
  try {
    await promisify(execFile)(requireProgram('/usr/bin/openssl', 'openssl'), [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`],
      ...['-keyout', files.key, '-out', files.cert],
    ]);
    return { key: await readFile(files.key, 'utf8'), cert: await readFile(files.cert, 'utf8') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
