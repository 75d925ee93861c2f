import { resolve } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Environment, type LogLevel } from './environment.js';

/** The settings, typed and frozen. Durations carry their unit in the name. */
export interface Config {
  /** `null`: the embedded server. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly http: { readonly host: string; readonly port: number };
  readonly pachca: {
    readonly apiUrl: string;
    readonly token: string | null;
    readonly requestTimeoutMs: number;
  };
  /** `null`: the first key is made at the first start. */
  readonly bootstrapApiKey: string | null;
  /** Key that seals bot tokens; `null`: the one in the database. */
  readonly secretKey: Buffer | null;
  /** Most requests of one bot in any second, by class. */
  readonly limits: { readonly send: number; readonly read: number; readonly other: number };
  readonly doubtSettleMs: number;
  readonly directorySyncMs: number;
  readonly directory: {
    /** 0 to 23, in `timeZone`. */
    readonly fullSyncHour: number;
    readonly storesEmail: boolean;
  };
  /** IANA name; of people who have none of their own, and of the company's nights. */
  readonly timeZone: string;
  /** By each person's own clock; urgent campaigns go out at any hour. */
  readonly sendingHours: {
    /** Over midnight where `from` is the later one; `null`: no hour is quiet. */
    readonly quiet: { readonly from: string; readonly to: string } | null;
    readonly isWorkdaysOnly: boolean;
  };
  /** Most notices that a person gets in a day; 0: no cap. */
  readonly dailyCap: number;
  /** 0: the guard against sending twice is off. */
  readonly repeatGuardDays: number;
  /** When a second person has to agree. */
  readonly approval: { readonly above: number; readonly isForEveryone: boolean };
  /** 0: what is sent leaves at once. */
  readonly undoWindowSeconds: number;
  readonly receiptFirstCheckMs: number;
  /** What messages carry: most bytes of all of them, and for how long one stays that nothing names. */
  readonly files: { readonly maxBytes: number; readonly unusedDays: number };
  /** Where figures are served; `null`: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  readonly workers: number;
  /** Hosts of the own network that webhooks may be posted to, `host` or `host:port`. */
  readonly webhookAllowedHosts: readonly string[];
  readonly logLevel: LogLevel;
}

/** Every problem of the environment at once. */
export class ConfigError extends Error {
  override get name(): string {
    return 'ConfigError';
  }

  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
}

/**
 * Reads the settings from environment variables. Empty variables count as unset, as compose files leave them.
 *
 * @throws ConfigError listing every variable that is out of range
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.entries(env).filter(([, value]) => value !== undefined && value !== '');
  const environment = plainToInstance(Environment, Object.fromEntries(set), { exposeDefaultValues: true });
  const problems = [
    ...rangeProblems(environment),
    ...urlProblems(environment),
    ...zoneProblems(environment),
    ...quietProblems(environment),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(toConfig(environment));
}

function rangeProblems(environment: Environment): string[] {
  return validateSync(environment, { stopAtFirstError: true }).map((error) => {
    const text = Object.values(error.constraints ?? {})[0] ?? 'is not valid';
    // class-validator starts some sentences with the property, others with «must»: one form for both.
    return `${error.property} ${text.replace(`${error.property} `, '')}`;
  });
}

function urlProblems(environment: Environment): string[] {
  const url = URL.canParse(environment.PACHCA_API_URL) ? new URL(environment.PACHCA_API_URL) : null;
  if (url === null) return ['PACHCA_API_URL must be a URL such as https://api.pachca.com/api/shared/v1'];
  if (url.protocol === 'https:') return [];
  if (url.protocol === 'http:' && isLoopback(url.hostname)) return [];
  return ['PACHCA_API_URL must start with https:// (plain http is accepted for loopback addresses only)'];
}

function zoneProblems({ VESTNIK_TIME_ZONE: zone }: Environment): string[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return [];
  } catch {
    return ['VESTNIK_TIME_ZONE must be an IANA time zone such as Europe/Moscow'];
  }
}

function quietProblems({ VESTNIK_QUIET_HOURS: hours = '' }: Environment): string[] {
  const [from, to] = hours.split('-');
  return from !== undefined && from !== '' && from === to
    ? ['VESTNIK_QUIET_HOURS must leave some hours: its two times are the same']
    : [];
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function toConfig(environment: Environment): Config {
  return {
    databaseUrl: environment.DATABASE_URL ?? null,
    dataDir: resolve(environment.VESTNIK_DATA_DIR),
    http: { host: environment.HOST, port: environment.PORT },
    pachca: {
      apiUrl: environment.PACHCA_API_URL.replace(/\/+$/, ''),
      token: environment.PACHCA_TOKEN ?? null,
      requestTimeoutMs: environment.VESTNIK_REQUEST_TIMEOUT_SECONDS * 1_000,
    },
    bootstrapApiKey: environment.VESTNIK_BOOTSTRAP_API_KEY ?? null,
    secretKey:
      environment.VESTNIK_SECRET_KEY === undefined
        ? null
        : Buffer.from(environment.VESTNIK_SECRET_KEY, 'hex'),
    limits: {
      send: environment.VESTNIK_SEND_LIMIT,
      read: environment.VESTNIK_READ_LIMIT,
      other: environment.VESTNIK_OTHER_LIMIT,
    },
    doubtSettleMs: environment.VESTNIK_DOUBT_SETTLE_SECONDS * 1_000,
    directorySyncMs: environment.VESTNIK_DIRECTORY_SYNC_MINUTES * 60_000,
    directory: {
      fullSyncHour: environment.VESTNIK_DIRECTORY_FULL_SYNC_HOUR,
      storesEmail: environment.VESTNIK_STORE_EMAIL === 'true',
    },
    timeZone: environment.VESTNIK_TIME_ZONE,
    sendingHours: {
      quiet: quietOf(environment.VESTNIK_QUIET_HOURS),
      isWorkdaysOnly: environment.VESTNIK_SEND_DAYS === 'workdays',
    },
    dailyCap: environment.VESTNIK_DAILY_CAP,
    repeatGuardDays: environment.VESTNIK_REPEAT_GUARD_DAYS,
    approval: {
      above: environment.VESTNIK_APPROVAL_ABOVE,
      isForEveryone: environment.VESTNIK_APPROVAL_EVERYONE === 'true',
    },
    undoWindowSeconds: environment.VESTNIK_UNDO_WINDOW_SECONDS,
    receiptFirstCheckMs: environment.VESTNIK_RECEIPT_FIRST_CHECK_SECONDS * 1_000,
    files: {
      maxBytes: environment.VESTNIK_FILE_STORAGE_MB * 1_048_576,
      unusedDays: environment.VESTNIK_FILE_UNUSED_DAYS,
    },
    metrics:
      environment.VESTNIK_METRICS_PORT === undefined
        ? null
        : { host: environment.VESTNIK_METRICS_HOST, port: environment.VESTNIK_METRICS_PORT },
    workers: environment.VESTNIK_WORKERS,
    webhookAllowedHosts: (environment.VESTNIK_WEBHOOK_ALLOWED_HOSTS ?? '')
      .split(',')
      .map((host) => host.trim())
      .filter(Boolean),
    logLevel: environment.VESTNIK_LOG_LEVEL,
  };
}

function quietOf(hours: string | undefined): { readonly from: string; readonly to: string } | null {
  const [from, to] = hours?.split('-') ?? [];
  return from === undefined || to === undefined ? null : { from, to };
}
