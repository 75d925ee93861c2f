import { BlockList, isIP } from 'node:net';

/**
 * `public`: anybody may be posted to there. `private`: only where an operator allows it. `never`: nobody serves webhooks
 * there, and a cloud's metadata service is among them.
 */
export type AddressKind = 'public' | 'private' | 'never';

type Family = 'ipv4' | 'ipv6';

/** IANA's registries of special-purpose addresses (RFC 6890 and its successors). */
const PRIVATE = listOf({
  ipv4: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8'],
  ipv6: ['::1/128', 'fc00::/7'],
});
const NEVER = listOf({
  ipv4: [
    ...['0.0.0.0/8', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15'],
    ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ],
  // Teredo and 6to4 carry an IPv4 address that is not looked at.
  ipv6: ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
});
/** All that is given out; what is outside is special or unassigned. */
const GLOBAL_UNICAST = listOf({ ipv4: [], ipv6: ['2000::/3'] });

export function addressKind(address: string): AddressKind {
  if (isIP(address) === 4) return kindIn('ipv4', address);
  if (isIP(address) !== 6 || address.includes('%')) return 'never';
  const embedded = embeddedIpv4(address);
  if (embedded !== null) return kindIn('ipv4', embedded);
  if (PRIVATE.check(address, 'ipv6')) return 'private';
  return GLOBAL_UNICAST.check(address, 'ipv6') ? kindIn('ipv6', address) : 'never';
}

function kindIn(family: Family, address: string): AddressKind {
  if (NEVER.check(address, family)) return 'never';
  return PRIVATE.check(address, family) ? 'private' : 'public';
}

/** The IPv4 address inside of a mapped (::ffff:0:0/96) or NAT64 (64:ff9b::/96) one: that is where it leads. */
function embeddedIpv4(address: string): string | null {
  const groups = groupsOf(address);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  const isNat64 =
    groups[0] === 0x64 && groups[1] === 0xff9b && groups.slice(2, 6).every((group) => group === 0);
  if (!isMapped && !isNat64) return null;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

/** The eight groups of an IPv6 address, however it is written. */
function groupsOf(address: string): number[] {
  // As URL writes it: hexadecimal throughout, no dotted end.
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const read = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => parseInt(group, 16));
  if (tail === undefined) return read(head);
  const [before, after] = [read(head), read(tail)];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function listOf(subnets: Readonly<Record<Family, readonly string[]>>): BlockList {
  const list = new BlockList();
  for (const family of ['ipv4', 'ipv6'] as const) {
    for (const subnet of subnets[family]) {
      const [address = '', bits = ''] = subnet.split('/');
      list.addSubnet(address, Number(bits), family);
    }
  }
  return list;
}
