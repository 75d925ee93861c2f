import { Injectable } from '@nestjs/common';
import type { Prisma, Tx } from '#lib/database';

type Bytes = Uint8Array<ArrayBuffer>;

/** The webhook of a bot, as it is stored. */
export interface StoredWebhook {
  readonly senderId: string;
  readonly secretSealed: Uint8Array;
  /** Good until `previousUntil`. */
  readonly previousSealed: Uint8Array | null;
  readonly previousUntil: Date | null;
  readonly createdAt: Date;
  readonly acceptedAt: Date | null;
  readonly refusedCount: number;
  readonly refusedAt: Date | null;
}

@Injectable()
export class InboundWebhooksRepository {
  async find(tx: Tx, senderId: string): Promise<StoredWebhook | null> {
    return tx.inboundWebhook.findUnique({ where: { senderId }, select: COLUMNS });
  }

  async findByPath(tx: Tx, pathHash: Bytes): Promise<StoredWebhook | null> {
    return tx.inboundWebhook.findUnique({ where: { pathHash }, select: COLUMNS });
  }

  /** Sets the webhook up, or gives it another address and secret; what was before is good no more. */
  async put(
    tx: Tx,
    senderId: string,
    fresh: { readonly pathHash: Bytes; readonly secretSealed: Bytes },
  ): Promise<void> {
    await tx.inboundWebhook.upsert({
      where: { senderId },
      create: { senderId, ...fresh },
      update: { ...fresh, previousSealed: null, previousUntil: null, createdAt: new Date() },
    });
  }

  /** The secret until now stays good for so many hours beside the new one. @returns whether there is a webhook */
  async rotate(tx: Tx, senderId: string, secretSealed: Bytes, hours: number): Promise<boolean> {
    const count = await tx.$executeRaw`
      update inbound_webhook
         set previous_sealed = secret_sealed, secret_sealed = ${secretSealed},
             previous_until = clock_timestamp() + make_interval(hours => ${hours}::int)
       where sender_id = ${senderId}::uuid`;
    return count > 0;
  }

  async remove(tx: Tx, senderId: string): Promise<boolean> {
    return (await tx.inboundWebhook.deleteMany({ where: { senderId } })).count > 0;
  }

  async noteAccepted(tx: Tx, senderId: string): Promise<void> {
    await tx.$executeRaw`
      update inbound_webhook set accepted_at = clock_timestamp() where sender_id = ${senderId}::uuid`;
  }

  async noteRefused(tx: Tx, senderId: string, count: number): Promise<void> {
    await tx.$executeRaw`
      update inbound_webhook set refused_count = least(refused_count::bigint + ${count}, 2147483647)::int,
                                 refused_at = clock_timestamp()
       where sender_id = ${senderId}::uuid`;
  }
}

const COLUMNS = {
  senderId: true,
  secretSealed: true,
  previousSealed: true,
  previousUntil: true,
  createdAt: true,
  acceptedAt: true,
  refusedCount: true,
  refusedAt: true,
} as const satisfies Prisma.InboundWebhookSelect;
