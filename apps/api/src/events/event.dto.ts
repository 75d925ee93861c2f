import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { EVENT_TYPE_NAMES, EVENT_TYPES, type EventType, eventView, type PublishedEvent } from '#lib/outbox';
import { publicId } from '#lib/kernel';
import { PageQuery } from '../lists/page.dto.js';
import type { Shape } from '../shape.js';
import { ChoicesParameter, IdParameter } from '../validation/fields.js';

/** What each type means, for the OpenAPI document. */
export const TYPES_TEXT = EVENT_TYPE_NAMES.map((type) => `\`${type}\`: ${EVENT_TYPES[type][1]}`).join(' ');

@ApiSchema({ name: 'Event' })
export class EventDto {
  @ApiProperty({
    description: 'Also the `webhook-id` of each post that tells of it.',
    example: 'evt_01kq3k8mehe8zbnn5q0wwz5bst',
  })
  readonly id!: string;

  @ApiProperty({ enum: ['event'] })
  readonly object!: 'event';

  @ApiProperty({ description: 'Its place: from 1, without gaps. `id` of the stream.', example: 8812 })
  readonly sequence!: number;

  @ApiProperty({ description: TYPES_TEXT, enum: EVENT_TYPE_NAMES, example: 'campaign.completed' })
  readonly type!: EventType;

  @ApiProperty({ format: 'date-time', example: '2026-11-22T07:42:00.000Z' })
  readonly timestamp!: string;

  @ApiProperty({
    description: 'Ids and words only; ask the API for the rest.',
    type: 'object',
    additionalProperties: true,
    example: { campaign_id: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst', run_id: 'run_01kq3k8mehe8zbnn5q0wwz5bst' },
  })
  readonly data!: Readonly<Record<string, unknown>>;
}

export class EventsQuery extends PageQuery {
  @ChoicesParameter({
    description: 'Only of these types, separated by commas; without it, all that the key may hear of.',
    of: EVENT_TYPE_NAMES,
    optional: 'absent',
    example: 'campaign.held,campaign.completed',
  })
  readonly type?: readonly EventType[];

  @IdParameter('cmp', 'Only of this campaign.')
  readonly campaign?: string;

  @IdParameter(
    'evt',
    'Only what came after this event, the oldest first: how to catch up on what was missed.',
  )
  readonly after?: string;
}

export function toEventDto(event: PublishedEvent): Shape<EventDto> {
  const { timestamp, data } = eventView(event);
  return {
    id: publicId('evt', event.id),
    object: 'event',
    sequence: event.seq,
    type: event.type,
    timestamp,
    data,
  };
}
