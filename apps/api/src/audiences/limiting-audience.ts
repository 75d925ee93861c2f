import { Injectable } from '@nestjs/common';
import { grants, type Principal } from '#lib/access';
import { AudienceIsLimitError, SavedAudiences } from '#lib/audiences';
import type { Tx } from '#lib/database';

/** Whoever changes the audience that a key is limited to changes what that key, perhaps their own, may do. */
@Injectable()
export class LimitingAudience {
  constructor(private readonly audiences: SavedAudiences) {}

  /** @param id of what somebody wants to change @throws AudienceIsLimitError */
  async refuse(tx: Tx, id: string, { scopes, limits }: Principal): Promise<void> {
    if (limits === null && grants(scopes, 'api_keys:write')) return;
    if (await this.audiences.isLimit(tx, id)) throw new AudienceIsLimitError();
  }
}
