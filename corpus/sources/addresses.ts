/** Keeps strangers' pages from leading to private addresses. */

import dns from 'node:dns';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { MixevalError } from '../../src/core/errors.js';

/** Addresses that lead into this machine or a private network (IANA special-purpose registries, RFC 6890). */
const privateRanges = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  privateRanges.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  privateRanges.addSubnet(network, bits, 'ipv6');
}

/** Whether an IP address is one that no stranger's page may lead to. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return isPrivateAddress(mapped);
  return privateRanges.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Decides which URLs may be fetched: public ones, and whatever lies on an origin that the user named. */
export interface AddressGuard {
  allows(url: URL): Promise<boolean>;
  isPrivate(url: URL): Promise<boolean>;
  /** For sockets: as `dns.lookup`, but fails where a host that the user did not name turns out to be private. */
  readonly lookup: LookupFunction;
}

/**
 * A guard for one crawl.
 *
 * @param named the URLs that the user gave
 */
export function addressGuard(named: readonly URL[]): AddressGuard {
  const origins = new Set(named.map((url) => url.origin));
  const hosts = new Set(named.map((url) => url.hostname));
  const known = new Map<string, Promise<boolean>>();

  const isPrivateHost = (host: string): Promise<boolean> => {
    const found = known.get(host) ?? resolvesToPrivate(host);
    known.set(host, found);
    return found;
  };

  return {
    isPrivate: (url) => isPrivateHost(bareHost(url.hostname)),
    async allows(url) {
      if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
      return origins.has(url.origin) || !(await isPrivateHost(bareHost(url.hostname)));
    },
    lookup: guardedLookup(hosts),
  };
}

/** What a socket resolves is what is checked: a name cannot be public when asked and private when connected to. */
function guardedLookup(named: ReadonlySet<string>): LookupFunction {
  return (host, options, callback) => {
    dns.lookup(host, options, (error, address, family) => {
      const addresses =
        typeof address === 'string' ? [address] : (address ?? []).map((found) => found.address);
      if (error || named.has(host) || !addresses.some(isPrivateAddress)) callback(error, address, family);
      else callback(refusedAddress(host), address, family);
    });
  };
}

/** The error for an address that a page led to and that is not fetched. */
export function refusedAddress(where: string): MixevalError {
  return new MixevalError('permission', `${where} lies in a private network and was not named by the user.`, {
    next: 'Name it as a source of its own if it is meant to be mined.',
  });
}

/** A URL writes an IPv6 address in brackets. */
function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

async function resolvesToPrivate(host: string): Promise<boolean> {
  if (isIP(host) !== 0) return isPrivateAddress(host);
  try {
    const addresses = await lookup(host, { all: true });
    return addresses.some(({ address }) => isPrivateAddress(address));
  } catch {
    // A name that leads nowhere cannot lead inside; fetching it fails with its own message.
    return false;
  }
}
