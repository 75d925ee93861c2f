import { Module } from '@nestjs/common';
import { Mentions } from './mentions.service.js';
import { Templates } from './templates.service.js';

@Module({ providers: [Mentions, Templates], exports: [Mentions, Templates] })
export class ContentModule {}
