import { CAMPAIGN_STATUSES, type CampaignFilters, type CampaignStatus } from '#lib/campaigns';
import { PageQuery } from '../lists/page.dto.js';
import { ChoicesParameter, InstantField, instantOf, TextField } from '../validation/fields.js';

export class CampaignsQuery extends PageQuery {
  @ChoicesParameter({
    description: 'One or more statuses, separated by commas.',
    of: CAMPAIGN_STATUSES,
    optional: 'absent',
    example: 'running,completed',
  })
  readonly status?: CampaignStatus[];

  @TextField({ description: 'Part of the title.', max: 200, optional: 'absent', example: 'отпуск' })
  readonly q?: string;

  @InstantField({ description: 'Made then or later.', optional: 'absent', example: '2026-11-01T00:00:00Z' })
  readonly 'created_at[gte]'?: string;

  @InstantField({ description: 'Made then or earlier.', optional: 'absent', example: '2026-12-01T00:00:00Z' })
  readonly 'created_at[lte]'?: string;
}

export function filtersOf(query: CampaignsQuery): CampaignFilters {
  return {
    statuses: query.status ?? [],
    text: query.q ?? null,
    createdFrom: instantOf(query['created_at[gte]']),
    createdTo: instantOf(query['created_at[lte]']),
  };
}
