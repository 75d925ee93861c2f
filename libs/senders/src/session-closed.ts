/** What everything that waits for a bot gets when this process stops owning it. Nothing was sent; nothing is lost. */
export class SessionClosed extends Error {
  override get name(): string {
    return 'SessionClosed';
  }
}
