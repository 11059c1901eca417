import addressparser from 'nodemailer/lib/addressparser';
import { fromByteText, toByteText } from './byte-text.js';
import { decodeWords } from './encoded-words.js';

/** An address as it stands in the mail; `address` may be empty where only a name is given. */
export interface MailAddress {
  readonly address: string;
  readonly name: string;
}

const MAX_HEADER_BYTES = 64 * 1024;
const MAX_ADDRESSES = 1_000;

interface Parsed {
  readonly address?: string | undefined;
  readonly name?: string | undefined;
  readonly group?: readonly Parsed[] | undefined;
}

function flatten(entries: readonly Parsed[]): Parsed[] {
  return entries.flatMap((entry) => (entry.group === undefined ? [entry] : flatten(entry.group)));
}

function tidyAddress(address: string): string {
  return address
    .trim()
    .replace(/^<+|>+$/gu, '')
    .replace(/^mailto:/iu, '')
    .trim();
}

function toAddress(entry: Parsed): MailAddress {
  const name = decodeWords(fromByteText(entry.name ?? ''))
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(["'])(.*)\1$/u, '$2');
  const address = tidyAddress(decodeWords(fromByteText(entry.address ?? '')));
  if (address !== '' && address.includes('@')) {
    return { address, name };
  }
  // Names without brackets round the address, and encoded words that hold the address itself.
  const inside = /[^\s<>"'()]+@[^\s<>"'()]+/u.exec(`${address} ${name}`);
  if (inside === null) {
    return { address: '', name: name === '' ? address : name };
  }
  return {
    address: inside[0],
    name: name
      .replace(inside[0], '')
      .replace(/[<>"']/gu, '')
      .trim(),
  };
}

/** The addresses of a header value (RFC 5322 3.4), groups flattened. Never throws. */
export function parseAddresses(value: Buffer | null): MailAddress[] {
  if (value === null) {
    return [];
  }
  const source = toByteText(value.subarray(0, MAX_HEADER_BYTES))
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/<[^<>"]{1,998}>/gu, (inner) => inner.replace(/\([^()]*\)|\s+/gu, ''));
  if (source === '') {
    return [];
  }
  try {
    const entries = flatten(addressparser(source)).slice(0, MAX_ADDRESSES);
    return entries.map(toAddress).filter((entry) => entry.address !== '' || entry.name !== '');
  } catch {
    return [...source.matchAll(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/gu)].map((match) => ({ address: match[0], name: '' }));
  }
}
