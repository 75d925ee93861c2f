import type { Tx } from '#lib/database';

/** A person's reaction to a message, of which it is not known whether it is one of ours. */
export interface PlacedReaction {
  readonly senderId: string;
  readonly messageId: number;
  readonly personId: number;
  /** By the messenger's clock. */
  readonly putAt: Date;
}

/** The person's own delivery, and what its message said when they reacted. */
export interface ReactedDelivery {
  readonly id: bigint;
  readonly contentVersionId: string;
  readonly substance: number;
}

/**
 * A reaction names no version: what counts is what the message said at its moment. An edit that was not finished by
 * then may or may not have been seen, so the words before it are meant, and the new ones are asked about again.
 *
 * The first row of `edit` comes right after the version that the message was posted with: whoever has not got it when
 * an edit is asked for has none.
 */
export async function findReacted(tx: Tx, reaction: PlacedReaction): Promise<ReactedDelivery | null> {
  const [row] = await tx.$queryRaw<ReactedDelivery[]>`
    select d.id, said.id as "contentVersionId", said.substance
      from delivery d
      join content_version newest on newest.id = d.content_version_id
      join content_version said on said.campaign_id = newest.campaign_id and said.step = newest.step
       and said.number = coalesce(
             (select max(e.version) from edit e
               where e.delivery_id = d.id and e.state = 'done' and e.finished_at <= ${reaction.putAt}),
             (select min(e.version) - 1 from edit e where e.delivery_id = d.id and e.state <> 'unneeded'),
             newest.number)
     where d.sender_id = ${reaction.senderId}::uuid and d.message_id = ${reaction.messageId}
       and d.recipient_id = ${reaction.personId} and d.state = 'sent'`;
  return row ?? null;
}

/** Whether a message to this person that asks for a reaction may be in the messenger under an id that is not known yet. */
export async function isOneInDoubt(
  tx: Tx,
  reaction: Pick<PlacedReaction, 'senderId' | 'personId'>,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ isSo: boolean }[]>`
    select exists (
      select from delivery d join content_version v on v.id = d.content_version_id
       where d.sender_id = ${reaction.senderId}::uuid and d.recipient_id = ${reaction.personId}
         and d.state in ('sending', 'unknown') and v.parts ? 'acknowledge_by') as "isSo"`;
  return row?.isSo === true;
}
