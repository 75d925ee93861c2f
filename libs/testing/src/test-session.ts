import { systemClock, systemRandom } from '#lib/kernel';
import { SenderSession } from '#lib/senders';
import type { SimulatorHandle } from './simulator-handle.js';

/**
 * A bot of a test, owned by `owner` under epoch 1 as `Ledger.sender` says, with limits that no test reaches, and a lease
 * that never needs renewal.
 */
export function openTestSession(
  senderId: string,
  messenger: Pick<SimulatorHandle, 'apiUrl' | 'token'>,
  other: Partial<ConstructorParameters<typeof SenderSession>[0]> = {},
): SenderSession {
  const session = new SenderSession({
    senderId,
    owner: 'owner',
    epoch: 1n,
    token: messenger.token,
    tokenVersion: '1',
    apiUrl: messenger.apiUrl,
    requestTimeoutMs: 5_000,
    limits: { send: 50, read: 50, other: 50 },
    quietMs: 0,
    clock: systemClock,
    random: systemRandom,
    reductions: {},
    onThrottle: () => undefined,
    owns: () => Promise.resolve(true),
    ...other,
  });
  session.vouch(Number.MAX_SAFE_INTEGER);
  return session;
}
