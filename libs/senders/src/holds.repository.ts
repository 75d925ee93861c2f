import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';

/** Holds that the messenger asked for, kept for whoever owns the bot next. */
@Injectable()
export class HoldsRepository {
  /** The later of the stored and the given end wins. */
  async remember(
    tx: Tx,
    hold: { readonly senderId: string; readonly requestClass: string; readonly ms: number },
  ): Promise<void> {
    await tx.$executeRaw`
      insert into class_hold (sender_id, request_class, hold_until)
      values (${hold.senderId}::uuid, ${hold.requestClass}, clock_timestamp() + make_interval(secs => ${hold.ms / 1000}))
      on conflict (sender_id, request_class)
        do update set hold_until = greatest(class_hold.hold_until, excluded.hold_until)`;
  }
}
