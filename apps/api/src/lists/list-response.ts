import { applyDecorators, Injectable, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Cursors, type ListIdentity } from './cursors.js';
import { PageDto } from './page.dto.js';

export interface ListResponse<T> {
  readonly object: 'list';
  readonly data: readonly T[];
  readonly page: { readonly next_cursor: string | null; readonly has_more: boolean };
}

/** Answers with one page of a list, and says in `Link` where the next one is (RFC 8288). */
@Injectable()
export class Lists {
  constructor(readonly cursors: Cursors) {}

  /** @param page.next where the next page begins; `null` on the last one */
  async answer<T>(
    reply: FastifyReply,
    list: ListIdentity,
    page: { readonly data: readonly T[]; readonly next: unknown },
  ): Promise<ListResponse<T>> {
    const cursor = page.next === null ? null : await this.cursors.encode(list, page.next);
    if (cursor !== null) void reply.header('link', `<${nextUrl(reply.request.url, cursor)}>; rel="next"`);
    return { object: 'list', data: page.data, page: { next_cursor: cursor, has_more: cursor !== null } };
  }
}

function nextUrl(url: string, cursor: string): string {
  const next = new URL(url, 'http://here');
  next.searchParams.set('cursor', cursor);
  return `${next.pathname}${next.search}`;
}

/** The OpenAPI form of a list of `type`. */
export function ApiListOf(type: Type<unknown>, description: string): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(PageDto, type),
    ApiOkResponse({
      description,
      headers: { Link: { description: 'The next page, as rel="next".', schema: { type: 'string' } } },
      schema: {
        type: 'object',
        required: ['object', 'data', 'page'],
        properties: {
          object: { type: 'string', enum: ['list'] },
          data: { type: 'array', items: { $ref: getSchemaPath(type) } },
          page: { $ref: getSchemaPath(PageDto) },
        },
      },
    }),
  );
}
