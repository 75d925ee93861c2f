import { Injectable } from '@nestjs/common';
import type { SenderSession } from '#lib/senders';

/** The direct chats of a bot that were active since a moment, as they were listed once. */
interface Listing {
  readonly since: Date;
  /** Database time before it began: what was absent then may be there now. */
  readonly beganAt: Date;
  /** Chat by member. */
  readonly chats: ReadonlyMap<number, number>;
}

/** What a listing must be good for. */
export interface ListingNeed {
  readonly since: Date;
  readonly countsFrom: Date;
  readonly readAt: Date;
}

/**
 * Finds the chats of many people at the price of one listing: a bot may have thousands of chats, and asking for each
 * person anew would cost as many pages each time.
 */
@Injectable()
export class ChatListing {
  private readonly listings = new WeakMap<SenderSession, Listing>();

  /**
   * The direct chats with each person, complete as of `need.countsFrom`.
   *
   * @throws PachcaError when the messenger does not answer, or refuses
   */
  async of(session: SenderSession, need: ListingNeed): Promise<ReadonlyMap<number, number>> {
    const known = this.listings.get(session);
    if (known !== undefined && known.since <= need.since && known.beganAt >= need.countsFrom)
      return known.chats;
    const chats = new Map<number, number>();
    const pages = session.client.listChats({
      personal: true,
      sort: 'last_message_at',
      lastMessageAtAfter: need.since,
    });
    for await (const page of pages)
      for (const { id, memberIds } of page) for (const member of memberIds) chats.set(member, id);
    this.listings.set(session, { since: need.since, beganAt: need.readAt, chats });
    return chats;
  }
}
