import fc from 'fast-check';

import { errorsJson, messageJson, oauthJson } from '../testing/sample-answers.js';
import { readMessage } from '../wire/read-message.js';
import { type AnswerBody, parseAnswerBody } from './answer-body.js';
import { classifySend } from './classify-send.js';
import { type Message } from './message.js';
import { type SendObservation, type SendOutcome } from './send-outcome.js';

const TO = { entityId: 12 };
const ours = readMessage(messageJson(), 'data');
const foreign: Message = { ...ours, entityId: 13 };

const json = (value: unknown): AnswerBody => ({ kind: 'json', value });

const BODIES = {
  empty: parseAnswerBody(''),
  html: parseAnswerBody('<html><h1>404 Not Found</h1></html>'),
  null: json(null),
  list: json([]),
  emptyObject: json({}),
  noErrors: json({ errors: [] }),
  wrongErrors: json({ errors: 'no' }),
  scope: json(oauthJson('insufficient_scope')),
  denied: json(oauthJson('access_denied')),
  badToken: json(oauthJson('invalid_token')),
  tooLong: json(errorsJson({ key: 'content', code: 'too_long' })),
  badButton: json(errorsJson({ key: 'message.buttons[0].url', code: 'invalid' })),
  replyGone: json(errorsJson({ key: 'parent_message_id', code: 'not_found' })),
  badEntityType: json(errorsJson({ key: 'entity_type', code: 'invalid' })),
  unhandled: json(errorsJson({ key: 'base', code: 'unhandled' })),
  noPerson: json(errorsJson({ key: 'message.entity_id', code: 'not_found' })),
  personalChat: json(errorsJson({ key: '', code: 'personal_chat' })),
  forbidden: json(errorsJson({ key: 'base', code: 'forbidden' })),
  deniedToPerson: json(errorsJson({ key: 'entity_id', code: 'access_denied' })),
  deniedItem: json(errorsJson({ key: 'base', code: 'access_denied' })),
  oddPerson: json(errorsJson({ key: 'entity_id', code: 'something_new' })),
  both: json(errorsJson({ key: 'entity_id', code: 'not_found' }, { key: 'content', code: 'blank' })),
  bothUnclear: json(errorsJson({ key: 'entity_id', code: 'not_found' }, { key: 'base', code: 'unhandled' })),
  rateLimit: json(errorsJson({ key: 'base', code: 'rate_limit' })),
  unpaid: json(errorsJson({ key: 'base', code: 'payment_required' })),
  message: json({ data: messageJson() }),
} satisfies Record<string, AnswerBody>;
type BodyName = keyof typeof BODIES;
const BODY_NAMES = Object.keys(BODIES) as BodyName[];

function classify(status: number, body: AnswerBody, message: Message | null = null): SendOutcome {
  return classifySend({ kind: 'answer', status, body, message, retryAfterMs: 7_000 }, TO);
}

/** Kind and reason in one word, to keep the tables readable. */
function verdict(outcome: SendOutcome): string {
  switch (outcome.kind) {
    case 'accepted':
    case 'throttled':
    case 'content_refused':
    case 'reply_refused':
      return outcome.kind;
    case 'sender_refused':
    case 'recipient_refused':
      return `${outcome.kind}:${outcome.reason}`;
    case 'not_written':
    case 'doubtful':
      return `${outcome.kind}:${outcome.cause}`;
  }
}

/** Statuses whose meaning depends on the body. Everything else is in `byStatusAlone`. */
const READ_THE_BODY = [400, 403, 404, 422];

function byStatusAlone(status: number): string {
  const special: Record<number, string> = {
    401: 'sender_refused:token_rejected',
    402: 'sender_refused:payment_required',
    408: 'doubtful:timeout',
    409: 'doubtful:conflict',
    413: 'content_refused',
    429: 'throttled',
  };
  const hundreds = ['', 'unexpected_status', 'bad_body', 'redirect', 'unexpected_status', 'server_error'];
  return special[status] ?? `doubtful:${hundreds[Math.floor(status / 100)] ?? ''}`;
}

const validation: Record<BodyName, string> = {
  empty: 'content_refused',
  html: 'doubtful:foreign_answer',
  null: 'content_refused',
  list: 'content_refused',
  emptyObject: 'content_refused',
  noErrors: 'content_refused',
  wrongErrors: 'content_refused',
  scope: 'sender_refused:scope_missing',
  denied: 'sender_refused:access_denied',
  badToken: 'sender_refused:token_rejected',
  tooLong: 'content_refused',
  badButton: 'content_refused',
  replyGone: 'content_refused',
  badEntityType: 'content_refused',
  unhandled: 'content_refused',
  noPerson: 'recipient_refused:not_found',
  personalChat: 'recipient_refused:direct_message_refused',
  forbidden: 'recipient_refused:no_access',
  deniedToPerson: 'recipient_refused:no_access',
  deniedItem: 'sender_refused:access_denied',
  oddPerson: 'recipient_refused:refused_by_messenger',
  both: 'content_refused',
  bothUnclear: 'content_refused',
  rateLimit: 'throttled',
  unpaid: 'sender_refused:payment_required',
  message: 'content_refused',
};

const ownFault = 'sender_refused:access_denied';
const byBody: Record<number, Record<BodyName, string>> = {
  400: validation,
  422: validation,
  403: {
    ...validation,
    empty: ownFault,
    html: ownFault,
    null: ownFault,
    list: ownFault,
    emptyObject: ownFault,
    noErrors: ownFault,
    wrongErrors: ownFault,
    message: ownFault,
    unhandled: 'recipient_refused:refused_by_messenger',
    bothUnclear: 'recipient_refused:not_found',
  },
  404: {
    ...(Object.fromEntries(
      BODY_NAMES.map((name) => [name, 'recipient_refused:not_found']),
    ) as typeof validation),
    html: 'doubtful:foreign_answer',
    tooLong: 'content_refused',
    badButton: 'content_refused',
    replyGone: 'content_refused',
    badEntityType: 'content_refused',
    both: 'content_refused',
  },
};

describe('classifying a send', () => {
  it('gives every status from 100 to 599 with every shape of body its row of the table', () => {
    let count = 0;
    for (let status = 100; status < 600; status += 1) {
      for (const name of BODY_NAMES) {
        const expected = READ_THE_BODY.includes(status) ? byBody[status]?.[name] : byStatusAlone(status);
        expect(`${status} ${name} ${verdict(classify(status, BODIES[name]))}`).toBe(
          `${status} ${name} ${expected ?? ''}`,
        );
        count += 1;
      }
    }
    expect(count).toBe(500 * BODY_NAMES.length);
  });

  it('accepts 201 with a message to our recipient and no other success', () => {
    expect(classify(201, BODIES.message, ours)).toEqual({ kind: 'accepted', message: ours });
    expect(verdict(classify(201, BODIES.message, foreign))).toBe('doubtful:bad_body');
    expect(verdict(classify(201, BODIES.message, null))).toBe('doubtful:bad_body');
    for (const status of [200, 202, 204, 206])
      expect(verdict(classify(status, BODIES.message, ours))).toBe('doubtful:bad_body');
    for (const status of [302, 400, 403, 404, 409, 422, 429, 500]) {
      expect(classify(status, BODIES.message, ours).kind).not.toBe('accepted');
    }
  });

  it('keeps status, codes and the wait', () => {
    expect(classify(422, BODIES.both)).toEqual({
      kind: 'content_refused',
      status: 422,
      codes: ['not_found', 'blank'],
    });
    expect(classify(403, BODIES.scope)).toEqual({
      kind: 'sender_refused',
      reason: 'scope_missing',
      status: 403,
      codes: ['insufficient_scope'],
    });
    expect(classify(429, BODIES.html)).toEqual({ kind: 'throttled', retryAfterMs: 7_000 });
    expect(classify(503, BODIES.html)).toEqual({ kind: 'doubtful', cause: 'server_error', status: 503 });
  });

  it('takes a 403 that names nobody for the chat, of a post into one: a wrong chat holds no bot', () => {
    const into = (status: number, body: AnswerBody): string =>
      verdict(
        classifySend(
          { kind: 'answer', status, body, message: null, retryAfterMs: 1 },
          { ...TO, entityType: 'discussion' },
        ),
      );
    expect(into(403, BODIES.denied)).toBe('recipient_refused:no_access');
    expect(into(403, BODIES.empty)).toBe('recipient_refused:no_access');
    expect(into(403, BODIES.forbidden)).toBe('recipient_refused:no_access');
    // What is about the bot wherever it writes stays the bot's.
    expect(into(403, BODIES.scope)).toBe('sender_refused:scope_missing');
    expect(into(401, BODIES.denied)).toBe('sender_refused:token_rejected');
  });

  it('believes that nothing was sent only where that is proved', () => {
    const unwritten = { kind: 'failure', isWritten: false, cause: 'reset' } as const;
    expect(classifySend(unwritten, TO)).toEqual({ kind: 'not_written', cause: 'reset' });
    const written = { kind: 'failure', isWritten: true, cause: 'reset' } as const;
    expect(classifySend(written, TO)).toEqual({ kind: 'doubtful', cause: 'reset' });
    expect(classifySend({ ...written, status: 201 }, TO)).toEqual({
      kind: 'doubtful',
      cause: 'reset',
      status: 201,
    });
  });

  describe('of a reply', () => {
    const reply = (status: number, body: AnswerBody): string =>
      verdict(
        classifySend(
          { kind: 'answer', status, body, message: null, retryAfterMs: 1 },
          { ...TO, parentMessageId: 5 },
        ),
      );
    const deleted = json(errorsJson({ key: 'base', code: 'message_deleted' }));
    const notFound = json(errorsJson({ key: 'id', code: 'not_found' }));

    it.each([
      ['its parent is named', 422, BODIES.replyGone],
      ['a deleted message is named', 422, deleted],
      ['the API names nothing', 422, BODIES.emptyObject],
      ['something was not found, and nobody says what', 404, notFound],
      ['something was not found, without a word', 404, BODIES.empty],
      ['it is forbidden, and nobody says what', 403, BODIES.forbidden],
    ])('asks for another try without the parent where %s', (_what, status, body) => {
      expect(reply(status, body)).toBe('reply_refused');
    });

    it.each([
      ['the text', 422, BODIES.tooLong, 'content_refused'],
      ['the person, by the key', 422, BODIES.noPerson, 'recipient_refused:not_found'],
      ['the person, by the key of a 404', 404, BODIES.noPerson, 'recipient_refused:not_found'],
      ['the bot', 403, BODIES.scope, 'sender_refused:scope_missing'],
      ['the bot, without a body', 403, BODIES.empty, 'sender_refused:access_denied'],
      ['the rate', 422, BODIES.rateLimit, 'throttled'],
    ])('is as of any message where it is about %s', (_what, status, body, expected) => {
      expect(reply(status, body)).toBe(expected);
    });

    it('is taken for the text where no parent was named: nothing would be other without one', () => {
      expect(verdict(classify(422, deleted))).toBe('content_refused');
    });
  });

  it('never looks at texts', () => {
    const say = (message: string): AnswerBody =>
      json({ errors: [{ code: 'unhandled', key: 'base', message }] });
    expect(classify(422, say('user not found'))).toEqual(classify(422, say('content is too long')));
  });

  it('is total: any status with any body has an outcome, and only 201 with our message is accepted', () => {
    const errorItem = fc.record({
      code: fc.oneof(
        fc.string(),
        fc.constantFrom('not_found', 'access_denied', 'rate_limit', 'too_long'),
        fc.jsonValue(),
      ),
      key: fc.oneof(fc.string(), fc.constantFrom('entity_id', 'content', 'base'), fc.jsonValue()),
    });
    const body: fc.Arbitrary<AnswerBody> = fc.oneof(
      fc.string().map(parseAnswerBody),
      fc.jsonValue().map(json),
      fc.record({ errors: fc.array(errorItem, { maxLength: 4 }), error: fc.jsonValue() }).map(json),
    );
    const answer: fc.Arbitrary<SendObservation> = fc.record({
      kind: fc.constant('answer' as const),
      status: fc.oneof(
        fc.integer(),
        fc.integer({ min: 100, max: 599 }),
        fc.constantFrom(201, 400, 403, 404, 422),
      ),
      body,
      message: fc.constantFrom(null, ours, foreign),
      retryAfterMs: fc.nat(),
    });
    fc.assert(
      fc.property(answer, (observation) => {
        const outcome = classifySend(observation, TO);
        if (observation.kind !== 'answer') throw new Error('only answers here');
        expect(outcome.kind).not.toBe('not_written');
        if (outcome.kind === 'accepted') expect([observation.status, outcome.message]).toEqual([201, ours]);
        if (observation.status >= 500 && observation.status < 600) expect(outcome.kind).toBe('doubtful');
        if ('codes' in outcome) for (const code of outcome.codes) expect(code).toMatch(/^[\w.[\]-]{1,64}$/);
      }),
      { numRuns: 3_000 },
    );
  });
});
