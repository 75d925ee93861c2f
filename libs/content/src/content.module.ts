import { Module } from '@nestjs/common';
import { Mentions } from './mentions.service.js';
import { Templates } from './templates.service.js';

/** The template library, and who is called by a mention. The rest of the lib is functions. */
@Module({ providers: [Mentions, Templates], exports: [Mentions, Templates] })
export class ContentModule {}
