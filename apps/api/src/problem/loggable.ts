/** What of an error may stand in a log. */
export interface LoggableError {
  readonly error: string;
  readonly error_code: string | null;
  /** `null` where it may hold what people wrote. */
  readonly reason: string | null;
  /** Where it came from: the frames, without the message above them. */
  readonly frames: string;
}

const MAX_REASON = 300;
const MAX_FRAMES = 12;

/**
 * The parts of an error that hold no names, tokens or texts of messages. Prisma prints the values of a failed call into
 * its message, so of its errors only the code and the place are told.
 */
export function loggable(error: unknown): LoggableError {
  if (!(error instanceof Error)) return { error: typeof error, error_code: null, reason: null, frames: '' };
  const isSpeaking = !error.name.startsWith('PrismaClient');
  const stack = error.stack ?? '';
  const afterMessage = stack.slice(stack.indexOf(error.message) + error.message.length);
  const frames = afterMessage.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    error_code: 'code' in error && typeof error.code === 'string' ? error.code : null,
    reason: isSpeaking ? error.message.slice(0, MAX_REASON) : null,
    frames: frames.slice(0, MAX_FRAMES).join('\n'),
  };
}
