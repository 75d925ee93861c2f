import { Injectable } from '@nestjs/common';
import { systemClock } from '#lib/kernel';
import { type Message, PachcaError, type SendOutcome } from '#lib/pachca';
import { PRIORITY } from './class-gate.js';
import { canaryAvatar, canaryButtonData, canaryText } from './domain/canary-marks.js';
import type { ChannelState, MarkerChannels } from './domain/marker-channels.js';
import type { SenderSession } from './sender-session.js';

/** From the turn at the gate until the last moment at which the request may start. */
const GUARD_MS = 2_000;
/** A message that is not in the history yet is looked for once more after this long. */
const SECOND_LOOK_MS = 2_000;

/** What is sent, and how its marks look when they come back. */
export interface Canary {
  readonly userId: number;
  readonly marker: string;
  /** With the fragment; `null`: the marker cannot ride there. */
  readonly avatar: string | null;
}

export function canaryOf(userId: bigint, marker: string, avatarUrl: string | null): Canary {
  return { userId: Number(userId), marker, avatar: canaryAvatar(avatarUrl, marker) };
}

/** The requests of a canary, each through the gate of its bot. What they mean is decided elsewhere. */
@Injectable()
export class CanaryRoundTrip {
  post(session: SenderSession, canary: Canary): Promise<SendOutcome> {
    const gate = session.gate.class('send');
    return gate.run(PRIORITY.urgent, async () => {
      const outcome = await session.createMessage(
        {
          entityType: 'user',
          entityId: canary.userId,
          content: canaryText(canary.marker, 'sent'),
          buttons: buttonsOf(canary),
          ...(canary.avatar !== null && { displayAvatarUrl: canary.avatar }),
        },
        { deadlineMs: systemClock.monotonicMs() + GUARD_MS },
      );
      if (outcome.kind === 'throttled') session.gate.hold('send', outcome.retryAfterMs);
      if (outcome.kind === 'accepted') gate.answered();
      return outcome;
    });
  }

  /** @throws PachcaError: the messenger did not answer, or refused; nothing is known then */
  async examine(session: SenderSession, canary: Canary, message: Message): Promise<MarkerChannels> {
    const byId = await session.client.getMessage(message.id);
    const listed = await this.inHistory(session, message);
    const seen = listed === null ? [byId] : [byId, listed];
    return {
      avatar: canary.avatar === null ? 'unusable' : kept(seen.every((each) => hasAvatar(each, canary))),
      buttons: kept(seen.every((each) => hasButton(each, canary))),
      history: kept(listed !== null),
      edit: await this.edited(session, canary, message),
    };
  }

  private async inHistory(session: SenderSession, { id, chatId }: Message): Promise<Message | null> {
    for (const waitMs of [0, SECOND_LOOK_MS]) {
      if (waitMs > 0) await systemClock.sleep(waitMs, session.closed);
      const page = await session.client.listMessages({ chatId });
      const found = page.items.find((message) => message.id === id);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** The edit names neither picture nor buttons: what becomes of them then is the question (V9). */
  private async edited(session: SenderSession, canary: Canary, { id }: Message): Promise<ChannelState> {
    try {
      await session.client.updateMessage(id, { content: canaryText(canary.marker, 'edited') });
    } catch (error) {
      // Editing needs a right that is not needed to send.
      if (error instanceof PachcaError && IS_RIGHT[error.kind] === true) return 'unusable';
      throw error;
    }
    const after = await session.client.getMessage(id);
    return kept((canary.avatar === null || hasAvatar(after, canary)) && hasButton(after, canary));
  }
}

const IS_RIGHT: Readonly<Partial<Record<PachcaError['kind'], true>>> = {
  scope_missing: true,
  forbidden: true,
};

function buttonsOf({ marker }: Canary): { readonly text: string; readonly data: string }[][] {
  return [[{ text: 'Vestnik', data: canaryButtonData(marker) }]];
}

function hasAvatar(message: Message, canary: Canary): boolean {
  return message.displayAvatarUrl === canary.avatar;
}

function hasButton(message: Message, { marker }: Canary): boolean {
  return message.buttons.flat().some(({ data }) => data === canaryButtonData(marker));
}

function kept(isKept: boolean): ChannelState {
  return isKept ? 'kept' : 'lost';
}
