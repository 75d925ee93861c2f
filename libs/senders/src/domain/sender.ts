import { type CanaryOutcome, type MarkerChannels } from './marker-channels.js';

/** The enum `sender_status`, in its order. */
export const SENDER_STATUSES = ['checking', 'active', 'held'] as const;
/**
 * `checking`: the token was given but not tried yet. `active`: campaigns may use it. `held`: the messenger refused the
 * token or its rights; nothing is sent until somebody mends it.
 */
export type SenderStatus = (typeof SENDER_STATUSES)[number];

/** Why a sender is held; the codes are part of the public API. */
export const SENDER_HOLD_CODES = [
  'token_rejected',
  'scope_missing',
  'access_denied',
  'payment_required',
  'token_unreadable',
  'same_bot',
] as const;
export type SenderHoldCode = (typeof SENDER_HOLD_CODES)[number];

/** A bot of the workspace. */
export interface Sender {
  readonly id: string;
  readonly name: string;
  /** First and last characters of the token: enough to tell two apart, useless to whoever reads it. */
  readonly tokenHint: string;
  readonly status: SenderStatus;
  /** Why it is held; `null` in the other statuses. */
  readonly holdCode: SenderHoldCode | null;
  readonly holdDetail: string | null;
  /** The messenger's id of the bot; `null` until a token was accepted, as the name and the picture. */
  readonly botUserId: number | null;
  readonly botName: string | null;
  readonly avatarUrl: string | null;
  readonly scopes: readonly string[];
  /** When the messenger last took or refused the token; `null`: not yet. */
  readonly checkedAt: Date | null;
  /** The messenger's id of the account that canaries go to; `null`: none are sent. */
  readonly canaryUserId: number | null;
  readonly markers: SenderMarkers;
  readonly createdAt: Date;
}

/** What is known of a bot's marker channels. */
export interface SenderMarkers extends MarkerChannels {
  /** When a canary, or the answer to a send, last told something about them. */
  readonly checkedAt: Date | null;
  /** How the last canary ended, and when; `null`: there was none. */
  readonly outcome: CanaryOutcome | null;
  readonly triedAt: Date | null;
}

/** Scopes without which the main job is impossible, each with what it is for. */
export const REQUIRED_SCOPES = {
  'messages:create': 'send messages',
  'messages:read': 'find out what became of a doubtful send, and who has read a message',
  'messages:delete': 'remove a second copy, should one ever be made',
  'chats:read': 'find the chat of a doubtful send',
  'profile:read': 'know its own id and picture',
  'users:read': 'know the people',
  'group_tags:read': 'choose people by tags',
} as const;

/** Scopes of the table above that `scopes` lacks. */
export function missingScopes(scopes: readonly string[]): readonly (keyof typeof REQUIRED_SCOPES)[] {
  return (Object.keys(REQUIRED_SCOPES) as (keyof typeof REQUIRED_SCOPES)[]).filter(
    (scope) => !scopes.includes(scope),
  );
}

export function tokenHint(token: string): string {
  return token.length < 12 ? '…' : `${token.slice(0, 4)}…${token.slice(-4)}`;
}
