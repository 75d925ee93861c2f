import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, MinLength } from 'class-validator';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const POSTGRES_URL = /^postgres(ql)?:\/\//;

/**
 * Every environment variable that Vestnik reads, with its range and default. The README's table and .env.example are
 * held equal to this class by a test.
 */
export class Environment {
  /** Connection string of Postgres 15 or newer; unset: the embedded server in VESTNIK_DATA_DIR. */
  @IsOptional()
  @Matches(POSTGRES_URL, { message: 'must be a postgresql:// connection string' })
  readonly DATABASE_URL?: string;

  /** Folder of the embedded database. */
  @IsString()
  @MinLength(1)
  readonly VESTNIK_DATA_DIR: string = '.data';

  /** Address on which the api listens; 0.0.0.0 for all. */
  @IsString()
  @MinLength(1)
  readonly HOST: string = '127.0.0.1';

  /** Port of the api, console included. 0 takes a free one and prints it. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly PORT: number = 8080;

  /** Base address of the messenger's API; plain http is accepted for loopback addresses only. */
  @IsString()
  @MinLength(1)
  readonly PACHCA_API_URL: string = 'https://api.pachca.com/api/shared/v1';

  /** Token of the first sender (bot); unset: added later over the API. */
  @IsOptional()
  @IsString()
  @MinLength(8)
  readonly PACHCA_TOKEN?: string;

  /** First administrator's API key; unset: one is made at the first start and printed once. */
  @IsOptional()
  @IsString()
  readonly VESTNIK_BOOTSTRAP_API_KEY?: string;

  /** 32 bytes in hex that seal bot tokens in the database; unset: a key kept in the database itself. */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/i, { message: 'must be 64 hexadecimal digits (openssl rand -hex 32)' })
  readonly VESTNIK_SECRET_KEY?: string;

  /** Most sends, edits and deletes of one bot in any second; the mean stays below. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  readonly VESTNIK_SEND_LIMIT: number = 4;

  /** Most reads of messages, histories and readers of one bot in any second. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  readonly VESTNIK_READ_LIMIT: number = 8;

  /** Most other requests of one bot in any second. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  readonly VESTNIK_OTHER_LIMIT: number = 40;

  /**
   * How long after a doubtful send its absence from the chat starts to count. Must exceed the longest time after
   * which the messenger may still apply a request; only tests and drills shorten it.
   */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(86_400)
  readonly VESTNIK_DOUBT_SETTLE_SECONDS: number = 300;

  /** Total deadline of one request to the messenger, body included. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(60)
  readonly VESTNIK_REQUEST_TIMEOUT_SECONDS: number = 10;

  /** How often the directory is synchronised in full; older people are looked up one by one before a send. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_440)
  readonly VESTNIK_DIRECTORY_SYNC_MINUTES: number = 10;

  /** Hour of the company's day in which everything is read again, what rarely changes included. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(23)
  readonly VESTNIK_DIRECTORY_FULL_SYNC_HOUR: number = 3;

  /** Whether people's e-mail addresses are kept, so that they can be found by them. Phone numbers never are. */
  @IsIn(['true', 'false'])
  readonly VESTNIK_STORE_EMAIL: string = 'false';

  /** The company's time zone, an IANA name: the messenger does not tell it. */
  @IsString()
  @MinLength(1)
  readonly VESTNIK_TIME_ZONE: string = 'Europe/Moscow';

  /** Hours in which nobody is written to, by the clock of each person's own zone: `21:00-08:00`. Unset: none. */
  @IsOptional()
  @Matches(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, {
    message: 'must be two times of day such as 21:00-08:00',
  })
  readonly VESTNIK_QUIET_HOURS?: string;

  /** On which days people are written to: all, or those that are worked by the Russian production calendar. */
  @IsIn(['all', 'workdays'])
  readonly VESTNIK_SEND_DAYS: string = 'all';

  /**
   * Most notices that a person gets in a day of their own, follow-ups included; what is more waits for their next
   * morning, mandatory campaigns do not. 0: no cap.
   */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(100)
  readonly VESTNIK_DAILY_CAP: number = 0;

  /** How many days back sending the same text to most of the same people needs a word of its own; 0: never. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(90)
  readonly VESTNIK_REPEAT_GUARD_DAYS: number = 1;

  /** How long a send can be taken back before anything leaves, unless the request says otherwise; 0: not at all. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(600)
  readonly VESTNIK_UNDO_WINDOW_SECONDS: number = 10;

  /** A second person has to agree to campaigns to more people than this. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  readonly VESTNIK_APPROVAL_ABOVE: number = 500;

  /** Whether a second person has to agree to the audience «everyone», however few they are. */
  @IsIn(['true', 'false'])
  readonly VESTNIK_APPROVAL_EVERYONE: string = 'true';

  /** When an unread message is first looked at; later gaps are in proportion, in the person's hours of work. Two weeks long. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3_600)
  readonly VESTNIK_RECEIPT_FIRST_CHECK_SECONDS: number = 300;

  /** Most bytes of files that messages carry, all of them together, in megabytes of 1,048,576. */
  @Type(() => Number)
  @IsInt()
  @Min(10)
  @Max(1_000_000)
  readonly VESTNIK_FILE_STORAGE_MB: number = 1_024;

  /** After so many days a file goes that no draft, sent text, template, test or plan of reminders names. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(365)
  readonly VESTNIK_FILE_UNUSED_DAYS: number = 7;

  /** Worker processes that `npm start` runs beside the api. 0: none, they run elsewhere. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(16)
  readonly VESTNIK_WORKERS: number = 1;

  /**
   * Hosts of the own network that webhooks may be posted to, `host` or `host:port`, separated by commas: also over http,
   * on other ports and at private addresses. Others: https on port 443 at public addresses only.
   */
  @IsOptional()
  @Matches(
    /^\s*(\[[0-9a-f:]+\]|[\p{L}\p{N}._-]+)(:\d{1,5})?(\s*,\s*(\[[0-9a-f:]+\]|[\p{L}\p{N}._-]+)(:\d{1,5})?)*\s*$/iu,
    {
      message: 'must be hosts separated by commas, such as hooks.corp.local,10.1.2.3:8080',
    },
  )
  readonly VESTNIK_WEBHOOK_ALLOWED_HOSTS?: string;

  /** Port of the figures for Prometheus; unset: none are served. Worker n takes this port plus n; 0: a free one each. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_000)
  readonly VESTNIK_METRICS_PORT?: number;

  /** Address on which the figures are served: whoever reaches it may read them. */
  @IsString()
  @MinLength(1)
  readonly VESTNIK_METRICS_HOST: string = '127.0.0.1';

  /** Least severe log line that is written. */
  @IsIn(LOG_LEVELS)
  readonly VESTNIK_LOG_LEVEL: LogLevel = 'info';
}
