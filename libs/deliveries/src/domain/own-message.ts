import type { DeliveryState } from './delivery-state.js';

/** A delivery whose outcome is open, to a person to whom a message without a marker was sent. */
export interface OpenSend {
  readonly id: bigint;
  readonly state: Extract<DeliveryState, 'sending' | 'unknown'>;
  /** In a chat of many, where others may make the bot write: only a marker tells whose a message is. */
  readonly isShared: boolean;
  /** Newest bound message of the chat before the intent. */
  readonly hwm: bigint;
  readonly sendingSince: Date;
}

/** A message of the bot that was deleted, and shows its marker no more. */
export interface DeletedMessage {
  readonly id: number;
  readonly createdAt: Date;
}

/** Whose a deleted message was. `wait`: a send is still under way, and its answer may say. */
export type Attribution =
  | { readonly kind: 'belongs'; readonly deliveryId: bigint }
  | { readonly kind: 'wait' }
  | { readonly kind: 'unclear' };

/** By this much the clocks of the messenger and of the database may differ. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/**
 * By the lane: a message of the bot that belongs to no delivery belongs to the one send to this person whose outcome is
 * open, if it is newer than what was known before the intent. Of two (one may be parked) nobody can tell.
 */
export function attributeDeleted(message: DeletedMessage, open: readonly OpenSend[]): Attribution {
  if (open.some(({ state }) => state === 'sending')) return { kind: 'wait' };
  const fitting = open.filter(
    ({ isShared, hwm, sendingSince }) =>
      !isShared &&
      message.id > Number(hwm) &&
      message.createdAt.getTime() >= sendingSince.getTime() - CLOCK_TOLERANCE_MS,
  );
  const [only] = fitting;
  return only === undefined || open.length > 1
    ? { kind: 'unclear' }
    : { kind: 'belongs', deliveryId: only.id };
}
