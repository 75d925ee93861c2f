import { lookup } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { addressKind } from './address-kind.js';
import { type AllowedHosts, hostOf, mayConnect, portOf, urlProblem } from './webhook-url.js';

/** What a name resolves to; tests bring their own. */
export type Resolve = (host: string) => Promise<readonly { readonly address: string }[]>;

/** Why no answer came. */
export type PostFailure = 'address_refused' | 'dns' | 'connection' | 'tls' | 'timeout';
export type PostOutcome =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'failed'; readonly why: PostFailure };

export interface GuardedPostOptions {
  readonly allowed: AllowedHosts;
  readonly resolve?: Resolve;
  readonly timeoutMs?: number;
}

/** For name, connection, request and answer together. */
const TIMEOUT_MS = 5_000;
/** Of an answer; the rest is not waited for. Nothing of it is kept, shown or logged. */
const MOST_ANSWER_BYTES = 64 * 1_024;

const systemResolve: Resolve = (host) => lookup(host, { all: true, verbatim: true });

/**
 * Posts to addresses that somebody else has chosen, so that this server cannot be made to reach what only it can reach.
 *
 * The name is resolved here, every address is looked at, and the connection goes to the address that was looked at: a
 * name that leads elsewhere a moment later leads nowhere. Redirects are not followed, no proxy of the environment is used.
 */
export class GuardedPost {
  constructor(private readonly options: GuardedPostOptions) {}

  async post(
    text: string,
    message: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  ): Promise<PostOutcome> {
    const { allowed, timeoutMs = TIMEOUT_MS } = this.options;
    if (urlProblem(text, allowed) !== null) return { kind: 'failed', why: 'address_refused' };
    const url = new URL(text);
    const signal = AbortSignal.timeout(timeoutMs);
    const isLate = new Promise<'timeout'>((resolve) => {
      signal.addEventListener('abort', () => {
        resolve('timeout');
      });
    });
    const address = await Promise.race([this.addressOf(url), isLate]);
    if (typeof address === 'string') return { kind: 'failed', why: address };
    const sent = sendTo(url, address.to, message, signal).catch((error: unknown): PostOutcome => ({
      kind: 'failed',
      why: signal.aborted ? 'timeout' : failureOf(error),
    }));
    return Promise.race([sent, isLate.then((why): PostOutcome => ({ kind: 'failed', why }))]);
  }

  /** One of the addresses of the host, IPv4 first; none where any of them leads inside. */
  private async addressOf(url: URL): Promise<{ readonly to: string } | 'dns' | 'address_refused'> {
    const host = hostOf(url);
    const { allowed, resolve = systemResolve } = this.options;
    let addresses: string[];
    try {
      addresses = isIP(host) === 0 ? (await resolve(host)).map(({ address }) => address) : [host];
    } catch {
      return 'dns';
    }
    const isAllowed = allowed.has(url);
    if (!addresses.every((address) => mayConnect(addressKind(address), isAllowed))) return 'address_refused';
    const to = addresses.find((address) => isIP(address) === 4) ?? addresses[0];
    return to === undefined ? 'dns' : { to };
  }
}

function sendTo(
  url: URL,
  address: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  signal: AbortSignal,
): Promise<PostOutcome> {
  const isTls = url.protocol === 'https:';
  const host = hostOf(url);
  const options = {
    // An address, so nothing is resolved again.
    host: address,
    port: portOf(url),
    path: url.pathname + url.search,
    method: 'POST',
    headers: {
      ...headers,
      host: url.host,
      'content-length': String(Buffer.byteLength(body)),
      connection: 'close',
    },
    agent: false,
    signal,
    // The certificate is asked for, and checked against, the name; an address has none to send.
    ...(isTls && { servername: isIP(host) === 0 ? host : '' }),
  } as const;
  return new Promise((resolve, reject) => {
    const request: ClientRequest = (isTls ? httpsRequest : httpRequest)(options, (answer) => {
      readSome(answer, () => {
        resolve({ kind: 'answered', status: answer.statusCode ?? 0 });
        request.destroy();
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Calls back once the answer has ended, or enough of it has been seen. */
function readSome(answer: IncomingMessage, done: () => void): void {
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_ANSWER_BYTES) done();
  });
  answer.on('end', done);
  answer.on('error', done);
}

/** Codes of Node's TLS that begin neither with ERR_TLS nor with CERT. */
const TLS_CODES = [
  'EPROTO',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

function failureOf(error: unknown): PostFailure {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const isTls = TLS_CODES.includes(code) || /^(ERR_TLS|ERR_SSL|CERT|UNABLE_TO_GET)/.test(code);
  return isTls ? 'tls' : 'connection';
}
