import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Principal } from '#lib/access';
import { type DeedPage, DeedsService, type DeedTarget } from '#lib/reports';
import type { FastifyReply } from 'fastify';
import { CurrentPrincipal } from '../access/current-principal.js';
import { IdParam } from '../access/id.pipe.js';
import { RequireScope } from '../access/permission.js';
import { ApiListOf, type ListResponse, Lists } from '../lists/list-response.js';
import { DEFAULT_PAGE, PageQuery } from '../lists/page.dto.js';
import { ApiProblems, CLOSED_ROUTE_PROBLEMS } from '../problem/api-problems.js';
import type { Shape } from '../shape.js';
import {
  QuestionDto,
  questionFilterOf,
  QuestionsQuery,
  ReactionDto,
  ReplyDto,
  toQuestionDto,
  toReactionDto,
  toReplyDto,
} from './deeds.dto.js';
import { PersonalViews } from './personal-views.js';
import { ReportRefusal } from './report-refusal.js';

/** Where the next page begins, in which run: a campaign's newest run may be another one by then. */
interface DeedsPosition {
  readonly run: string;
  readonly after: string;
}

/** One look at a list. */
interface Looking {
  readonly campaignId: string;
  readonly query: PageQuery;
  readonly principal: Principal;
  readonly reply: FastifyReply;
  readonly filters?: Readonly<Record<string, unknown>>;
}

@ApiTags('reports')
@ApiProblems(...CLOSED_ROUTE_PROBLEMS, 'not_found', 'state_conflict', 'invalid_cursor', 'validation_failed')
@RequireScope('reports:read')
@Controller('v1/campaigns/:campaign_id')
export class DeedsController {
  constructor(
    private readonly deeds: DeedsService,
    private readonly lists: Lists,
    private readonly views: PersonalViews,
    private readonly refusal: ReportRefusal,
  ) {}

  @Get('replies')
  @ApiOperation({
    operationId: 'campaigns.replies',
    summary: 'Who has answered, with the way to the answer',
    description:
      'What people wrote after a message in its direct chat, or in answer to it, in the order in which it was told; ' +
      'reminders and posts in chats included, threads not. Told by the event history or the webhook of the bot. Who ' +
      'looked is written into the log.',
  })
  @ApiListOf(ReplyDto, 'One page of the newest run.')
  replies(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Query() query: PageQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<ReplyDto>>> {
    const look = { campaignId, query, principal, reply };
    return this.list('replies', look, async (target) => paged(await this.deeds.replies(target), toReplyDto));
  }

  @Get('reactions')
  @ApiOperation({
    operationId: 'campaigns.reactions',
    summary: 'Who has reacted to it, and how',
    description:
      'In the order in which it was told, those taken away again included. Told by the event history or the webhook of ' +
      'the bot. Who looked is written into the log.',
  })
  @ApiListOf(ReactionDto, 'One page of the newest run.')
  reactions(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Query() query: PageQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<ReactionDto>>> {
    const look = { campaignId, query, principal, reply };
    return this.list('reactions', look, async (target) =>
      paged(await this.deeds.reactions(target), toReactionDto),
    );
  }

  @Get('questions')
  @ApiOperation({
    operationId: 'campaigns.questions',
    summary: 'What people ask, with their words',
    description:
      'By the form behind a button of the type `question`, in the order in which it was told; reminders included. Who ' +
      'looked is written into the log.',
  })
  @ApiListOf(QuestionDto, 'One page of the newest run.')
  questions(
    @IdParam('campaign_id', 'cmp') campaignId: string,
    @Query() query: QuestionsQuery,
    @CurrentPrincipal() principal: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListResponse<Shape<QuestionDto>>> {
    const { user_id, asked_after, asked_before } = query;
    const filters = { user_id, asked_after, asked_before };
    const look = { campaignId, query, principal, reply, filters };
    return this.list('questions', look, async (target) =>
      paged(await this.deeds.questions(target, questionFilterOf(query)), toQuestionDto),
    );
  }

  private async list<T>(
    name: string,
    { campaignId, query, principal, reply, filters = {} }: Looking,
    read: (target: DeedTarget) => Promise<DeedPage<T> | null>,
  ): Promise<ListResponse<T>> {
    const list = { name: `${name}/${campaignId}`, filters };
    const position = await this.lists.cursors.decode<DeedsPosition>(list, query.cursor);
    const limit = query.limit ?? DEFAULT_PAGE;
    const page = await read(
      position === null
        ? { campaignId, limit }
        : { runId: position.run, after: BigInt(position.after), limit },
    );
    if (page === null) return this.refusal.of(campaignId);
    const { runId, rows: data, next: last } = page;
    this.views.list(principal, { campaignId, runId, query, count: data.length });
    const next: DeedsPosition | null = last === null ? null : { run: runId, after: String(last) };
    return this.lists.answer(reply, list, { data, next });
  }
}

function paged<From, To>(page: DeedPage<From> | null, toDto: (row: From) => To): DeedPage<To> | null {
  return page === null ? null : { ...page, rows: page.rows.map(toDto) };
}
