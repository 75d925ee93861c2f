import { systemClock, systemRandom } from '#lib/kernel';
import { createLogger } from '#lib/observability';
import { SenderSession } from '#lib/senders';

/** A session of a bot that never gives it up, with limits that no test reaches. */
export function sessionOf(
  senderId: string,
  messenger: { readonly apiUrl: string; readonly token: string },
): SenderSession {
  const session = new SenderSession({
    ...{
      senderId,
      owner: 'owner',
      epoch: 1n,
      token: messenger.token,
      tokenVersion: '1',
      apiUrl: messenger.apiUrl,
    },
    ...{ requestTimeoutMs: 5_000, limits: { send: 50, read: 50, other: 50 }, quietMs: 0, clock: systemClock },
    random: systemRandom,
    reductions: {},
    onThrottle: () => undefined,
  });
  keepOpen(session);
  return session;
}

/** Vouched for as long as the process lives. */
function keepOpen(session: SenderSession): void {
  session.vouch(Number.MAX_SAFE_INTEGER);
}

export const silentLogger = createLogger({ level: 'silent', service: 'test' });
