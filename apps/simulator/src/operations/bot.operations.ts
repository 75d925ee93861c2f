import { type Answer, NO_CONTENT, ok } from '../http/answer.js';
import { BodyReader, isFields } from '../http/body.js';
import { type Call, type Operation } from '../http/operation.js';
import { iso } from '../http/present.js';
import { pageFor } from '../http/query.js';
import { refusal } from '../http/refusal.js';
import { type StoredEvent } from '../events/event.js';
import { type Bot } from '../world/bot.js';

const PAGE = 50;
const MAX_TITLE = 24;
const MAX_BLOCKS = 100;
const MAX_METADATA = 3000;
const MAX_CALLBACK = 255;

export const BOT_OPERATIONS: readonly Operation[] = [
  {
    name: 'events.list',
    method: 'GET',
    path: '/webhooks/events',
    scope: 'webhooks:events:read',
    requestClass: 'events',
    handle: listEvents,
  },
  {
    name: 'events.delete',
    method: 'DELETE',
    path: '/webhooks/events/:id',
    scope: 'webhooks:events:delete',
    requestClass: 'other',
    handle: deleteEvent,
  },
  {
    name: 'bot.webhook',
    method: 'PUT',
    path: '/bot/webhook',
    scope: 'bot_self:webhook:write',
    requestClass: 'other',
    handle: setWebhook,
  },
  {
    name: 'views.open',
    method: 'POST',
    path: '/views/open',
    scope: 'views:write',
    requestClass: 'other',
    handle: openView,
  },
];

function listEvents(call: Call): Answer {
  const { behaviour } = call.sim;
  const isDescending = behaviour.eventsOrder === 'newest_first';
  const items = call.sim.now.events.historyOf(call.bot);
  const page = pageFor(call, { name: 'events', items, keyOf: (event) => [event.id], isDescending }, PAGE);
  return ok(
    page.data.map((event) => presentEvent(call, event)),
    page.meta,
  );
}

function presentEvent({ sim, bot }: Call, event: StoredEvent): unknown {
  const payload = sim.now.events.payloadFor(bot, event);
  return { id: event.id, event_type: event.eventType, payload, created_at: iso(event.atMs) };
}

function deleteEvent(call: Call): Answer {
  const { history } = call.bot;
  const index = history.findIndex((event) => event.id === call.params['id']);
  if (index === -1) throw refusal(404, 'id', 'not_found', call.params['id']);
  history.splice(index, 1);
  return NO_CONTENT;
}

/** One address for each bot, the last one wins; an empty text switches webhooks off. */
function setWebhook(call: Call): Answer {
  const reader = BodyReader.of(call.body, 'webhook', call.sim.behaviour);
  const url = reader.requiredText('outgoing_url');
  if (url !== '' && !/^https?:\/\/[^\s/]+/.test(url)) {
    throw refusal(422, reader.keyOf('outgoing_url'), 'invalid_webhook_url', url);
  }
  call.bot.outgoingUrl = url === '' ? null : url;
  return ok(presentBot(call.bot));
}

function presentBot(bot: Bot): unknown {
  return {
    id: bot.person.id,
    webhook: {
      name: bot.person.firstName ?? '',
      nickname: bot.person.nickname,
      outgoing_url: bot.outgoingUrl,
      events: [...bot.events],
      trigger_on: 'all_messages',
      commands: [],
      scopes: [...bot.scopes],
      template: null,
      template_engine: 'liquid',
      challenge_key: null,
      link_preview_enabled: false,
      ignore_self_messages: bot.ignoreSelfMessages,
      events_history_enabled: bot.eventsHistoryEnabled,
      single_chat: false,
      can_edit: ['admin'],
      who_can_add: 'anyone',
    },
  };
}

/** The form is checked in outline, and stands before whoever clicked until they send it. */
function openView(call: Call): Answer {
  const reader = BodyReader.bare(call.body, call.sim.behaviour);
  const type = reader.requiredText('type');
  if (type !== 'modal') throw refusal(400, 'type', 'inclusion', type);
  const triggerId = reader.requiredText('trigger_id');
  const callbackId = reader.text('callback_id', MAX_CALLBACK) ?? null;
  const privateMetadata = reader.text('private_metadata', MAX_METADATA) ?? null;
  const view = BodyReader.of(call.body, 'view', call.sim.behaviour);
  view.requiredText('title', MAX_TITLE);
  view.text('close_text', MAX_TITLE);
  view.text('submit_text', MAX_TITLE);
  const blocks = view.list('blocks');
  if (blocks === undefined)
    throw refusal(call.sim.behaviour.missingFieldStatus, view.keyOf('blocks'), 'required');
  if (blocks.length > MAX_BLOCKS) throw refusal(422, view.keyOf('blocks'), 'too_long', blocks.length);
  if (!blocks.every((block) => isFields(block) && typeof block['type'] === 'string')) {
    throw refusal(422, view.keyOf('blocks'), 'invalid');
  }
  const { events } = call.sim.now;
  const use = events.triggers.use(triggerId, call.bot.person.id, performance.now());
  if (use === 'expired' || use === 'unknown') {
    throw refusal(410, 'trigger_id', use === 'expired' ? 'trigger_expired' : 'trigger_not_found', triggerId);
  }
  call.sim.now.world.tallies.viewsOpened += 1;
  const shown = reader.raw('view');
  events.forms.add({ ...use, callbackId, privateMetadata, view: isFields(shown) ? shown : {} });
  return { status: 201 };
}
