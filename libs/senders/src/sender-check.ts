import { Inject, Injectable } from '@nestjs/common';
import { Database, isUniqueViolation } from '#lib/database';
import { type Logger, LOGGER } from '#lib/observability';
import { PachcaError } from '#lib/pachca';
import { HOLD_TEXT } from './domain/hold-text.js';
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
    const missing = missingScopes(token.scopes);
    if (missing.length > 0) return this.hold(session.senderId, 'scope_missing', lackText(missing));
    const profile = await session.client.getProfile();
    const account = {
      botUserId: profile.id,
      botName: [profile.firstName, profile.lastName].filter(Boolean).join(' ') || profile.nickname,
      avatarUrl: profile.imageUrl,
      scopes: token.scopes,
    };
    try {
      await this.senders.activate(this.database.client, session.senderId, account);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return this.hold(session.senderId, 'same_bot', HOLD_TEXT.same_bot);
    }
    this.logger.info({ senderId: session.senderId, botUserId: account.botUserId }, 'a bot is ready');
    return 'active';
  }

  private async hold(senderId: string, code: SenderHoldCode, detail: string): Promise<CheckResult> {
    await this.senders.hold(this.database.client, senderId, { code, detail });
    this.logger.error({ senderId, code }, 'a bot is held');
    return 'held';
  }
}

function lackText(missing: readonly (keyof typeof REQUIRED_SCOPES)[]): string {
  const list = missing.map((scope) => `${scope} (to ${REQUIRED_SCOPES[scope]})`).join(', ');
  return `The bot lacks: ${list}. Add the scopes in the messenger, then PATCH /v1/senders/{id} with {"resume": true}.`;
}

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
