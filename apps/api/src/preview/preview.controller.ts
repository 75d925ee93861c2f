import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ContentPreview } from '#lib/campaigns';
import { RequireScope } from '../access/permission.js';
import { contentValues } from '../campaigns/content-values.js';
import { ApiProblems, BODY_PROBLEMS, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import { languageOf } from '../problem/language.js';
import type { Shape } from '../shape.js';
import { PreviewBody, PreviewDto, toPreviewDto } from './preview.dto.js';

/** A message before it is sent. */
@ApiTags('content')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS)
@Controller('v1/preview')
export class PreviewController {
  constructor(private readonly previews: ContentPreview) {}

  @Post()
  @HttpCode(200)
  @RequireScope('campaigns:write')
  @ApiOperation({
    operationId: 'preview.render',
    summary: 'Show a message as its readers would see it, and what is wrong with it',
    description:
      'Made by the code that makes the messages. Besides the given people it picks those in whose messages trouble ' +
      'shows first. What is wrong with the text is an issue in the answer; nothing is written.',
  })
  @ApiOkResponse({ type: PreviewDto })
  @ApiProblems(...BODY_PROBLEMS, 'unknown_tag', 'unknown_person', 'directory_empty')
  async preview(
    @Body() body: PreviewBody,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<Shape<PreviewDto>> {
    const preview = await this.previews.preview({
      content: contentValues(body.content),
      title: body.title ?? '',
      audience: body.audience ?? null,
      skipInvited: body.skip_invited ?? false,
      skipGuests: body.skip_guests ?? false,
      people: body.users ?? [],
    });
    return toPreviewDto(preview, languageOf(accepted));
  }
}
