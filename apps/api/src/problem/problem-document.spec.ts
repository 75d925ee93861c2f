import { ChatNotWritableError } from '#lib/campaigns';
import { DomainError } from '#lib/kernel';
import { detailAt } from './error-detail.js';
import { ValidationFailedError } from './edge-errors.js';
import { problemDocument } from './problem-document.js';

const context = { language: 'en', requestId: 'req_1', path: '/v1/x' } as const;

class Conflict extends DomainError {
  readonly code = 'state_conflict';
  override readonly facts = { status: 'running', action: 'pause', retry_after_s: 3 };
}

describe('a problem document', () => {
  it('keeps its standard members whatever the facts are called', () => {
    expect(problemDocument(new Conflict('It runs.'), context)).toEqual({
      type: '/errors/state_conflict',
      title: 'Not possible in this state',
      status: 409,
      detail: 'It runs.',
      instance: '/v1/x',
      code: 'state_conflict',
      request_id: 'req_1',
      action: 'pause',
      current_status: 'running',
    });
  });

  it('is told in Russian with the same facts', () => {
    const document = problemDocument(new Conflict('It runs.'), { ...context, language: 'ru' });
    expect(document.detail).toBe('Приостанавливать нечего: она уже идёт.');
  });

  it('names places in the language of the reader, where the sentence is ours', () => {
    const own = detailAt({ pointer: '#/title', code: 'too_long', params: { max: 200 } });
    const foreign = { pointer: '#/x', code: 'never_heard_of', detail: 'Something special.' };
    const error = new ValidationFailedError([own, foreign]);
    expect(problemDocument(error, context).detail).toBe(
      '«title» may have 200 characters at most. «x»: Something special.',
    );
    expect(problemDocument(error, { ...context, language: 'ru' }).detail).toBe(
      '«title»: не длиннее 200 символов. «x»: Something special.',
    );
  });

  it.each([
    [['not_looked_at'], 'is being looked up', false],
    [['not_looked_at', 'read_only'], 'is being looked up', true],
  ] as const)(
    'of places %j tells what to mend only where there is something to mend',
    (reasons, words, isTold) => {
      const places = reasons.map((why, at) => ({ kind: 'message', id: at + 1, name: null, why }) as const);
      const error = new ChatNotWritableError(places);
      expect(error.message).toContain(words);
      expect(error.message.includes('Mend it')).toBe(isTold);
      const { detail } = problemDocument(error, { ...context, language: 'ru' });
      expect(detail.includes('Исправьте это')).toBe(isTold);
    },
  );

  it('sums up many places', () => {
    const many = Array.from({ length: 8 }, (_, at) => detailAt({ pointer: `#/a/${at}`, code: 'required' }));
    const document = problemDocument(new ValidationFailedError(many), context);
    expect(document.detail).toMatch(/«a\.4» is required\. And 3 more\.$/);
    expect(document.errors).toHaveLength(8);
  });

  it('says nothing of a code that the table lacks', () => {
    class Unlisted extends DomainError {
      readonly code = 'secret_detail';
    }
    expect(problemDocument(new Unlisted('the password is 1234'), context)).toMatchObject({
      code: 'internal',
      status: 500,
    });
    expect(JSON.stringify(problemDocument(new Unlisted('the password is 1234'), context))).not.toContain(
      '1234',
    );
  });
});
