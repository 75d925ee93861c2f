import { newUuid, publicId } from '#lib/kernel';
import { CAMPAIGN, type Method } from './api-bench.js';

/** What is wrong; status, code and first place of the answer; method, path and body of the request. */
export type BadInput = readonly [name: string, answer: string, method: Method, path: string, body?: unknown];

const LIST = '/v1/campaigns';
const INVALID = '422 validation_failed';

const body = (changes: object): object => ({ ...CAMPAIGN, ...changes });
const content = (template: string): object => body({ content: { ...CAMPAIGN.content, template } });
const audience = (...include: object[]): object => body({ audience: { type: 'rules', include } });
const nested = (depth: number): unknown => JSON.parse('{"a":'.repeat(depth) + '1' + '}'.repeat(depth));

/** Wrong bodies of a new campaign: what is wrong, the answer, the body. */
const WRONG_CAMPAIGNS: readonly (readonly [string, string, unknown])[] = [
  ['an unknown field', `${INVALID} #/titel unknown_field`, body({ titel: 'x' })],
  [
    'an unknown field inside',
    `${INVALID} #/content/text unknown_field`,
    body({ content: { ...CAMPAIGN.content, text: 'x' } }),
  ],
  [
    'an unknown field of the audience',
    `${INVALID} #/audience/include/0/tag_any unknown_field`,
    audience({ tag_any: ['Склад'] }),
  ],
  ['a wrong type', `${INVALID} #/title wrong_type`, body({ title: 5 })],
  ['an object where a text belongs', `${INVALID} #/title wrong_type`, body({ title: { not: '' } })],
  ['a list where a body belongs', `${INVALID} #/ wrong_type`, []],
  [
    'a time without a zone',
    `${INVALID} #/expires_at wrong_type`,
    body({ expires_at: '2099-01-01T00:00:00' }),
  ],
  ['a time that is none', `${INVALID} #/expires_at wrong_type`, body({ expires_at: '2099-02-31T00:00:00Z' })],
  [
    'a time that has passed',
    `${INVALID} #/expires_at in_the_past`,
    body({ expires_at: '2020-01-01T00:00:00Z' }),
  ],
  ['a missing field', `${INVALID} #/title required`, {}],
  ['a title that is too long', `${INVALID} #/title too_long`, body({ title: 'я'.repeat(201) })],
  ['a blank title', `${INVALID} #/title blank`, body({ title: ' ' })],
  ['a text that is too long', '422 template_error #/content/template too_long', content('я'.repeat(20_001))],
  [
    'a text that is not understood',
    '422 template_error #/content/template syntax',
    content('{{ user.first_name'),
  ],
  [
    'an unknown field of a person',
    '422 template_error #/content/template unknown_field',
    content('{{ user.pay }}'),
  ],
  ['NUL in a text', `${INVALID} #/content/template unusable_text`, content('a\u0000b')],
  ['half a character', `${INVALID} #/title unusable_text`, body({ title: 'a\ud800' })],
  ['absurd nesting', `${INVALID} #/audience${'/a'.repeat(19)} too_deep`, body({ audience: nested(30) })],
  ['an empty rule', `${INVALID} #/audience/include too_few`, audience()],
  [
    'an unknown tag',
    '422 unknown_tag #/audience/include/0/tags_any/1 unknown_tag',
    audience({ tags_any: ['Склад', 'Склат'] }),
  ],
  [
    'an unknown person',
    '422 unknown_person #/audience/include/0/users/1 unknown_person',
    audience({ users: [1, 77] }),
  ],
  [
    'an unknown sender',
    `${INVALID} #/sender_id unknown_sender`,
    body({ sender_id: publicId('snd', newUuid()) }),
  ],
  ['a sender that is no id', `${INVALID} #/sender_id unknown_sender`, body({ sender_id: 'HR bot' })],
  ['more than a body may have', '413 payload_too_large', body({ title: 'x'.repeat(300_000) })],
];

/** @param draft id of a draft @param sent id of a campaign that was sent */
export function badInputs(draft: string, sent: string): BadInput[] {
  const at = `${LIST}/${draft}`;
  return [
    ...WRONG_CAMPAIGNS.map(([name, answer, wrong]): BadInput => [name, answer, 'post', LIST, wrong]),
    ['a field where none is taken', `${INVALID} #/a unknown_field`, 'post', `${at}/check`, { a: 1 }],
    ['a patch to something unknown', `${INVALID} #/titel unknown_field`, 'patch', at, { titel: null }],
    ['a patch that takes a needed field away', `${INVALID} #/title required`, 'patch', at, { title: null }],
    ['a patch of what was sent', '409 state_conflict', 'patch', `${LIST}/${sent}`, { title: 'x' }],
    ['deleting what was sent', '409 not_deletable', 'delete', `${LIST}/${sent}`],
    ['an unknown parameter', '400 unknown_parameter statsu unknown_parameter', 'get', `${LIST}?statsu=draft`],
    [
      'a parameter where none is taken',
      '400 unknown_parameter expand unknown_parameter',
      'get',
      `${at}?expand=x`,
    ],
    ['a wrong value of a parameter', `${INVALID} status not_allowed`, 'get', `${LIST}?status=drafts`],
    [
      'a repeated parameter',
      `${INVALID} status repeated_parameter`,
      'get',
      `${LIST}?status=draft&status=running`,
    ],
    ['a limit out of range', `${INVALID} limit out_of_range`, 'get', `${LIST}?limit=201`],
    ['a limit that is no number', `${INVALID} limit wrong_type`, 'get', `${LIST}?limit=ten`],
    ['a bad cursor', '400 invalid_cursor', 'get', `${LIST}?cursor=nonsense`],
    ['figures of a draft', '409 state_conflict', 'get', `${at}/stats`],
    ['recipients of a draft', '409 state_conflict', 'get', `${at}/recipients`],
    ['an id of another kind', '404 not_found', 'get', at.replace('cmp_', 'run_')],
    ['a malformed id', '404 not_found', 'get', `${LIST}/1'%20or%20true--`],
    ['a malformed delivery', '404 not_found', 'get', `${LIST}/${sent}/recipients/dlv_9999999999999999999`],
    ['a delivery that is not there', '404 not_found', 'get', `${LIST}/${sent}/recipients/dlv_1`],
    ['an unknown address', '404 not_found', 'get', '/v1/nothing'],
    ['a method that is not known there', '405 method_not_allowed', 'put', LIST],
    ['an address that cannot be decoded', '400 malformed_request', 'get', `${LIST}/%E0%A4%A`],
    [
      'a key with an unknown scope',
      `${INVALID} #/scopes not_allowed`,
      'post',
      '/v1/api_keys',
      { name: 'x', scopes: ['all'] },
    ],
    [
      'a key that lives too long',
      `${INVALID} #/expires_at too_late`,
      'post',
      '/v1/api_keys',
      { name: 'x', scopes: ['admin'], expires_at: '2099-01-01T00:00:00Z' },
    ],
    [
      'a token that is none',
      `${INVALID} #/token unusable_token`,
      'post',
      '/v1/senders',
      { name: 'x', token: 'слова, а не токен' },
    ],
  ];
}
