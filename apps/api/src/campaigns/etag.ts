import { applyDecorators } from '@nestjs/common';
import { ApiConsumes, ApiHeader } from '@nestjs/swagger';

/** The version of a draft as an entity tag (RFC 9110, 8.8.3). */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * The versions that an `If-Match` header allows: `null` for any. A tag that no version has allows none, as the header
 * demands.
 */
export function allowedVersions(ifMatch: string | undefined): readonly number[] | null {
  if (ifMatch === undefined || ifMatch.trim() === '*') return null;
  return ifMatch.split(',').flatMap((tag) => {
    const [, digits] = /^"(\d{1,9})"$/.exec(tag.trim()) ?? [];
    return digits === undefined ? [] : [Number(digits)];
  });
}

/** The header of answers with a campaign, for the OpenAPI document. */
export const ETAG_HEADER = {
  ETag: { description: 'The version, for If-Match.', schema: { type: 'string', example: '"1"' } },
} as const;

/** The body is a merge patch (RFC 7396), and `If-Match` keeps a change of somebody else from being overwritten unseen. */
export function ApiMergePatch(): MethodDecorator {
  return applyDecorators(
    ApiConsumes('application/json', 'application/merge-patch+json'),
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'The ETag that you have read.',
      example: '"1"',
    }),
  );
}
