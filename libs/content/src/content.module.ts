import { Module } from '@nestjs/common';
import { Mentions } from './mentions.service.js';

@Module({ providers: [Mentions], exports: [Mentions] })
export class ContentModule {}
