/** Type of the operations that read the whole directory; `done` and `total` count pages of people. */
export const DIRECTORY_SYNC = 'directory_sync';
