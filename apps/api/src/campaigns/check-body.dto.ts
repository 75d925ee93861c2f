import { ApiSchema } from '@nestjs/swagger';
import { ScheduleBody } from '../schedules/schedule-body.dto.js';
import { CampaignPatch } from './campaign-body.dto.js';
import { NestedField } from '../validation/fields.js';

@ApiSchema({ name: 'CheckCampaign' })
export class CheckBody {
  @NestedField(
    {
      description:
        'When it is to begin, as POST …/schedule would be told. Unless given: as it is scheduled or was submitted, else at once.',
      optional: true,
    },
    () => ScheduleBody,
  )
  readonly schedule?: ScheduleBody | null;

  @NestedField(
    {
      description:
        'A change of the campaign, as PATCH takes it: the check is of what the campaign would become. It is not saved.',
      optional: true,
    },
    () => CampaignPatch,
  )
  readonly change?: CampaignPatch | null;
}
