import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';

/** Injection token of the process's `Logger`. */
export const LOGGER = Symbol('Logger');

/**
 * JSON lines on stdout. The message is a constant, facts are fields; tokens, cookies, names of people and texts of
 * messages are never fields.
 */
export type Logger = Pick<PinoLogger, 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'flush'> & {
  child(fields: Readonly<Record<string, unknown>>): Logger;
};

export interface LoggerOptions {
  readonly level: string;
  /** Which process this is: api, worker and so on. */
  readonly service: string;
  readonly destination?: DestinationStream;
}

/** Whatever ends up in a field by mistake: secrets are cut out by their names. */
const REDACTED = [
  'token',
  'authorization',
  'cookie',
  'password',
  '*.token',
  '*.authorization',
  '*.cookie',
  '*.password',
];

/** Writes synchronously, so that the last line of a process that dies is there. `time` is UTC, as `ts`. */
export function createLogger(options: LoggerOptions): Logger {
  return pino(
    {
      level: options.level,
      base: { service: options.service, pid: process.pid },
      messageKey: 'msg',
      timestamp: () => `,"ts":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: REDACTED, censor: '[redacted]' },
    },
    options.destination ?? pino.destination({ dest: 1, sync: true }),
  );
}
