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

/**
 * A send to the person whose message was looked for and believed to be absent. Its recipient may have deleted it before
 * anybody looked, and then the deletion may be told much later.
 */
export interface AbsentSend {
  readonly sentAt: Date;
  readonly believedAt: Date;
}

/** By this much the clocks of the messenger and of the database may differ. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/**
 * By the lane: a message of the bot that belongs to no delivery belongs to the one send to this person whose outcome is
 * open, if it is newer than what was known before the intent. Of two (one may be parked) nobody can tell; and so of one
 * beside another send whose message was believed to be absent, if the message may be that one's.
 */
export function attributeDeleted(
  message: DeletedMessage,
  open: readonly OpenSend[],
  absent: readonly AbsentSend[],
): Attribution {
  if (open.some(({ state }) => state === 'sending')) return { kind: 'wait' };
  const fitting = open.filter(
    ({ isShared, hwm, sendingSince }) =>
      !isShared &&
      message.id > Number(hwm) &&
      message.createdAt.getTime() >= sendingSince.getTime() - CLOCK_TOLERANCE_MS,
  );
  const [only] = fitting;
  const created = message.createdAt.getTime();
  const mayBeAbsentOnes = absent.some(
    ({ sentAt, believedAt }) =>
      created >= sentAt.getTime() - CLOCK_TOLERANCE_MS &&
      created <= believedAt.getTime() + CLOCK_TOLERANCE_MS,
  );
  return only === undefined || open.length > 1 || mayBeAbsentOnes
    ? { kind: 'unclear' }
    : { kind: 'belongs', deliveryId: only.id };
}
