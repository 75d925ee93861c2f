import { Injectable } from '@nestjs/common';
import { type AudienceEstimate, AudiencesService, isForEveryone, parseAudience } from '#lib/audiences';
import type { Prisma, Tx } from '#lib/database';
import { PlaceLookups } from '#lib/directory';
import { recipients } from './author-limits.queries.js';
import {
  type PlaceEstimateRow,
  placePeople,
  placeRows,
  places,
  selectBlocked,
  selectPlaceEstimate,
  selectUntold,
} from './places.queries.js';
import type { AudienceJson } from './domain/campaign-settings.js';
import { frozenRows } from './frozen-audiences.queries.js';
import { UnknownChatError } from './domain/target.errors.js';
import { type BlockedPlace, placesOf, type Target } from './domain/target.js';

/** What says where a campaign, or a run, goes. */
export interface Addressed {
  readonly audience: AudienceJson;
  readonly target: Target;
  readonly skipInvited: boolean;
  readonly skipGuests: boolean;
  /** Whose membership counts; `null`: of the bot that reads the directory. */
  readonly senderId: string | null;
  /** The people who were confirmed, whomever the audience names by now; `null`: those whom it names. */
  readonly frozenId: string | null;
}

/** As `AudienceEstimate`, with chats in place of people where they are the target. */
export type AddresseeEstimate = Omit<AudienceEstimate, 'skipped'> & {
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
};

/** Who gets a campaign: people by its audience, or chats by its target; everything else asks here and need not know. */
@Injectable()
export class Addressees {
  constructor(
    private readonly audiences: AudiencesService,
    private readonly lookups: PlaceLookups,
  ) {}

  /** Rows of `(recipient_id, included_by, excluded_by, is_repeated, skip_reason)`. What is named in vain is not told. */
  async rows(tx: Tx, of: Addressed): Promise<Prisma.Sql> {
    if (of.target !== null) return placeRows(places(of.target, of.senderId));
    if (of.frozenId !== null) return frozenRows(of.frozenId);
    const audience = await this.audiences.expand(tx, parseAudience(of.audience));
    return this.audiences.audienceRows(audience, of);
  }

  /** Whether it is for «everyone», by whatever name. @throws SavedAudienceNestingError */
  async isEveryone(tx: Tx, of: Addressed): Promise<boolean> {
    return of.target === null && isForEveryone(await this.audiences.expand(tx, parseAudience(of.audience)));
  }

  /** Rows of `(person_id)`: everybody who would see it. */
  async people(tx: Tx, of: Addressed): Promise<Prisma.Sql> {
    return of.target === null
      ? recipients(await this.rows(tx, of))
      : placePeople(places(of.target, of.senderId));
  }

  /**
   * That everything exists which is named; of people who are frozen nothing is looked for by its name any more, and of
   * threads and messages only the messenger knows: `blocked` tells.
   *
   * @throws DirectoryEmptyError, UnknownInAudienceError, SavedAudienceNestingError, UnknownChatError
   */
  async resolve(tx: Tx, of: Addressed): Promise<void> {
    if (of.target === null) {
      if (of.frozenId === null) await this.audiences.resolve(tx, parseAudience(of.audience));
      return;
    }
    if (of.target.type === 'thread') return;
    const unknown = (await this.blocked(tx, of)).filter(({ why }) => why === 'not_found');
    if (unknown.length > 0) throw new UnknownChatError(unknown.map(({ id }) => id));
  }

  async estimate(tx: Tx, of: Addressed): Promise<AddresseeEstimate> {
    if (of.target === null) return this.audiences.estimateRows(tx, await this.rows(tx, of));
    const [row] = await tx.$queryRaw<PlaceEstimateRow[]>(selectPlaceEstimate(places(of.target, of.senderId)));
    if (row === undefined) throw new Error('An aggregate gave no row.');
    const nobody = { repeated: 0, guests: 0, invited: 0, timeZones: 0 };
    return {
      ...nobody,
      ...row,
      matched: placesOf(of.target).length,
      skipped: counted(await this.blocked(tx, of)),
    };
  }

  /** Places of the target into which nothing can be posted; none where it is people. */
  async blocked(tx: Tx, of: Addressed): Promise<readonly BlockedPlace[]> {
    if (of.target === null) return [];
    return tx.$queryRaw<BlockedPlace[]>(selectBlocked(places(of.target, of.senderId)));
  }

  /** Channels of the target of which the bot was not told yet whether it may write there. */
  async untold(tx: Tx, { target, senderId }: Addressed): Promise<number[]> {
    if (target?.type !== 'chat') return [];
    const rows = await tx.$queryRaw<{ id: number }[]>(selectUntold(target.chatIds, senderId));
    return rows.map(({ id }) => id);
  }

  /** Has the bot look, in a moment, at what only the messenger knows of the target: its threads, and who writes in a channel. */
  async ask(tx: Tx, { target, senderId }: Pick<Addressed, 'target' | 'senderId'>): Promise<void> {
    if (target !== null && senderId !== null) await this.lookups.ask(tx, senderId, placesOf(target));
  }
}

function counted(blocked: readonly BlockedPlace[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { why } of blocked) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({ reason, count }));
}
