import { type DraftFile, type MessageChanges, type MessageDraft } from '../domain/message.js';

/** The body of `POST /messages`. `link_preview` stands beside `message` since 2026-03-21. */
export function writeDraft(draft: MessageDraft): string {
  const message = {
    entity_type: draft.entityType,
    entity_id: draft.entityId,
    ...writeChanges(draft),
    parent_message_id: draft.parentMessageId,
    skip_invite_mentions: draft.skipInviteMentions,
  };
  return JSON.stringify({ message, link_preview: draft.linkPreview });
}

/** The body of `PUT /messages/{id}`; `JSON.stringify` leaves out what is undefined, which the messenger keeps. */
export function writeUpdate(changes: MessageChanges): string {
  return JSON.stringify({ message: writeChanges(changes) });
}

function writeChanges(changes: MessageChanges): object {
  return {
    content: changes.content,
    files: changes.files?.map(writeFile),
    buttons: changes.buttons,
    display_name: changes.displayName,
    display_avatar_url: changes.displayAvatarUrl,
  };
}

function writeFile(file: DraftFile): object {
  const { key, name, fileType, size, width, height } = file;
  return { key, name, file_type: fileType, size, width, height };
}
