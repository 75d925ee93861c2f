import { errorsJson, oauthJson } from '../testing/sample-answers.js';
import { parseAnswerBody } from './answer-body.js';
import { readErrorReport } from './error-report.js';

const reportOf = (value: unknown) => readErrorReport({ kind: 'json', value });

describe('error reports', () => {
  it('reads both shapes', () => {
    expect(reportOf(oauthJson('invalid_token'))).toEqual({
      oauth: 'invalid_token',
      errors: [],
      codes: ['invalid_token'],
    });
    expect(reportOf(errorsJson({ key: 'content', code: 'blank' }, { key: 'files', code: 'blank' }))).toEqual({
      oauth: null,
      errors: [
        { key: 'content', code: 'blank' },
        { key: 'files', code: 'blank' },
      ],
      codes: ['blank'],
    });
  });

  it('finds nothing in bodies of any other shape', () => {
    const nothing = { oauth: null, errors: [], codes: [] };
    for (const value of [
      null,
      1,
      'text',
      [],
      {},
      { errors: {} },
      { errors: [null, 7, {}, { code: 3 }] },
      { error: {} },
    ]) {
      expect(reportOf(value)).toEqual(nothing);
    }
    expect(readErrorReport({ kind: 'empty' })).toEqual(nothing);
    expect(readErrorReport({ kind: 'foreign' })).toEqual(nothing);
  });

  it('drops what is no identifier, so that no text of a person gets into logs', () => {
    const errors = [
      { code: 'Иван Петров', key: 'content' },
      { code: 'x'.repeat(65), key: 'content' },
      { code: 'blank', key: 'мой ключ' },
    ];
    expect(reportOf({ error: 'two words', errors })).toEqual({
      oauth: null,
      errors: [{ code: 'blank', key: '' }],
      codes: ['blank'],
    });
  });

  it('cuts endless lists', () => {
    const errors = Array.from({ length: 1_000 }, (_, index) => ({ code: `c${index}`, key: 'k' }));
    expect(reportOf({ errors }).codes).toHaveLength(20);
  });
});

describe('bodies of answers', () => {
  it('tells nothing, JSON and what somebody else wrote apart', () => {
    expect(parseAnswerBody(' \n')).toEqual({ kind: 'empty' });
    expect(parseAnswerBody('{"a":1}')).toEqual({ kind: 'json', value: { a: 1 } });
    expect(parseAnswerBody('null')).toEqual({ kind: 'json', value: null });
    expect(parseAnswerBody('{"data":{"id":1')).toEqual({ kind: 'foreign' });
    expect(parseAnswerBody('<html>')).toEqual({ kind: 'foreign' });
  });
});
