import { Inject, Injectable } from '@nestjs/common';
import { Database, type Tx } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { bindMessage, type Presence } from './outcome.queries.js';
import {
  foreignBySender,
  type MarkedRow,
  noteForeign,
  otherMarkers,
  rowsOfMarkers,
} from './forgotten-sends.queries.js';
import { SafeMode } from './safe-mode.js';

/** A message of a bot of ours that carries a marker of our form. Forwarded copies and other people's are none. */
export interface SeenMessage {
  readonly messageId: number;
  readonly chatId: number;
  readonly marker: string;
  readonly createdAt: Date;
}

/** The same, with how it came to be seen. */
type Evidence = SeenMessage & Pick<Presence, 'evidence'>;

/** What became of messages that somebody saw. */
export interface Sightings {
  /** Of deliveries that were not known to be sent; they are `sent` now. */
  readonly bound: number;
  /** Whose markers no row has. */
  readonly foreign: number;
}

const NOTHING: Sightings = { bound: 0, foreign: 0 };

/**
 * What the chats show of sends that this database does not remember.
 *
 * To be told of every marked message of our bots, whoever reads it and why. A delivery that waits to be sent although
 * its message exists is bound at once; unless that can be explained, commits were lost, and safe mode begins. A marker
 * that no row has is another deployment's on the same token, or of a campaign that a restored database has forgotten.
 * Deliveries under way, in doubt or sent are left to whoever follows them.
 */
@Injectable()
export class ForgottenSends {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly database: Database,
    private readonly safeMode: SafeMode,
  ) {}

  /**
   * Writes in transactions of its own; calling it again with the same messages changes nothing.
   *
   * @param evidence by what they were seen; kept with those that are bound
   */
  async seen(
    senderId: string,
    messages: readonly SeenMessage[],
    evidence: Presence['evidence'] = 'history',
  ): Promise<Sightings> {
    if (messages.length === 0) return NOTHING;
    const { client } = this.database;
    const rows = await rowsByMarker(client, senderId, messages);
    const foreign = await this.foreignAmong(
      senderId,
      messages.filter(({ marker }) => !rows.has(marker)),
    );
    const unsent = oldestOfEach(messages.filter(({ marker }) => isUnsent(rows.get(marker)))).map(
      (message) => ({ ...message, evidence }),
    );
    const isForgotten = unsent.some(({ marker }) => isUnexplained(rows.get(marker)));
    const bound = isForgotten
      ? await this.database.bulkTransaction((tx) => this.remember(tx, senderId, unsent))
      : await this.bindAll(senderId, unsent);
    return { bound, foreign: foreign.length };
  }

  /** Bots of which somebody else's messages were seen in the last seven days, and how many. */
  foreign(tx: Tx): Promise<{ readonly senderId: string; readonly count: number }[]> {
    return foreignBySender(tx);
  }

  private async foreignAmong(
    senderId: string,
    unknown: readonly SeenMessage[],
  ): Promise<readonly SeenMessage[]> {
    if (unknown.length === 0) return unknown;
    const { client } = this.database;
    const others = await otherMarkers(
      client,
      senderId,
      unknown.map(({ marker }) => marker),
    );
    const foreign = unknown.filter(({ marker }) => !others.has(marker));
    if (foreign.length > 0) await this.noteForeign(senderId, foreign);
    return foreign;
  }

  private async noteForeign(senderId: string, foreign: readonly SeenMessage[]): Promise<void> {
    const added = await noteForeign(this.database.client, senderId, foreign);
    if (added > 0)
      this.logger.error({ senderId, messages: added }, 'messages of this bot that nobody here has sent');
  }

  /** Safe mode first: once these are bound, nothing shows any more that something was forgotten. */
  private async remember(tx: Tx, senderId: string, messages: readonly Evidence[]): Promise<number> {
    const rows = await rowsByMarker(tx, senderId, messages);
    const forgotten = messages.filter(({ marker }) => isUnexplained(rows.get(marker)));
    const [first] = forgotten.map(({ createdAt }) => createdAt).sort((a, b) => a.getTime() - b.getTime());
    if (first !== undefined) await this.safeMode.enter(tx, 'forgotten_send', first);
    return this.bind(tx, rows, messages);
  }

  private async bindAll(senderId: string, messages: readonly Evidence[]): Promise<number> {
    if (messages.length === 0) return 0;
    return this.database.transaction(async (tx) =>
      this.bind(tx, await rowsByMarker(tx, senderId, messages), messages),
    );
  }

  private async bind(
    tx: Tx,
    rows: ReadonlyMap<string, MarkedRow>,
    messages: readonly Evidence[],
  ): Promise<number> {
    let bound = 0;
    for (const { messageId, chatId, marker, createdAt, evidence } of messages) {
      const row = rows.get(marker);
      if (row === undefined || !isUnsent(row)) continue;
      const presence = { messageId, chatId, evidence, createdAt };
      if ((await bindMessage(tx, row.id, presence)) === 'bound') bound += 1;
    }
    return bound;
  }
}

/** A delivery that nobody follows and whose message therefore nobody would bind. */
function isUnsent(row: MarkedRow | undefined): boolean {
  return row !== undefined && !['sending', 'unknown', 'sent'].includes(row.state);
}

/** It waits to be sent, its message exists, and nothing that this database remembers can have made it. */
function isUnexplained(row: MarkedRow | undefined): boolean {
  if (row === undefined || (row.state !== 'pending' && row.state !== 'leased')) return false;
  return !row.isVerifying && !row.hadDoubt;
}

/** The oldest message of each marker is the delivery's own; the others are found as second copies later. */
function oldestOfEach(messages: readonly SeenMessage[]): SeenMessage[] {
  const oldest = new Map<string, SeenMessage>();
  for (const message of [...messages].sort((a, b) => b.messageId - a.messageId))
    oldest.set(message.marker, message);
  return [...oldest.values()];
}

async function rowsByMarker(
  tx: Tx,
  senderId: string,
  messages: readonly SeenMessage[],
): Promise<Map<string, MarkedRow>> {
  const rows = await rowsOfMarkers(tx, senderId, [...new Set(messages.map(({ marker }) => marker))]);
  return new Map(rows.map((row) => [row.marker, row]));
}
