import { Injectable } from '@nestjs/common';
import { Prisma, type Tx } from '#lib/database';
import type { EventType } from '#lib/outbox';

type Bytes = Uint8Array<ArrayBuffer>;
export type DisabledBecause = 'failing' | 'gone' | 'by_request';

/** An endpoint as it is stored. */
export interface StoredEndpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string | null;
  readonly types: EventType[];
  readonly secretSealed: Uint8Array;
  readonly previousSealed: Uint8Array | null;
  readonly previousUntil: Date | null;
  readonly disabledBecause: DisabledBecause | null;
  readonly failingSince: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface EndpointValues {
  readonly url: string;
  readonly description: string | null;
  readonly types: readonly EventType[];
}

/** Held while endpoints are counted and one is added. Any number that nothing else uses. */
const LIMIT_LOCK = 7_201_020;

const COLUMNS = Prisma.sql`
  id, url, description, types, secret_sealed as "secretSealed", previous_sealed as "previousSealed",
  previous_until as "previousUntil", disabled_because as "disabledBecause", failing_since as "failingSince",
  created_by as "createdBy", created_at as "createdAt", updated_at as "updatedAt"`;

@Injectable()
export class WebhookEndpointsRepository {
  /** All of them, oldest first; there are few. */
  list(tx: Tx): Promise<StoredEndpoint[]> {
    return tx.$queryRaw<StoredEndpoint[]>`select ${COLUMNS} from webhook_endpoint order by created_at, id`;
  }

  async find(tx: Tx, id: string): Promise<StoredEndpoint | null> {
    const rows = await tx.$queryRaw<StoredEndpoint[]>`
      select ${COLUMNS} from webhook_endpoint where id = ${id}::uuid`;
    return rows[0] ?? null;
  }

  /** @returns how many there are, and nobody adds one until the transaction ends */
  async lockCount(tx: Tx): Promise<number> {
    await tx.$executeRaw`select pg_advisory_xact_lock(${LIMIT_LOCK})`;
    return tx.webhookEndpoint.count();
  }

  async insert(
    tx: Tx,
    fresh: EndpointValues & {
      readonly id: string;
      readonly secretSealed: Bytes;
      readonly createdBy: string;
    },
  ): Promise<void> {
    await tx.webhookEndpoint.create({ data: { ...fresh, types: [...fresh.types] } });
  }

  /** Whoever enables it wants what waits now, not at its next turn. @returns whether there is one */
  async update(
    tx: Tx,
    id: string,
    { url, description, types, disabledBecause }: EndpointValues & Pick<StoredEndpoint, 'disabledBecause'>,
  ): Promise<boolean> {
    const count = await tx.$executeRaw`
      with was as (select id, disabled_because from webhook_endpoint where id = ${id}::uuid for update),
      woken as (
        update webhook_delivery d set next_try_at = clock_timestamp()
          from was where d.endpoint_id = was.id and d.state = 'pending' and was.disabled_because is not null
                     and ${disabledBecause}::text is null)
      update webhook_endpoint e
         set url = ${url}, description = ${description}, types = ${[...types]}::text[],
             failing_since = case when was.disabled_because is not null and ${disabledBecause}::text is null
                                  then null else e.failing_since end,
             disabled_because = ${disabledBecause}, updated_at = clock_timestamp()
        from was where e.id = was.id`;
    return count > 0;
  }

  /** The secret until now stays good for so many hours beside the new one. @returns whether there is an endpoint */
  async rotate(tx: Tx, id: string, secretSealed: Bytes, hours: number): Promise<boolean> {
    const count = await tx.$executeRaw`
      update webhook_endpoint
         set previous_sealed = secret_sealed, secret_sealed = ${secretSealed}, updated_at = clock_timestamp(),
             previous_until = clock_timestamp() + make_interval(hours => ${hours}::int)
       where id = ${id}::uuid`;
    return count > 0;
  }

  async remove(tx: Tx, id: string): Promise<boolean> {
    return (await tx.webhookEndpoint.deleteMany({ where: { id } })).count > 0;
  }

  /** Only an enabled one. @returns whether it was disabled now */
  async disable(tx: Tx, id: string, because: DisabledBecause): Promise<boolean> {
    const count = await tx.$executeRaw`
      update webhook_endpoint set disabled_because = ${because}, updated_at = clock_timestamp()
       where id = ${id}::uuid and disabled_because is null`;
    return count > 0;
  }

  async noteSuccess(tx: Tx, id: string): Promise<void> {
    await tx.$executeRaw`
      update webhook_endpoint set failing_since = null where id = ${id}::uuid and failing_since is not null`;
  }

  /** @returns whether it has failed without a success for `hours` by now */
  async noteFailure(tx: Tx, id: string, hours: number): Promise<boolean> {
    const rows = await tx.$queryRaw<{ isOver: boolean }[]>`
      update webhook_endpoint set failing_since = coalesce(failing_since, clock_timestamp())
       where id = ${id}::uuid
      returning failing_since <= clock_timestamp() - make_interval(hours => ${hours}::int) as "isOver"`;
    return rows[0]?.isOver ?? false;
  }
}
