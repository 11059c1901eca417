import { BlockList, isIP } from 'node:net';

export interface SourceRule {
  /** Addresses and networks (10.0.0.0/8); none: every source is allowed. */
  readonly allowFrom: readonly string[];
  /** Proxies of ours: what they say in X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
}

/** Whether a call comes from where its provider calls from. Pure. */
export function sourceAllowed(peer: string, forwardedFor: string | undefined, rule: SourceRule): boolean {
  if (rule.allowFrom.length === 0) {
    return true;
  }
  const proxies = listOf(rule.trustedProxies);
  // From the nearest hop outwards: the first that is no proxy of ours is who called.
  const hops = [...(forwardedFor?.split(',').map((hop) => hop.trim()) ?? []), peer].reverse();
  const caller = hops.find((hop) => !holds(proxies, hop)) ?? peer;
  return holds(listOf(rule.allowFrom), caller);
}

/** Whether a text is an address or a network in the form that the plan takes. */
export function isNetwork(written: string): boolean {
  const [address = '', bits, ...rest] = written.split('/');
  const longest = isIP(address) === 4 ? 32 : 128;
  return (
    isIP(address) !== 0 && rest.length === 0 && (bits === undefined || (/^\d+$/u.test(bits) && Number(bits) <= longest))
  );
}

function listOf(written: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of written) {
    const [address = '', bits] = entry.split('/');
    list.addSubnet(address, bits === undefined ? (isIP(address) === 4 ? 32 : 128) : Number(bits), family(address));
  }
  return list;
}

function holds(list: BlockList, address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/iu, '');
  return isIP(plain) !== 0 && list.check(plain, family(plain));
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
