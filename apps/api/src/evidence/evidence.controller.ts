import { Controller, Get, Inject, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { type Config, CONFIG } from '#lib/config';
import {
  EvidencePrinter,
  EvidenceService,
  type EvidenceSheet,
  evidenceWorkbook,
  MAX_EVIDENCE_ROWS,
  MAX_PRINTED_ROWS,
  type SheetLook,
} from '#lib/evidence';
import { isTimeZone, LocalClock } from '#lib/exports';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import { PersonalViews } from '../reports/personal-views.js';
import type { Shape } from '../shape.js';
import {
  EvidenceDto,
  EvidenceQuery,
  EvidenceVerificationDto,
  toEvidenceDto,
  toVerificationDto,
  VerifyQuery,
} from './evidence.dto.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PDF = 'application/pdf';

/** What can be shown to somebody who asks for proof, and whether it still holds. */
@ApiTags('evidence')
@ApiExtraModels(EvidenceDto)
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'not_found', 'validation_failed')
@RequireScope('reports:read')
@Controller('v1/campaigns/:campaign_id/evidence')
export class EvidenceController {
  constructor(
    private readonly evidence: EvidenceService,
    private readonly printer: EvidencePrinter,
    private readonly views: PersonalViews,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'campaigns.evidence.get',
    summary: 'The evidence sheet of the newest run («лист ознакомления»)',
    description:
      'Who was sent which text, when they read it, who has confirmed it, with a chain of hashes over all of it. The sheet is kept ' +
      'as it was issued, so that `…/verify` can tell what was altered since; asked for again before anything has changed it is the ' +
      'same one. It is no signature. 50,000 recipients at most, as `pdf` 2,000. Who asked is written into the log.',
  })
  @ApiOkResponse({
    description: 'The sheet; as `xlsx` or `pdf` an attachment with a name of ours.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(EvidenceDto) } },
      [XLSX]: { schema: {} },
      [PDF]: { schema: {} },
    },
  })
  @ApiProblems('state_conflict', 'evidence_of_chats', 'evidence_too_large')
  async get(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Query() query: EvidenceQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Shape<EvidenceDto> | StreamableFile> {
    const { format = 'json', language = 'ru', time_zone: timeZone = this.config.timeZone } = query;
    if (!isTimeZone(timeZone)) {
      throw new ValidationFailedError([detailAt({ parameter: 'time_zone', code: 'unknown_time_zone' })]);
    }
    const maxRows = format === 'pdf' ? MAX_PRINTED_ROWS : MAX_EVIDENCE_ROWS;
    const sheet = await this.evidence.issue(campaignId, { by: principal.id, maxRows });
    this.views.list(principal, { campaignId, runId: sheet.runId, query, count: sheet.rows.length });
    void reply.header('cache-control', 'no-store');
    if (format === 'json') return toEvidenceDto(sheet, language);
    const file = await this.file(sheet, format, { language, timeZone });
    const day = new LocalClock(timeZone).rfc3339(sheet.issuedAt.getTime()).slice(0, 10);
    return new StreamableFile(file, {
      type: format === 'pdf' ? PDF : XLSX,
      disposition: `attachment; filename="evidence-${day}.${format}"`,
      length: file.length,
    });
  }

  @Get('verify')
  @ApiOperation({
    operationId: 'campaigns.evidence.verify',
    summary: 'Whether a sheet still is what was issued, and the ledger still says it',
    description:
      'Names the rows of the sheet that say otherwise now. `head` is what stands on the sheet in hand: a head that was never issued ' +
      'belongs to a sheet that was altered, or was not made here.',
  })
  @ApiOkResponse({ type: EvidenceVerificationDto })
  @ApiProblems('evidence_not_issued')
  async verify(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Query() { head }: VerifyQuery,
  ): Promise<Shape<EvidenceVerificationDto>> {
    return toVerificationDto(await this.evidence.verify(campaignId, head?.toLowerCase() ?? null));
  }

  private file(sheet: EvidenceSheet, format: 'pdf' | 'xlsx', look: SheetLook): Promise<Buffer> {
    return format === 'pdf' ? this.printer.print(sheet, look) : evidenceWorkbook(sheet, look);
  }
}
