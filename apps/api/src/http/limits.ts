/** Largest request body. */
export const MAX_BODY_BYTES = 256 * 1_024;
/** Largest event that the messenger may post. */
export const MAX_EVENT_BYTES = 64 * 1_024;
/** A client that dribbles its headers, or its whole request, longer than this is cut off. */
export const HEADERS_TIMEOUT_MS = 10_000;
export const REQUEST_TIMEOUT_MS = 30_000;
/** How often Node looks for such clients. */
export const TIMEOUT_CHECK_MS = 2_000;
export const KEEP_ALIVE_MS = 5_000;
export const MAX_HEADER_BYTES = 16 * 1_024;
/** Deepest nesting of a JSON body. */
export const MAX_BODY_DEPTH = 20;
