import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import type { DisabledBecause } from './webhook-endpoints.repository.js';

/** How well an endpoint takes what is posted to it. */
export interface EndpointHealth {
  readonly id: string;
  /** Why nothing is posted to it any more; `null`: it is. */
  readonly disabledBecause: DisabledBecause | null;
  /** Seconds since its first failure after its last success; `null`: the last post was taken. */
  readonly failingSeconds: number | null;
  /** Posts that wait, those of a disabled endpoint included. */
  readonly waiting: number;
  /** Seconds since the oldest of them was told; 0: none waits. */
  readonly oldestSeconds: number;
}

/** For the doctor and the figures. */
@Injectable()
export class WebhookHealth {
  constructor(private readonly database: Database) {}

  /** Oldest endpoint first; at most `MOST_WEBHOOK_ENDPOINTS`. */
  all(): Promise<EndpointHealth[]> {
    return this.database.client.$queryRaw<EndpointHealth[]>`
      select e.id, e.disabled_because as "disabledBecause",
             extract(epoch from clock_timestamp() - e.failing_since)::float8 as "failingSeconds",
             count(d.id)::int as waiting,
             coalesce(extract(epoch from clock_timestamp() - min(d.created_at)), 0)::float8 as "oldestSeconds"
        from webhook_endpoint e
        left join webhook_delivery d on d.endpoint_id = e.id and d.state = 'pending'
       group by e.id order by e.created_at, e.id`;
  }
}
