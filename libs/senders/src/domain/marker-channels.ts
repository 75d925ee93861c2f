/** Kept as text, one column for each channel. */
export const CHANNEL_STATES = ['untested', 'kept', 'lost', 'unusable'] as const;
/**
 * What is known of a way by which a marker may travel. `kept`: it came back as it was sent. `lost`: the messenger
 * changed or hid it. `unusable`: it cannot be tried, for a bot without a picture or without a right.
 */
export type ChannelState = (typeof CHANNEL_STATES)[number];

/** The ways by which the messenger's own record proves whose a message is (delivery protocol, 2.4). */
export interface MarkerChannels {
  /** M1: the fragment of the picture's address. */
  readonly avatar: ChannelState;
  /** M2: the data of a button. */
  readonly buttons: ChannelState;
  /** M3, and what the other two stand on: a message shows in the history of its chat. */
  readonly history: ChannelState;
  /** Whether an edit that names no picture leaves the marker in its place. */
  readonly edit: ChannelState;
}

export const UNTESTED: MarkerChannels = {
  avatar: 'untested',
  buttons: 'untested',
  history: 'untested',
  edit: 'untested',
};

/** Kept as text in `sender.canary_outcome`. */
export const CANARY_OUTCOMES = [
  'passed',
  'lost',
  'account_refused',
  'sender_refused',
  'text_refused',
  'unanswered',
] as const;
/**
 * How the last round trip ended. `lost`: a channel that the protocol builds on does not keep its marker. The refusals
 * and `unanswered` say nothing about the channels: what was known of them stays.
 */
export type CanaryOutcome = (typeof CANARY_OUTCOMES)[number];

/** The result of a round trip that went to its end. */
export function outcomeOf(channels: MarkerChannels): CanaryOutcome {
  return [channels.avatar, channels.buttons, channels.history].includes('lost') ? 'lost' : 'passed';
}
