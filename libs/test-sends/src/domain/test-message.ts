import type { Transitions } from '#lib/kernel';

export const TEST_MESSAGE_STATES = ['todo', 'sending', 'sent', 'refused', 'unknown', 'cancelled'] as const;
export type TestMessageState = (typeof TEST_MESSAGE_STATES)[number];

/**
 * One message of a test send.
 *
 *     todo ──intent──▶ sending ──accepted──▶ sent
 *      │ ▲                │ └──refused──▶ refused
 *      │ └─not applied────┤
 *      │                  └──no answer, or its worker died──▶ unknown ──late answer──▶ sent
 *      └──operation cancelled, or never tried──▶ cancelled | refused
 *
 * A test is never sent twice: nobody follows what is `unknown` up. Whoever asked looks into the chat, or asks again.
 */
export const TEST_MESSAGE_TRANSITIONS: Transitions<TestMessageState> = {
  todo: ['sending', 'refused', 'cancelled'],
  sending: ['todo', 'sent', 'refused', 'unknown'],
  sent: [],
  refused: [],
  unknown: ['sent'],
  cancelled: [],
};

/** People that one test may go to. */
export const MOST_TESTERS = 10;
/** A test that could not begin for so long is of no use any more. */
export const TEST_EXPIRES_MS = 60 * 60_000;
