import { isIPv4 } from 'node:net';

/** True for https anywhere and plain http on this machine only: a token or a file never crosses a network in clear. */
export function isSafeOrigin(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || (isIPv4(hostname) && hostname.startsWith('127.'))
  );
}

/**
 * The messenger's base address, such as `https://api.pachca.com/api/shared/v1`, without a slash at the end.
 *
 * @throws RangeError when it is no URL, has credentials, a query or a fragment, or is plain http beyond loopback. The
 * address is not repeated in the message where it may hold a password.
 */
export function parseBaseUrl(text: string): string {
  if (!URL.canParse(text)) throw new RangeError("The messenger's base URL is not a URL.");
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw new RangeError(
      "The messenger's base URL must not hold credentials: the token is a setting of its own.",
    );
  }
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(text)) {
    throw new RangeError("The messenger's base URL must end with a path: no query, no fragment.");
  }
  if (!isSafeOrigin(url)) {
    throw new RangeError(
      `The messenger's base URL ${url.origin} must begin with https:// (plain http is for loopback addresses only).`,
    );
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
