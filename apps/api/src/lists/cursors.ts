import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SecretBox } from '#lib/access';
import { InvalidCursorError } from '../problem/edge-errors.js';

const SIGNATURE_BYTES = 12;

/** Which list a cursor belongs to: its name and every filter, for a place in one list means nothing in another. */
export interface ListIdentity {
  readonly name: string;
  readonly filters: Readonly<Record<string, unknown>>;
}

/** Cursors are places in a list, signed, so that nobody can ask for a place that was never given out. */
@Injectable()
export class Cursors {
  constructor(private readonly secrets: SecretBox) {}

  /** @param position anything JSON can say; dates become their RFC 3339 text */
  async encode(list: ListIdentity, position: unknown): Promise<string> {
    const text = JSON.stringify(position);
    const signature = await this.sign(list, text);
    return `${Buffer.from(text).toString('base64url')}.${signature.toString('base64url')}`;
  }

  /** The position; `null` for no cursor. @throws InvalidCursorError */
  async decode<Position>(list: ListIdentity, cursor: string | undefined): Promise<Position | null> {
    if (cursor === undefined) return null;
    const [body = '', signature = '', ...rest] = cursor.split('.');
    const text = Buffer.from(body, 'base64url').toString('utf8');
    const [given, expected] = [Buffer.from(signature, 'base64url'), await this.sign(list, text)];
    if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new InvalidCursorError();
    }
    return JSON.parse(text) as Position;
  }

  private async sign(list: ListIdentity, text: string): Promise<Buffer> {
    const signed = JSON.stringify(['cursor', list.name, Object.entries(list.filters).sort(), text]);
    return (await this.secrets.fingerprint(signed)).subarray(0, SIGNATURE_BYTES);
  }
}
