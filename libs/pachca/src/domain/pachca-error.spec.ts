import { oauthJson } from '../testing/sample-answers.js';
import { type AnswerBody } from './answer-body.js';
import { errorKindOf, PachcaError } from './pachca-error.js';

const EMPTY: AnswerBody = { kind: 'empty' };

describe('kinds of errors', () => {
  it('follow the status', () => {
    const kinds = {
      301: 'unexpected_redirect',
      307: 'unexpected_redirect',
      400: 'refused',
      401: 'unauthorized',
    };
    const more = {
      402: 'payment_required',
      403: 'forbidden',
      404: 'not_found',
      408: 'unavailable',
      409: 'refused',
    };
    const rest = {
      410: 'refused',
      422: 'refused',
      429: 'throttled',
      500: 'unavailable',
      503: 'unavailable',
      101: 'unavailable',
    };
    for (const [status, kind] of Object.entries({ ...kinds, ...more, ...rest })) {
      expect(`${status} ${errorKindOf(Number(status), EMPTY)}`).toBe(`${status} ${kind}`);
    }
  });

  it('tell a missing scope from any other prohibition', () => {
    expect(errorKindOf(403, { kind: 'json', value: oauthJson('insufficient_scope') })).toBe('scope_missing');
    expect(errorKindOf(403, { kind: 'json', value: oauthJson('access_denied') })).toBe('forbidden');
  });

  it("do not take a gateway's 404 for the absence of what was asked for", () => {
    expect(errorKindOf(404, { kind: 'foreign' })).toBe('unavailable');
    expect(errorKindOf(404, { kind: 'json', value: {} })).toBe('not_found');
  });
});

describe('PachcaError', () => {
  it('says what happened, where and with which codes', () => {
    const error = new PachcaError('refused', 'PUT /messages/{id}', {
      status: 422,
      codes: ['message_deleted'],
    });
    expect(error.message).toBe('PUT /messages/{id}: refused (status 422): message_deleted');
    const shape = new PachcaError('invalid_response', 'GET /users', {
      status: 200,
      path: 'data[3].id',
      detail: 'expected id',
    });
    expect(shape.message).toBe('GET /users: invalid_response (status 200) at data[3].id: expected id');
    expect([shape.path, shape.requestId, shape.retryAfterMs, shape.name]).toEqual([
      'data[3].id',
      null,
      null,
      'PachcaError',
    ]);
  });
});
