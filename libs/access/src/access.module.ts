import { Module } from '@nestjs/common';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeysService } from './api-keys.service.js';
import { FirstKeyService } from './first-key.service.js';
import { IdempotencyService } from './idempotency.service.js';
import { SecretBox } from './secret-box.js';
import { SecretKeyRepository } from './secret-key.repository.js';

/** Needs the global `ConfigModule` and `DatabaseModule`. */
@Module({
  providers: [
    SecretKeyRepository,
    SecretBox,
    ApiKeysRepository,
    ApiKeysService,
    FirstKeyService,
    IdempotencyService,
  ],
  exports: [SecretBox, ApiKeysService, FirstKeyService, IdempotencyService],
})
export class AccessModule {}
