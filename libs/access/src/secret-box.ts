import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Config, CONFIG } from '#lib/config';
import { SealBrokenError } from './domain/access.errors.js';
import { SecretKeyRepository } from './secret-key.repository.js';

const CIPHER = 'aes-256-gcm';
/** First byte of a sealed value: how it was sealed, so that a later way can live beside this one. */
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

interface Keys {
  readonly sealing: Buffer;
  readonly fingerprinting: Buffer;
}

/**
 * Seals what must be stored and read back, such as bot tokens: AES-256-GCM with a random nonce. The key is
 * `VESTNIK_SECRET_KEY`, or one that is made on first need and kept in the database; then a dump of the database opens
 * its own secrets, so set the variable where dumps travel.
 */
@Injectable()
export class SecretBox {
  private keys: Promise<Keys> | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly stored: SecretKeyRepository,
  ) {}

  /**
   * @param aad where the value lives, such as `sender.token`: the result opens only under the same words, so a sealed
   *   value copied into another field is refused
   */
  async seal(plaintext: string, aad: string): Promise<Buffer> {
    const { sealing } = await this.derivedKeys();
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, sealing, nonce).setAAD(Buffer.from(aad));
    const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(FORMAT), nonce, cipher.getAuthTag(), body]);
  }

  /** @throws SealBrokenError when it was sealed with another key, under another `aad`, or changed since */
  async open(sealed: Buffer, aad: string): Promise<string> {
    if (sealed.length < HEADER_BYTES || sealed[0] !== FORMAT) throw new SealBrokenError();
    const { sealing } = await this.derivedKeys();
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, sealing, nonce)
      .setAAD(Buffer.from(aad))
      .setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEADER_BYTES));
    try {
      const start = decipher.update(sealed.subarray(HEADER_BYTES));
      return Buffer.concat([start, decipher.final()]).toString('utf8');
    } catch {
      throw new SealBrokenError();
    }
  }

  /**
   * 32 bytes that are equal for equal texts and say nothing about them without the key (HMAC-SHA256): finds a token
   * that is here already, and signs what a client must hand back unchanged.
   */
  async fingerprint(text: string): Promise<Buffer> {
    const { fingerprinting } = await this.derivedKeys();
    return createHmac('sha256', fingerprinting).update(text).digest();
  }

  private derivedKeys(): Promise<Keys> {
    // A failure is not kept: the database may be back at the next call.
    this.keys ??= this.derive().catch((error: unknown) => {
      this.keys = null;
      throw error;
    });
    return this.keys;
  }

  private async derive(): Promise<Keys> {
    const key = this.config.secretKey ?? (await this.stored.loadOrStore(randomBytes(32)));
    return { sealing: derive(key, 'seal'), fingerprinting: derive(key, 'fingerprint') };
  }
}

/** One key per purpose, so that no use can weaken another (HKDF, RFC 5869). */
function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `vestnik/${purpose}/v1`, 32));
}
