import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';

/** What the messenger's 429s ask for, kept for whoever owns the bot next and for whoever watches. */
@Injectable()
export class HoldsRepository {
  /** The later of the stored and the given end wins. Refusals older than a day are forgotten. */
  async remember(
    tx: Tx,
    hold: {
      readonly senderId: string;
      readonly requestClass: string;
      readonly ms: number;
      readonly reducedTo: number;
      readonly isFloored: boolean;
    },
  ): Promise<void> {
    await tx.$executeRaw`
      with forgotten as (
        delete from throttle
         where sender_id = ${hold.senderId}::uuid and at < clock_timestamp() - interval '1 day'),
      noted as (
        insert into throttle (sender_id, request_class, at, wait_until, reduced_to, is_floored)
        values (${hold.senderId}::uuid, ${hold.requestClass}, clock_timestamp(),
                clock_timestamp() + make_interval(secs => ${hold.ms / 1000}), ${hold.reducedTo}, ${hold.isFloored}))
      insert into class_hold (sender_id, request_class, hold_until)
      values (${hold.senderId}::uuid, ${hold.requestClass}, clock_timestamp() + make_interval(secs => ${hold.ms / 1000}))
      on conflict (sender_id, request_class)
        do update set hold_until = greatest(class_hold.hold_until, excluded.hold_until)`;
  }
}
