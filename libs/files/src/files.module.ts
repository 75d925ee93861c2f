import { Module } from '@nestjs/common';
import { FileUploads } from './file-uploads.js';
import { Files } from './files.service.js';

@Module({ providers: [Files, FileUploads], exports: [Files, FileUploads] })
export class FilesModule {}
