export { FILE_EXTENSIONS, FILE_KINDS, type FileKind } from './domain/file-kind.js';
export {
  FileEmptyError,
  FileInUseError,
  FileNotFoundError,
  FileStorageFullError,
  FileTooLargeError,
  FileTypeRefusedError,
} from './domain/file.errors.js';
export { FileUploads } from './file-uploads.js';
export { type FileCursor, type StoredFile } from './files.queries.js';
export { FilesModule } from './files.module.js';
export { Files, type FileUpload, MAX_FILE_BYTES } from './files.service.js';
export { UnusedFiles } from './unused-files.js';
