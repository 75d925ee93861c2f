/**
 * Class of a request for the rate gate, after the groups of the published limits: `send` = create, update or delete a
 * message; `history` = read messages and their readers; `events` = the bot's event history; `other` = all else.
 */
export type RequestClass = 'send' | 'history' | 'events' | 'other';

/** Our own limit for one bot's requests, in front of the messenger's. */
export interface RequestGate {
  /** Runs the request when the class has a place; every request except `createMessage` goes through it. */
  run<T>(cls: RequestClass, request: () => Promise<T>): Promise<T>;
  /** The messenger answered 429: nothing of this class starts for that long. */
  hold(cls: RequestClass, ms: number): void;
}

/** No limit at all. */
export const openGate: RequestGate = {
  run: (_cls, request) => request(),
  hold: () => undefined,
};
