import { ApiSchema } from '@nestjs/swagger';
import { ScheduleBody } from '../schedules/schedule-body.dto.js';
import { NestedField } from '../validation/fields.js';

@ApiSchema({ name: 'CheckCampaign' })
export class CheckBody {
  @NestedField(
    {
      description: 'When it is to begin, as POST …/schedule would be told; at once unless given.',
      optional: true,
    },
    () => ScheduleBody,
  )
  readonly schedule?: ScheduleBody | null;
}
