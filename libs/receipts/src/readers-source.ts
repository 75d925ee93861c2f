/** What the poller needs of `#lib/pachca`'s client. */
export interface ReadersSource {
  /**
   * Ids of those who read a message, page by page; reaching the end means that the list is whole.
   *
   * @throws PachcaError when the list cannot be read to its end
   */
  readMemberIds(messageId: number): AsyncIterable<readonly number[]>;
}
