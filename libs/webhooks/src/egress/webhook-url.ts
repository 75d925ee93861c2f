import { isIP } from 'node:net';
import type { UrlProblem } from '../domain/webhook.errors.js';
import { addressKind, type AddressKind } from './address-kind.js';

/** Hosts of the operator's own network that may be posted to, `host` or `host:port`. */
export class AllowedHosts {
  private readonly entries: ReadonlySet<string>;

  /** @param entries as in VESTNIK_WEBHOOK_ALLOWED_HOSTS; IPv6 in brackets */
  constructor(entries: readonly string[]) {
    this.entries = new Set(entries.map((entry) => entry.toLowerCase()));
  }

  has(url: URL): boolean {
    return this.entries.has(url.hostname) || this.entries.has(`${url.hostname}:${portOf(url)}`);
  }
}

export function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

/** The host of a URL without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

/**
 * Whether an address may be posted to as far as its text says: what its name resolves to is looked at before each post.
 * URL has already turned `0x7f.1`, `2130706433` and the like into the address they mean.
 */
export function urlProblem(text: string, allowed: AllowedHosts): UrlProblem | null {
  if (!URL.canParse(text)) return 'malformed';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.hash !== '') return 'fragment';
  const isAllowed = allowed.has(url);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isAllowed)) return 'not_https';
  if (portOf(url) !== 443 && !isAllowed) return 'port';
  const host = hostOf(url);
  if (isIP(host) !== 0 && !mayConnect(addressKind(host), isAllowed)) return 'address';
  return null;
}

export function mayConnect(kind: AddressKind, isAllowed: boolean): boolean {
  return kind === 'public' || (kind === 'private' && isAllowed);
}
