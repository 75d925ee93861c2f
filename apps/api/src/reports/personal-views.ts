import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '#lib/access';
import { publicId } from '#lib/kernel';
import { type Logger, LOGGER } from '#lib/observability';
import type { RecipientDetail } from '#lib/reports';

/** One page of people that somebody was shown. */
interface ListView {
  readonly campaignId: string;
  readonly runId: string;
  readonly query: object;
  readonly count: number;
}

/**
 * Who has read what is personal: every look at it, person by person, leaves a line in the log. The line tells who
 * looked and at which run, never whom they searched for: that would carry names into the log.
 */
@Injectable()
export class PersonalViews {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  list(principal: Principal, { campaignId, runId, query, count }: ListView): void {
    this.logger.info(
      {
        ...factsOf(principal),
        campaign_id: publicId('cmp', campaignId),
        run_id: publicId('run', runId),
        parameters: Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [name])),
        people: count,
      },
      'somebody looked at who has read',
    );
  }

  person(principal: Principal, { campaignId, runId, deliveryId }: RecipientDetail): void {
    this.logger.info(
      {
        ...factsOf(principal),
        campaign_id: publicId('cmp', campaignId),
        run_id: publicId('run', runId),
        delivery_id: String(deliveryId),
        people: 1,
      },
      'somebody looked at who has read',
    );
  }
}

const factsOf = ({ kind, id }: Principal): object => ({ principal_kind: kind, principal_id: id });
