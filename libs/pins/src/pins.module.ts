import { Module } from '@nestjs/common';
import { Pinner } from './pinner.js';

/** For the owner of a bot. */
@Module({ providers: [Pinner], exports: [Pinner] })
export class PinsModule {}
