import { Prisma, type Tx } from '#lib/database';

/** A post whose pin is to be set, or taken off. */
export interface DuePin {
  readonly deliveryId: bigint;
  readonly messageId: bigint;
  readonly state: 'todo' | 'pinned';
  /** Of this state, this one included. */
  readonly tries: number;
  /** Its time has passed. */
  readonly isOver: boolean;
  /** What it was refused for at the last try; `null`: for nothing that somebody could mend. */
  readonly why: string | null;
}

/** In `chat_pin_due_ix` order. What is to be recalled waits: where it cannot be deleted, it is unpinned in time. */
export const selectDuePins = (senderId: string, limit: number): Prisma.Sql => Prisma.sql`
  select p.delivery_id from chat_pin p
    join sender s on s.id = p.sender_id and s.status = 'active'
   where p.sender_id = ${senderId}::uuid and p.due_at <= (select clock_timestamp())
     and not exists (select from recall c where c.delivery_id = p.delivery_id and c.state in ('todo', 'doing'))
   order by p.due_at limit ${limit} for update of p skip locked`;

/** The next try is set at once: a process that dies over one neither loses it nor keeps it. Repeating it is harmless. */
export function takePins(tx: Tx, senderId: string, limit: number): Promise<DuePin[]> {
  return tx.$queryRaw<DuePin[]>`
    with due as materialized (${selectDuePins(senderId, limit)})
    update chat_pin p set due_at = clock_timestamp() + interval '1 minute', tries = p.tries + 1
      from due where p.delivery_id = due.delivery_id
    returning p.delivery_id as "deliveryId", p.message_id as "messageId", p.state::text as state, p.tries,
              p.pin_until <= clock_timestamp() as "isOver", p.why`;
}

type Taken = Pick<DuePin, 'deliveryId' | 'state'>;

const isTaken = ({ deliveryId, state }: Taken): Prisma.Sql =>
  Prisma.sql`delivery_id = ${deliveryId} and state = ${state}::pin_state`;

/** It is pinned, and due again when its time has passed. */
export async function pinSet(tx: Tx, pin: Taken): Promise<void> {
  await tx.$executeRaw`
    update chat_pin set state = 'pinned', pinned_at = clock_timestamp(), due_at = pin_until, tries = 0, why = null
     where ${isTaken(pin)}`;
}

/** Nothing is to be done about it any more. */
export async function pinEnded(
  tx: Tx,
  pin: Taken,
  end: { readonly state: 'unpinned' | 'failed' | 'dropped'; readonly why: string | null },
): Promise<void> {
  await tx.$executeRaw`
    update chat_pin set state = ${end.state}::pin_state, why = ${end.why}, due_at = null, ended_at = clock_timestamp()
     where ${isTaken(pin)}`;
}

/** To be tried again. */
export async function pinLater(
  tx: Tx,
  pin: Taken,
  wait: { readonly ms: number; readonly why: string | null },
): Promise<void> {
  await tx.$executeRaw`
    update chat_pin set due_at = clock_timestamp() + make_interval(secs => ${wait.ms / 1_000}::float8), why = ${wait.why}
     where ${isTaken(pin)}`;
}
