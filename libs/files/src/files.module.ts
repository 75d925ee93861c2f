import { Module } from '@nestjs/common';
import { FileUploads } from './file-uploads.js';
import { Files } from './files.service.js';

/** Files of messages, in Postgres: `Files` keeps them, `FileUploads` brings them to the messenger for a bot. */
@Module({ providers: [Files, FileUploads], exports: [Files, FileUploads] })
export class FilesModule {}
