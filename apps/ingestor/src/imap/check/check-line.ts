import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { connect as connectPlain, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { errorCode } from '#libs/failure/error-code.js';
import type { Report } from '#libs/runtime/finding.js';
import type { ImapAccess } from '../../plan/imap-access.schema.js';
import { imapPort } from '../imap-port.js';

const here = new Set(['localhost', '127.0.0.1', '::1']);

/** Name, connection and certificate, one after the other, so that it shows which of them fails. False: the rest is idle. */
export async function checkLine(access: ImapAccess, report: Report): Promise<boolean> {
  return (await checkName(access, report)) && (await checkPort(access, report)) && (await checkTls(access, report));
}

async function checkName({ host, connectSeconds }: ImapAccess, report: Report): Promise<boolean> {
  if (isIP(host) !== 0) {
    return true;
  }
  try {
    const found = await within(connectSeconds, lookup(host, { all: true }));
    report('ok', `DNS: ${host} is ${found.map(({ address }) => address).join(', ')}`);
    return true;
  } catch (error) {
    report('fault', `DNS: ${host} is not found (${errorCode(error)}); check host, and the name server of this machine`);
    return false;
  }
}

async function checkPort(access: ImapAccess, report: Report): Promise<boolean> {
  const port = imapPort(access);
  const begun = performance.now();
  const socket = connectPlain(port, access.host);
  try {
    await opened(socket, 'connect', access.connectSeconds);
    report('ok', `TCP: port ${String(port)} answers in ${String(Math.round(performance.now() - begun))} ms`);
    return true;
  } catch (error) {
    report(
      'fault',
      `TCP: nothing answers at ${access.host}:${String(port)} (${errorCode(error)}); check port, firewall and IMAP at the provider`,
    );
    return false;
  } finally {
    socket.destroy();
  }
}

/** STARTTLS is part of the conversation, and seen at the login. */
async function checkTls(access: ImapAccess, report: Report): Promise<boolean> {
  if (access.security === 'none') {
    const local = here.has(access.host);
    report(
      local ? 'note' : 'warning',
      `TLS: off${local ? ', on this machine' : '; password and mail can be read on the way: use tls or starttls'}`,
    );
    return true;
  }
  if (access.security === 'starttls') {
    return true;
  }
  const { host, caFile } = access;
  const socket = connectTls({
    host,
    port: imapPort(access),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(caFile === undefined ? {} : { ca: readFileSync(caFile) }),
  });
  try {
    await opened(socket, 'secureConnect', access.connectSeconds);
    report(
      'ok',
      `TLS: ${socket.getProtocol() ?? 'on'}, certificate valid till ${socket.getPeerCertificate().valid_to}`,
    );
    return true;
  } catch (error) {
    report('fault', `TLS: refused (${errorCode(error)}); ${certificateHint(errorCode(error))}`);
    return false;
  } finally {
    socket.destroy();
  }
}

function certificateHint(code: string): string {
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'the certificate is for another host: write host as the provider does';
    case 'CERT_HAS_EXPIRED':
      return 'the certificate is out of date, or the clock of this machine is wrong';
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return 'nobody whom this machine knows vouches for it: name the authority by caFile';
    default:
      return 'is this a port with TLS from the start? Else use starttls';
  }
}

async function opened(socket: Socket | TLSSocket, event: string, seconds: number): Promise<void> {
  await within(
    seconds,
    new Promise<void>((resolve, reject) => {
      socket.once(event, () => {
        resolve();
      });
      socket.on('error', reject);
      socket.once('close', () => {
        reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
      });
    }),
  );
}

async function within<Result>(seconds: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error('too late'), { code: 'ETIMEDOUT' }));
    }, seconds * 1_000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
