import type { NewAuditEvent } from '#lib/audit';
import type { FastifyRequest } from 'fastify';

type Members = Readonly<Record<string, unknown>>;

/** What is kept of a body: what was asked for, and never a text, a token, a name or an address of a person. */
const ASKED = [
  ...[
    'expected_recipients',
    'max_recipients',
    'max_change_percent',
    'audience_mode',
    'send',
    'undo_window_s',
    'confirm_repeat',
  ],
  ...[
    'scope',
    'scopes',
    'remaining',
    'material',
    'reasons',
    'include_unproven',
    'who',
    'action',
    'message_id',
  ],
  ...['kind', 'at', 'local_key', 'person_id', 'limits', 'until', 'resume', 'types', 'enabled'],
] as const;
/** What is kept of an answer. */
const ANSWERED = ['status', 'version', 'type', 'total', 'expires_at'] as const;

/** What a request was about, why, and what matters of it. */
export function requestFacts(
  { params, body, id }: Pick<FastifyRequest, 'params' | 'body' | 'id'>,
  answer: unknown,
): Pick<NewAuditEvent, 'object' | 'reason' | 'data'> {
  const [asked, answered] = [membersOf(body), membersOf(answer)];
  const reason = asked['reason'] ?? asked['comment'] ?? asked['break_glass'];
  return {
    object: text(Object.values(membersOf(params))[0]) ?? text(answered['id']),
    reason: text(reason),
    data: { request_id: id, ...picked(asked, ASKED), ...picked(answered, ANSWERED) },
  };
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function picked(from: Members, names: readonly string[]): Members {
  const told = names.filter((name) => from[name] !== undefined && from[name] !== null);
  return Object.fromEntries(told.map((name) => [name, from[name]]));
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
