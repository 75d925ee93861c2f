import {
  type Dimension,
  dimensionOf,
  MOST_POINTS,
  SERIES_BASES,
  SERIES_INTERVAL_NAMES,
  SERIES_METRICS,
  type SeriesBasis,
  type SeriesInterval,
  type SeriesMetric,
} from '#lib/reports';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import { ChoiceField, ChoicesParameter, TextField } from '../validation/fields.js';

const BY =
  'What people are told apart by: `department`, `tag`, `title`, `time_zone`, or `custom.{name}` for a field of the workspace (`GET /v1/directory/properties` lists them).';

export class BreakdownQuery {
  @TextField({ description: BY, max: 300, example: 'department' })
  readonly by!: string;
}

export class ReportQuery {
  @TextField({ description: BY, max: 300, optional: 'absent', default: 'department', example: 'department' })
  readonly by?: string;
}

export class TimeseriesQuery {
  @ChoicesParameter({
    description: 'One or more, separated by commas; absent: all.',
    of: SERIES_METRICS,
    optional: 'absent',
    example: 'sent,read',
  })
  readonly metric?: SeriesMetric[];

  @ChoiceField({
    description: `Absent: the finest that gives no more than ${MOST_POINTS} points. A finer one than that is made coarser; the answer tells which it is.`,
    of: SERIES_INTERVAL_NAMES,
    optional: 'absent',
    example: '5m',
  })
  readonly interval?: SeriesInterval;

  @ChoiceField({
    description: "By the clock, or by the time since each person's own send.",
    of: SERIES_BASES,
    optional: 'absent',
    default: 'wall',
    example: 'since_send',
  })
  readonly basis?: SeriesBasis;
}

/** @throws ValidationFailedError when there can be no such dimension */
export function dimensionAt(by: string): Dimension {
  const dimension = dimensionOf(by);
  if (dimension === null) throw unknownDimension();
  return dimension;
}

/** It may be that the workspace has no such field. */
export const unknownDimension = (): ValidationFailedError =>
  new ValidationFailedError([
    detailAt({
      parameter: 'by',
      code: 'not_allowed',
      params: { allowed: ['department', 'tag', 'title', 'time_zone', 'custom.{name}'] },
    }),
  ]);
