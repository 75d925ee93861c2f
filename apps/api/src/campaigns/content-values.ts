import type { ButtonType, ContentButton, MessageContent } from '#lib/content';
import { type ErrorDetail, publicId, uuidOf } from '#lib/kernel';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';
import type { Shape } from '../shape.js';
import type { ButtonBody, ContentBody } from './content.dto.js';

/**
 * What a body says of a content, in the words of the content lib.
 *
 * @param pointer where in the request the content is
 * @throws ValidationFailedError
 */
export function contentValues(body: Shape<ContentBody>, pointer = '#/content'): MessageContent {
  const rows = body.buttons ?? [];
  const problems = rows.flatMap((row, y) =>
    row.flatMap((button, x) => memberProblems(button, `${pointer}/buttons/${y}/${x}`)),
  );
  if (problems.length > 0) throw new ValidationFailedError(problems);
  return {
    format: body.format,
    template: body.template,
    buttons: rows.map((row) => row.map(buttonOf)),
    acknowledgeBy: body.acknowledge_by ?? null,
    files: (body.files ?? []).map(fileIdOf),
    linkPreview: body.link_preview ?? true,
    displayName: body.display_name ?? null,
    avatarUrl: body.avatar_url ?? null,
  };
}

function fileIdOf(id: string, place: number): string {
  const uuid = uuidOf('file', id);
  if (uuid !== null) return uuid;
  throw new ValidationFailedError([detailAt({ pointer: `#/content/files/${place}`, code: 'unknown_file' })]);
}

/** The body that would have made this content. */
export function contentBody(content: MessageContent): Shape<ContentBody> {
  return {
    format: content.format,
    template: content.template,
    buttons: content.buttons.map((row) => row.map((button) => ({ ...button }))),
    acknowledge_by: content.acknowledgeBy === null ? null : { ...content.acknowledgeBy },
    files: content.files.map((id) => publicId('file', id)),
    link_preview: content.linkPreview,
    display_name: content.displayName,
    avatar_url: content.avatarUrl,
  };
}

/** Each type of button has members of its own. */
const MEMBERS = {
  url: { url: 'required' },
  choice: { value: 'required' },
  ack: {},
  question: { prompt: 'optional' },
} as const satisfies Record<ButtonType, Partial<Record<OwnMember, 'required' | 'optional'>>>;
const OWN_MEMBERS = ['url', 'value', 'prompt'] as const;
type OwnMember = (typeof OWN_MEMBERS)[number];

function memberProblems(button: Shape<ButtonBody>, pointer: string): ErrorDetail[] {
  const own: Partial<Record<OwnMember, 'required' | 'optional'>> = MEMBERS[button.type];
  return OWN_MEMBERS.flatMap((member) => {
    const isThere = button[member] !== undefined;
    const place = `${pointer}/${member}`;
    if (isThere && own[member] === undefined)
      return [
        detailAt({
          pointer: place,
          code: 'unknown_field',
          params: { known: ['type', 'text', ...Object.keys(own)] },
        }),
      ];
    return !isThere && own[member] === 'required' ? [detailAt({ pointer: place, code: 'required' })] : [];
  });
}

function buttonOf({ type, text, url = '', value = '', prompt }: Shape<ButtonBody>): ContentButton {
  switch (type) {
    case 'url':
      return { type, text, url };
    case 'choice':
      return { type, text, value };
    case 'question':
      return { type, text, ...(prompt !== undefined && { prompt }) };
    case 'ack':
      return { type, text };
  }
}
