import { connect } from 'node:net';
import { TransientFailure } from '#libs/failure/failure.js';
import type { ScanAddress } from './scan-address.js';

/** What clamd says of a file. `signature` names what was found. */
export type ScanVerdict = { readonly kind: 'clean' } | { readonly kind: 'infected'; readonly signature: string };

/** Chunks of the stream; clamd's own limit of the whole is StreamMaxLength. */
const chunkBytes = 256 * 1024;
const longestAnswer = 4_096;

export type ScanFailureCode = 'scanner-away' | 'scanner-refused';

/**
 * Has clamd look at a file (clamd(8), zINSTREAM). Throws TransientFailure: `scanner-away` where nobody answers in time,
 * `scanner-refused` where the answer is an error.
 */
export async function scanFile(address: ScanAddress, content: Buffer, limitMs: number): Promise<ScanVerdict> {
  return verdictOf(await talk(address, instream(content), limitMs));
}

function* instream(content: Buffer): Generator<Buffer> {
  yield Buffer.from('zINSTREAM\0', 'latin1');
  for (let at = 0; at < content.length; at += chunkBytes) {
    const chunk = content.subarray(at, at + chunkBytes);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(chunk.length);
    yield size;
    yield chunk;
  }
  yield Buffer.alloc(4);
}

async function talk(address: ScanAddress, parts: Iterable<Buffer>, limitMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    let answer = '';
    const fail = (cause: unknown): void => {
      socket.destroy();
      reject(new TransientFailure<ScanFailureCode>('scanner-away', 'The virus scanner does not answer', { cause }));
    };
    const timer = setTimeout(fail, limitMs, 'time-out');
    socket.on('error', (error: Error) => {
      // It has refused the rest and said why: what it said counts, not that it hung up.
      if (answer === '') {
        fail(error);
      }
    });
    socket.on('data', (bytes: Buffer) => {
      answer = (answer + bytes.toString('utf8')).slice(0, longestAnswer);
    });
    socket.on('close', () => {
      clearTimeout(timer);
      if (answer === '') {
        fail('no answer');
      } else {
        resolve(answer.replace(/\0.*$/su, '').trim());
      }
    });
    socket.on('connect', () => {
      void write(socket, parts);
    });
  });
}

async function write(socket: ReturnType<typeof connect>, parts: Iterable<Buffer>): Promise<void> {
  for (const part of parts) {
    if (socket.destroyed || !socket.writable) {
      return;
    }
    if (!socket.write(part)) {
      await new Promise<void>((resolve) => {
        socket.once('drain', resolve);
        socket.once('close', () => {
          resolve();
        });
      });
    }
  }
}

function verdictOf(answer: string): ScanVerdict {
  const found = /^stream: (?<signature>.+) FOUND$/u.exec(answer)?.groups?.['signature'];
  if (found !== undefined) {
    return { kind: 'infected', signature: found };
  }
  if (answer === 'stream: OK') {
    return { kind: 'clean' };
  }
  throw new TransientFailure<ScanFailureCode>('scanner-refused', `The virus scanner answers: ${answer.slice(0, 200)}`);
}
