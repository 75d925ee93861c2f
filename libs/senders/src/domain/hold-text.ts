import type { SenderHoldCode } from './sender.js';

/** What the person who mends it reads. */
export const HOLD_TEXT: Readonly<Record<SenderHoldCode, string>> = {
  token_rejected: 'The messenger does not accept the token. Give a new one with PATCH /v1/senders/{id}.',
  scope_missing:
    'The bot lacks a scope. Add it in the messenger, then PATCH /v1/senders/{id} with {"resume": true}.',
  access_denied:
    'The messenger has restricted the token. Ask its support, then PATCH /v1/senders/{id} with {"resume": true}.',
  token_unreadable:
    'The stored token cannot be opened: VESTNIK_SECRET_KEY is not the one that sealed it. Give the right key and PATCH /v1/senders/{id} with {"resume": true}, or give the token anew.',
  same_bot: 'Another sender is the same bot. Two would share one limit without knowing: use the other one.',
  payment_required:
    'The workspace is not paid for. Once it is, PATCH /v1/senders/{id} with {"resume": true}.',
};
