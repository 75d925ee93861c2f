import { Injectable } from '@nestjs/common';
import { Database } from '#lib/database';

/** The key that seals secrets, where the operator gave none: one row. */
@Injectable()
export class SecretKeyRepository {
  constructor(private readonly database: Database) {}

  /** The stored key; `candidate` becomes it when there is none. Processes that race end with the same one. */
  async loadOrStore(candidate: Buffer): Promise<Buffer> {
    const { client } = this.database;
    await client.secretKey.createMany({
      data: [{ id: 1, material: Uint8Array.from(candidate) }],
      skipDuplicates: true,
    });
    const row = await client.secretKey.findUniqueOrThrow({ where: { id: 1 } });
    return Buffer.from(row.material);
  }
}
