import { Module } from '@nestjs/common';
import { FileUploads } from './file-uploads.js';
import { Files } from './files.service.js';
import { UnusedFiles } from './unused-files.js';

const SERVICES = [Files, FileUploads, UnusedFiles];

/** Files of messages, in Postgres: `Files` keeps them, `FileUploads` brings them to the messenger, `UnusedFiles` clears up. */
@Module({ providers: SERVICES, exports: SERVICES })
export class FilesModule {}
