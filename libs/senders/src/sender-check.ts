import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { PachcaError } from '#lib/pachca';
import { missingScopes, REQUIRED_SCOPES, type SenderHoldCode } from './domain/sender.js';
import { type SenderSession } from './sender-session.js';
import { SendersService } from './senders.service.js';

/** What a check found. `unreachable`: nothing is known, it is tried again. */
export type CheckResult = 'active' | 'held' | 'unreachable' | 'not_due';

/** Tries a bot's token: does the messenger accept it, whose is it, what may it do. */
@Injectable()
export class SenderCheck {
  constructor(
    private readonly database: Database,
    private readonly senders: SendersService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Checks the session's bot if its token has not been tried yet. */
  async runOnce(session: SenderSession): Promise<CheckResult> {
    const sender = await this.senders.get(session.senderId);
    if (sender.status !== 'checking') return 'not_due';
    try {
      return await this.check(session);
    } catch (error) {
      if (!(error instanceof PachcaError)) throw error;
      const code = holdCodeOf(error);
      if (code === null) {
        this.logger.warn({ senderId: session.senderId, kind: error.kind }, 'a token could not be checked');
        return 'unreachable';
      }
      return this.hold(session.senderId, code, HOLD_TEXT[code]);
    }
  }

  private async check(session: SenderSession): Promise<CheckResult> {
    const token = await session.client.getTokenInfo();
    const profile = await session.client.getProfile();
    const account = {
      botUserId: profile.id,
      botName: [profile.firstName, profile.lastName].filter(Boolean).join(' ') || profile.nickname,
      avatarUrl: profile.imageUrl,
      scopes: token.scopes,
    };
    const missing = missingScopes(token.scopes);
    if (missing.length > 0) {
      await this.senders.describe(this.database.client, session.senderId, account);
      const list = missing.map((scope) => `${scope} (to ${REQUIRED_SCOPES[scope]})`).join(', ');
      return this.hold(
        session.senderId,
        'scope_missing',
        `The bot lacks: ${list}. Add the scopes in the messenger.`,
      );
    }
    await this.senders.activate(this.database.client, session.senderId, account);
    this.logger.info({ senderId: session.senderId, botUserId: account.botUserId }, 'a bot is ready');
    return 'active';
  }

  private async hold(senderId: string, code: SenderHoldCode, detail: string): Promise<CheckResult> {
    await this.senders.hold(this.database.client, senderId, { code, detail });
    this.logger.error({ senderId, code }, 'a bot is held');
    return 'held';
  }
}

/** What the person who mends it reads. */
export const HOLD_TEXT: Readonly<Record<SenderHoldCode, string>> = {
  token_rejected: 'The messenger does not accept the token. Give a new one with PATCH /v1/senders/{id}.',
  scope_missing:
    'The bot lacks a scope. Add it in the messenger, then PATCH /v1/senders/{id} with {"recheck": true}.',
  access_denied:
    'The messenger has restricted the token. Ask its support, then PATCH /v1/senders/{id} with {"recheck": true}.',
  payment_required:
    'The workspace is not paid for. Once it is, PATCH /v1/senders/{id} with {"recheck": true}.',
};

function holdCodeOf(error: PachcaError): SenderHoldCode | null {
  switch (error.kind) {
    case 'unauthorized':
      return 'token_rejected';
    case 'payment_required':
      return 'payment_required';
    case 'scope_missing':
      return 'scope_missing';
    case 'forbidden':
      return 'access_denied';
    case 'not_found':
    case 'refused':
    case 'throttled':
    case 'unavailable':
    case 'timeout':
    case 'invalid_response':
    case 'response_too_large':
    case 'unexpected_redirect':
      return null;
  }
}
