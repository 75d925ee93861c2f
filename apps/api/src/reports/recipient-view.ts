import type {
  RecipientDetail,
  RecipientEdit,
  RecipientRecall,
  RecipientRow,
  ReportedPin,
} from '#lib/reports';
import { publicId } from '#lib/kernel';
import type { Shape } from '../shape.js';
import type { PinStatus, RecipientChatDto, RecipientPinDto } from './recipient-chat.dto.js';
import type {
  EditStatus,
  RecallStatus,
  RecipientDetailDto,
  RecipientDto,
  RecipientEditDto,
  RecipientRecallDto,
  RecipientUserDto,
} from './recipient.dto.js';

export function toRecipientDto(row: RecipientRow): Shape<RecipientDto> {
  const { person, chat, readBetween } = row;
  return {
    id: `dlv_${row.deliveryId}`,
    object: 'recipient',
    user: person === null ? null : toUserDto(person),
    chat: chat === null ? null : toChatDto(chat),
    included_by: row.includedBy,
    delivery: {
      status: row.state,
      reason: row.reason,
      sent_at: row.sentAt?.toISOString() ?? null,
      message_id: row.messageId,
      url: row.url,
      attempts: row.attemptCount,
    },
    engagement: {
      read: row.isRead,
      read_between:
        readBetween === null ? null : [readBetween.from.toISOString(), readBetween.to.toISOString()],
      read_at_estimate: row.readAtEstimate?.toISOString() ?? null,
      source: row.readSource,
      unread_as_of: row.unreadAsOf?.toISOString() ?? null,
      acked_at: row.ackedAt?.toISOString() ?? null,
      choice: row.choice,
      ack_source: row.ackSource,
      acked_version: row.ackedVersion,
      questions: row.questionCount,
    },
    content_version: row.contentVersion,
    recall: row.recall === null ? null : toRecallDto(row.recall),
    edit: row.edit === null ? null : toEditDto(row.edit),
  };
}

function toUserDto(person: NonNullable<RecipientRow['person']>): Shape<RecipientUserDto> {
  const { id, name, department, title, timeZone } = person;
  return { id, name, department, title, time_zone: timeZone };
}

function toChatDto(chat: NonNullable<RecipientRow['chat']>): Shape<RecipientChatDto> {
  const { id, name, readers } = chat;
  const pin = chat.pin === null ? null : toPinDto(chat.pin);
  const thread =
    chat.thread === null
      ? null
      : { id: chat.thread.id, message_id: chat.thread.messageId, chat_id: chat.thread.chatId };
  if (readers === null) return { id, name, thread, readers, pin };
  const { members, read, outside, asOf } = readers;
  const counts = { members, read, read_by_others: outside, as_of: asOf?.toISOString() ?? null };
  return { id, name, thread, readers: counts, pin };
}

const PIN_STATUS_OF = {
  todo: 'waiting',
  pinned: 'pinned',
  unpinned: 'unpinned',
  failed: 'failed',
  dropped: 'not_needed',
} as const satisfies Record<ReportedPin['state'], PinStatus>;

function toPinDto({ state, until, pinnedAt, endedAt, why }: ReportedPin): Shape<RecipientPinDto> {
  return {
    status: PIN_STATUS_OF[state],
    until: until.toISOString(),
    pinned_at: pinnedAt?.toISOString() ?? null,
    ended_at: endedAt?.toISOString() ?? null,
    reason: why,
  };
}

const EDIT_STATUS_OF = {
  todo: 'waiting',
  doing: 'waiting',
  done: 'done',
  failed: 'failed',
  superseded: 'superseded',
  unneeded: 'not_needed',
  cancelled: 'cancelled',
} as const satisfies Record<RecipientEdit['state'], EditStatus>;

function toEditDto({ state, version, why }: RecipientEdit): Shape<RecipientEditDto> {
  return { status: EDIT_STATUS_OF[state], version, reason: why };
}

function toRecallDto(recall: RecipientRecall): Shape<RecipientRecallDto> {
  return {
    status: recallStatusOf(recall),
    reading: recall.outcome === 'deleted' ? recall.reading : null,
    looked_at: recall.lookedAt?.toISOString() ?? null,
    reason: recall.why,
    requested_at: recall.requestedAt.toISOString(),
    finished_at: recall.finishedAt?.toISOString() ?? null,
  };
}

function recallStatusOf({ state, outcome }: RecipientRecall): RecallStatus {
  switch (state) {
    case 'todo':
    case 'doing':
      return 'waiting';
    case 'gone':
      return outcome === 'already_gone' ? 'already_gone' : 'recalled';
    case 'failed':
      return 'failed';
    case 'unneeded':
      return 'not_needed';
    case 'cancelled':
      return 'cancelled';
  }
}

export function toRecipientDetailDto(detail: RecipientDetail): Shape<RecipientDetailDto> {
  return {
    ...toRecipientDto(detail),
    campaign_id: publicId('cmp', detail.campaignId),
    run_id: publicId('run', detail.runId),
    excluded_by: detail.excludedBy,
    evidence: detail.evidence,
    watched: detail.isWatched,
    timeline: detail.timeline.map(({ at, from, to, attempt, actor, why }) => ({
      at: at.toISOString(),
      from,
      to,
      attempt,
      actor,
      why,
    })),
    attempts: detail.attempts.map(({ attempt, startedAt, endedAt, outcome, why }) => ({
      attempt,
      started_at: startedAt.toISOString(),
      ended_at: endedAt?.toISOString() ?? null,
      outcome,
      why,
    })),
  };
}
