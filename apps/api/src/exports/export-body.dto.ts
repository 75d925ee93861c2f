import { OmitType } from '@nestjs/swagger';
import {
  EXPORT_FORMATS,
  EXPORT_KINDS,
  EXPORT_LANGUAGES,
  type ExportFormat,
  type ExportKind,
  type ExportLanguage,
  type ExportRequest,
  isTimeZone,
} from '#lib/exports';
import { type IdPrefix, uuidOf } from '#lib/kernel';
import type { RecipientFilter, RunTarget } from '#lib/reports';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import {
  recipientFilterOf,
  type RecipientsFilter,
  RecipientsQuery,
} from '../reports/recipients-query.dto.js';
import { ChoiceField, NestedField, TextField } from '../validation/fields.js';
import { validated } from '../validation/request.pipe.js';

/** The filters of the list of recipients, whichever there are; a file has no pages. */
export class RecipientsFilterBody extends OmitType(RecipientsQuery, ['limit', 'cursor', 'sort']) {}

export class CreateExportBody {
  @ChoiceField({ description: 'What goes into the file.', of: EXPORT_KINDS, example: 'recipients' })
  readonly kind!: ExportKind;

  @TextField({
    description: 'Whose newest run; either this or `run_id`.',
    max: 50,
    optional: true,
    example: 'cmp_01kq3k8mehe8zbnn5q0wwz5bst',
  })
  readonly campaign_id?: string | null;

  @TextField({
    description: 'Which run; either this or `campaign_id`.',
    max: 50,
    optional: true,
    example: null,
  })
  readonly run_id?: string | null;

  @ChoiceField({
    description:
      '`csv` and `xlsx` for people, `json` for programs: words of the API, instants with the offset of the zone.',
    of: EXPORT_FORMATS,
    example: 'xlsx',
  })
  readonly format!: ExportFormat;

  @NestedField(
    {
      description:
        'As in `GET /v1/campaigns/{id}/recipients`; several values with commas, or as a list. Absent: everybody.',
      optional: true,
    },
    () => RecipientsFilterBody,
  )
  readonly filter?: RecipientsFilterBody | null;

  @ChoiceField({
    description: 'Of headings and words in `csv` and `xlsx`.',
    of: EXPORT_LANGUAGES,
    optional: true,
    default: 'ru',
    example: 'ru',
  })
  readonly language?: ExportLanguage | null;

  @TextField({
    description: 'IANA name of the zone that times are shown in. Absent: the one of the settings.',
    max: 100,
    optional: true,
    example: 'Europe/Moscow',
  })
  readonly time_zone?: string | null;
}

/**
 * What a body asks for.
 *
 * @param given as it was parsed
 * @param companyZone where it names none
 * @throws ValidationFailedError
 */
export function exportRequestOf(given: unknown, companyZone: string): Omit<ExportRequest, 'by'> {
  const body = validated(CreateExportBody, withListsJoined(given), 'body');
  const timeZone = body.time_zone ?? companyZone;
  if (!isTimeZone(timeZone)) {
    throw new ValidationFailedError([detailAt({ pointer: '#/time_zone', code: 'unknown_time_zone' })]);
  }
  return {
    kind: body.kind,
    target: targetOf(body),
    format: body.format,
    filter: filterOf(body.filter ?? {}),
    language: body.language ?? 'ru',
    timeZone,
  };
}

/** What is wrong with a filter is told where it stands in the body. */
function filterOf(filter: RecipientsFilter): RecipientFilter {
  try {
    return recipientFilterOf(filter);
  } catch (error) {
    if (!(error instanceof ValidationFailedError)) throw error;
    const places = error.details.map(({ parameter = '', code, params }) =>
      detailAt({ pointer: `#/filter/${parameter}`, code, ...(params && { params }) }),
    );
    throw new ValidationFailedError(places);
  }
}

function targetOf({ campaign_id: campaign = null, run_id: run = null }: CreateExportBody): RunTarget {
  if (campaign !== null && run === null) return { campaignId: idAt('campaign_id', 'cmp', campaign) };
  if (campaign === null && run !== null) return { runId: idAt('run_id', 'run', run) };
  const allowed = ['campaign_id', 'run_id'];
  throw new ValidationFailedError([detailAt({ pointer: '#/', code: 'one_of', params: { allowed } })]);
}

function idAt(field: string, prefix: IdPrefix, id: string): string {
  const uuid = uuidOf(prefix, id);
  if (uuid !== null) return uuid;
  throw new ValidationFailedError([
    detailAt({ pointer: `#/${field}`, code: 'wrong_id', params: { prefix } }),
  ]);
}

/** JSON has lists, a query has commas: the filter is read as a query is. */
function withListsJoined(given: unknown): unknown {
  if (!isObject(given) || !isObject(given['filter'])) return given;
  const members = Object.entries(given['filter']).map(([name, value]) => [
    name,
    Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string')
      ? value.map((each) => each.replaceAll(',', '\\,')).join(',')
      : value,
  ]);
  return { ...given, filter: Object.fromEntries(members) as unknown };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
