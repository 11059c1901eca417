import { isIPv6 } from 'node:net';

/**
 * Who counts as one client: an IPv4 address, or the first 64 bits of an IPv6 address, since one machine has all of
 * those behind them. An IPv4 address in IPv6 clothes is the IPv4 address. Pure.
 */
export function clientGroup(address: string): string {
  const plain = address.trim().replace(/^::ffff:(?=\d+\.)/iu, '');
  if (!isIPv6(plain)) {
    return plain;
  }
  const [head = '', tail = ''] = (plain.split('%', 1)[0] ?? '').toLowerCase().split('::');
  const left = partsOf(head);
  const right = partsOf(tail);
  const zeros = plain.includes('::') ? Math.max(0, 8 - left.length - right.length) : 0;
  const parts = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return `${parts
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/u, ''))
    .join(':')}::/64`;
}

function partsOf(written: string): string[] {
  return written === '' ? [] : written.split(':');
}
