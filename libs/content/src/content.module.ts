import { Module } from '@nestjs/common';
import { FilesModule } from '#lib/files';
import { Mentions } from './mentions.service.js';
import { Templates } from './templates.service.js';

/** The template library, and who is called by a mention. The rest of the lib is functions. */
@Module({ imports: [FilesModule], providers: [Mentions, Templates], exports: [Mentions, Templates] })
export class ContentModule {}
