import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SecretBox } from '#lib/access';
import type { Agreement, Confirmation } from '#lib/campaigns';
import { detailAt } from '../problem/error-detail.js';
import { ValidationFailedError } from '../problem/edge-errors.js';

const PREFIX = 'ct1';
const SIGNATURE_BYTES = 16;

/** What a body vouches for: the number of people, the token of a check, or both. */
export interface AgreementBody {
  readonly expected_recipients?: number | null;
  readonly confirm_token?: string | null;
}

/** What a check has shown, handed to the client and back: signed, so that nobody vouches for what no check has shown. */
@Injectable()
export class ConfirmTokens {
  constructor(private readonly secrets: SecretBox) {}

  async encode(confirmation: Confirmation): Promise<string> {
    const { campaignId, recipients, senderId, content, audience, delivery, schedule, followUps } =
      confirmation;
    const body = Buffer.from(
      JSON.stringify([campaignId, recipients, senderId, content, audience, delivery, schedule, followUps]),
    ).toString('base64url');
    return `${PREFIX}.${body}.${(await this.sign(body)).toString('base64url')}`;
  }

  /** @throws ValidationFailedError where it is no token of a check of this campaign */
  async decode(token: string, campaignId: string): Promise<Confirmation> {
    const [prefix, body = '', signature = '', ...rest] = token.split('.');
    const [given, expected] = [Buffer.from(signature, 'base64url'), await this.sign(body)];
    const isGenuine =
      prefix === PREFIX &&
      rest.length === 0 &&
      given.length === expected.length &&
      timingSafeEqual(given, expected);
    const confirmation = isGenuine ? parsed(body) : null;
    if (confirmation?.campaignId === campaignId) return confirmation;
    throw new ValidationFailedError([
      detailAt({ pointer: '#/confirm_token', code: 'unknown_confirm_token' }),
    ]);
  }

  /** @throws ValidationFailedError where nothing is vouched for, or the token is none of this campaign */
  async agreementOf(body: AgreementBody, campaignId: string): Promise<Agreement> {
    const { expected_recipients: expectedRecipients = null, confirm_token: token = null } = body;
    if (token !== null) return { expectedRecipients, confirmation: await this.decode(token, campaignId) };
    if (expectedRecipients !== null) return { expectedRecipients };
    throw new ValidationFailedError([detailAt({ pointer: '#/confirm_token', code: 'agreement_missing' })]);
  }

  private async sign(body: string): Promise<Buffer> {
    return (await this.secrets.fingerprint(`confirm_token ${body}`)).subarray(0, SIGNATURE_BYTES);
  }
}

/** @param body was signed by us, so it is what `encode` wrote */
function parsed(body: string): Confirmation {
  // A token of an earlier version says nothing of follow-ups: it holds where there are none.
  const [campaignId, recipients, senderId, content, audience, delivery, schedule, followUps = null] =
    JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [
      string,
      number,
      string | null,
      string,
      string,
      string,
      string | null,
      (string | null)?,
    ];
  return { campaignId, recipients, senderId, content, audience, delivery, schedule, followUps };
}
