import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '#lib/database';
import { rememberShown } from './edit.queries.js';

/** What messages are known to show, so that the look after an edit can tell a text of ours from one that landed late. */
@Injectable()
export class ShownTexts {
  /**
   * A message was changed by us without an edit. Without an open edit to this version there is nothing to remember.
   *
   * @param shown what the messenger answered
   */
  async changed(
    tx: Tx,
    message: { readonly deliveryId: bigint; readonly contentVersionId: string; readonly shown: string },
  ): Promise<void> {
    await rememberShown(tx, { ...message, hash: shownHash(message.shown) });
  }
}

export const shownHash = (content: string): string => createHash('sha256').update(content).digest('hex');
