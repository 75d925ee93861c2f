import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { type ApiBench, CAMPAIGN, createApiBench, TO_SEND } from './api-bench.js';

export type Body = Record<string, unknown>;
export const bodyOf = ({ body }: Response): Body => body as Body;

/** The api where one person alone sends to fewer than `TO_SEND` people, and people with keys of their own. */
export interface FourEyesBench {
  readonly bench: ApiBench;
  /** Text of the key of somebody: anna, boris, vera, system and so on. */
  keyOf(who: string): string;
  as(who: string, path: string, body: object): Promise<Response>;
  /** The `confirm_token` that a check gives them. */
  token(who: string, id: string): Promise<unknown>;
  act(who: string, id: string, action: string, body?: object): Promise<Response>;
  /** A campaign of Anna's that waits for a second person. @returns its id */
  submitted(extra?: object): Promise<string>;
}

const WHO = [
  ['anna', 1, ['campaigns:approve']],
  ['anna again', 1, ['campaigns:approve']],
  ['boris', 2, ['campaigns:approve', 'campaigns:break_glass']],
  ['vera', 3, ['campaigns:approve']],
  ['suspended', 10, ['campaigns:approve']],
  ['system', null, ['campaigns:approve', 'campaigns:break_glass']],
] as const;

export async function createFourEyesBench(): Promise<FourEyesBench> {
  const bench = await createApiBench({ VESTNIK_APPROVAL_ABOVE: String(TO_SEND - 1) });
  const scopes = ['campaigns:read', 'campaigns:write', 'campaigns:send'];
  const keys = new Map<string, string>();
  for (const [who, person_id, more] of WHO) {
    const made = await bench.call('post', '/v1/api_keys', {
      name: who,
      scopes: [...scopes, ...more],
      ...(person_id !== null && { person_id }),
    });
    keys.set(who, String(bodyOf(made)['key']));
  }
  const keyOf = (who: string): string => keys.get(who) ?? '';
  const as: FourEyesBench['as'] = (who, path, body) =>
    bench
      .bare('post', path)
      .set('authorization', `Bearer ${keyOf(who)}`)
      .set('idempotency-key', randomUUID())
      .send(body);
  const act: FourEyesBench['act'] = async (who, id, action, body = {}) =>
    as(who, `/v1/campaigns/${id}/${action}`, body);
  const token: FourEyesBench['token'] = async (who, id) =>
    bodyOf(await act(who, id, 'check'))['confirm_token'];
  return {
    bench,
    keyOf,
    as,
    act,
    token,
    submitted: async (extra = {}) => {
      const id = String(bodyOf(await as('anna', '/v1/campaigns', CAMPAIGN))['id']);
      const asked = { confirm_token: await token('anna', id), confirm_repeat: true, ...extra };
      const answer = await act('anna', id, 'submit', asked);
      if (bodyOf(answer)['status'] !== 'awaiting_approval') throw new Error(answer.text);
      return id;
    },
  };
}
