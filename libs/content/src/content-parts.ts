import { createHash } from 'node:crypto';
import type { AcknowledgeBy } from './domain/ack-reaction.js';
import { normaliseText } from './domain/escape.js';
import type { ContentButton, ContentButtonRows, MessageContent } from './domain/message-content.js';

/** All of a content but its text, as it is stored (`campaign.parts`, `content_version.parts`, `template_version.parts`). */
export interface ContentParts {
  readonly buttons?: ContentButtonRows;
  readonly acknowledge_by?: AcknowledgeBy;
  readonly files?: readonly string[];
  readonly link_preview?: boolean;
  readonly display_name?: string;
  readonly avatar_url?: string;
}

/** What is to be stored beside the text. What is as it is without being said is left out, so that equal contents are equal. */
export function contentParts(content: MessageContent): ContentParts {
  const { buttons, acknowledgeBy, files, linkPreview, displayName, avatarUrl } = content;
  return {
    ...(buttons.length > 0 && { buttons: buttons.map((row) => row.map(plainButton)) }),
    ...(acknowledgeBy !== null && { acknowledge_by: { reaction: acknowledgeBy.reaction } }),
    ...(files.length > 0 && { files: [...files] }),
    ...(!linkPreview && { link_preview: false }),
    ...(displayName !== null && { display_name: displayName }),
    ...(avatarUrl !== null && { avatar_url: avatarUrl }),
  };
}

/** The content whose parts were stored; rows of earlier versions have none. */
export function contentOf(template: string, parts: ContentParts): MessageContent {
  return {
    format: 'pachca_markdown',
    template,
    buttons: parts.buttons ?? [],
    acknowledgeBy: parts.acknowledge_by ?? null,
    files: parts.files ?? [],
    linkPreview: parts.link_preview ?? true,
    displayName: parts.display_name ?? null,
    avatarUrl: parts.avatar_url ?? null,
  };
}

/** Hex of SHA-256 over everything that a reader would see. Equal for texts that differ only in their line ends. */
export function contentHash(content: MessageContent): string {
  const whole = {
    format: content.format,
    template: normaliseText(content.template),
    ...contentParts(content),
  };
  return createHash('sha256').update(JSON.stringify(whole)).digest('hex');
}

/** The members in one order, and no others: what is hashed must not depend on how somebody wrote it. */
function plainButton(button: ContentButton): ContentButton {
  const { text } = button;
  if (button.type === 'url') return { type: 'url', text, url: button.url };
  if (button.type === 'choice') return { type: 'choice', text, value: button.value };
  if (button.type === 'ack') return { type: 'ack', text };
  return { type: 'question', text, ...(button.prompt !== undefined && { prompt: button.prompt }) };
}
