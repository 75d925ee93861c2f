import { Injectable } from '@nestjs/common';
import { SealBrokenError, SecretBox } from '#lib/access';
import { Database, isUniqueViolation, type Tx } from '#lib/database';
import { HOLD_TEXT } from './domain/hold-text.js';
import { type Sender, type SenderHoldCode, tokenHint } from './domain/sender.js';
import { SenderNotFoundError, SenderTokenTakenError } from './domain/sender.errors.js';
import { type BotAccount, type NewSender, SendersRepository } from './senders.repository.js';

/** The bots that Vestnik sends as. */
@Injectable()
export class SendersService {
  constructor(
    private readonly database: Database,
    private readonly senders: SendersRepository,
    private readonly secrets: SecretBox,
  ) {}

  /** All bots, oldest first, held ones included. */
  list(): Promise<Sender[]> {
    return this.senders.list(this.database.client);
  }

  /** @throws SenderNotFoundError */
  async get(id: string, tx: Tx = this.database.client): Promise<Sender> {
    const sender = await this.senders.find(tx, id);
    if (sender === null) throw new SenderNotFoundError();
    return sender;
  }

  /**
   * Adds a bot by its token. The token is tried by a worker, so the answer is a sender in `checking`.
   *
   * @throws SenderTokenTakenError
   */
  async add(
    input: { readonly name: string; readonly token: string },
    tx: Tx = this.database.client,
  ): Promise<Sender> {
    const sealed = await this.sealToken(input.token);
    return this.unlessTaken(() => this.senders.insert(tx, { name: input.name, ...sealed }));
  }

  /** The sender of this token, added when it is new. For the token that the environment names. */
  async ensureFromToken(token: string): Promise<Sender> {
    const { tokenFingerprint } = await this.sealToken(token);
    const known = await this.senders.findByFingerprint(this.database.client, tokenFingerprint);
    if (known !== null) return known;
    try {
      return await this.add({ name: 'PACHCA_TOKEN', token });
    } catch (error) {
      // Another process that started at the same moment was faster.
      const added = await this.senders.findByFingerprint(this.database.client, tokenFingerprint);
      if (added === null) throw error;
      return added;
    }
  }

  /** @throws SenderNotFoundError */
  async rename(id: string, name: string, tx: Tx = this.database.client): Promise<Sender> {
    await this.senders.rename(tx, id, name);
    return this.get(id, tx);
  }

  /** The account that canaries go to; `null`: none are sent any more. @throws SenderNotFoundError */
  async setCanaryUser(
    id: string,
    canaryUserId: number | null,
    tx: Tx = this.database.client,
  ): Promise<Sender> {
    await this.senders.setCanaryUser(tx, id, canaryUserId);
    return this.get(id, tx);
  }

  /** @throws SenderTokenTakenError, SenderNotFoundError */
  async replaceToken(id: string, token: string, tx: Tx = this.database.client): Promise<Sender> {
    const sealed = await this.sealToken(token);
    await this.unlessTaken(() => this.senders.replaceToken(tx, id, sealed));
    return this.get(id, tx);
  }

  /** Tries a held sender again, for example after its rights were mended. */
  async recheck(id: string, tx: Tx = this.database.client): Promise<Sender> {
    await this.senders.recheck(tx, id);
    return this.get(id, tx);
  }

  /**
   * The sender that a campaign will use: the one it names, else the oldest active one, else the oldest.
   *
   * @returns `null` where there is none; a held one is returned with its reason, for the caller to refuse
   */
  async choose(tx: Tx, id: string | null): Promise<Sender | null> {
    if (id !== null) return this.senders.find(tx, id);
    const all = await this.senders.list(tx);
    return all.find((sender) => sender.status === 'active') ?? all[0] ?? null;
  }

  /** The messenger accepted the token: what it says of the account is kept, and a canary is due at once. */
  async activate(tx: Tx, id: string, account: BotAccount): Promise<void> {
    await this.senders.activate(tx, id, account);
  }

  /** The messenger refused the bot: nothing is sent with it until somebody mends it. Its runs are the caller's. */
  async hold(
    tx: Tx,
    id: string,
    why: { readonly code: SenderHoldCode; readonly detail: string },
  ): Promise<void> {
    await this.senders.hold(tx, id, why);
  }

  /**
   * The token in clear, and a sign that changes whenever it does. A token that this process's key does not open puts the
   * sender on hold: one wrong key must stop no other bot.
   *
   * @returns `null` for an unknown sender, and for one whose token cannot be opened
   */
  async openToken(id: string): Promise<{ readonly token: string; readonly version: string } | null> {
    const found = await this.senders.findToken(this.database.client, id);
    if (found === null) return null;
    try {
      return { token: await this.secrets.open(Buffer.from(found.sealed), TOKEN_AAD), version: found.version };
    } catch (error) {
      if (!(error instanceof SealBrokenError)) throw error;
      await this.hold(this.database.client, id, {
        code: 'token_unreadable',
        detail: HOLD_TEXT.token_unreadable,
      });
      return null;
    }
  }

  /** The sign alone, without opening anything: owners compare it several times a second. `null`: no such sender. */
  async tokenVersion(id: string): Promise<string | null> {
    return (await this.senders.findToken(this.database.client, id))?.version ?? null;
  }

  private async sealToken(token: string): Promise<Omit<NewSender, 'name'>> {
    const [sealed, fingerprint] = await Promise.all([
      this.secrets.seal(token, TOKEN_AAD),
      this.secrets.fingerprint(token),
    ]);
    return {
      tokenSealed: Uint8Array.from(sealed),
      tokenFingerprint: Uint8Array.from(fingerprint),
      tokenHint: tokenHint(token),
    };
  }

  private async unlessTaken<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (isUniqueViolation(error)) throw new SenderTokenTakenError();
      throw error;
    }
  }
}

/** Binds a sealed value to its field: moved elsewhere, it does not open. */
const TOKEN_AAD = 'sender.token';
