import type { DoctorFacts } from './doctor-facts.js';
import type { Finding } from './finding.js';

/** Of the room for files that is taken: worth a word before an upload is refused. */
const FULL_SHARE = 0.8;
/** Thresholds of the operations handbook. */
const SKEW_WARNING_MS = 1_000;
const SKEW_ERROR_MS = 30_000;
/** A directory is stale when it has missed this many of its readings, and not before an hour. */
const MISSED_SYNCS = 3;
const STALE_AT_LEAST_S = 3_600;

export function files({ files: { usedBytes, maxBytes } }: DoctorFacts): Finding[] {
  if (usedBytes < maxBytes * FULL_SHARE) return [];
  return [
    {
      code: 'file_storage_low',
      severity: 'warning',
      detail: `Files have ${Math.floor((usedBytes / maxBytes) * 100)} % of their room (${usedBytes} of ${maxBytes} bytes); what does not fit any more is refused (file_storage_full). Delete what is not needed (GET /v1/files, DELETE /v1/files/{id}), or raise VESTNIK_FILE_STORAGE_MB.`,
      subjects: [],
    },
  ];
}

export function clocks({ clockSkewMs }: DoctorFacts): Finding[] {
  const skew = Math.abs(clockSkewMs);
  if (skew < SKEW_WARNING_MS) return [];
  return [
    {
      code: 'clock_skewed',
      severity: skew >= SKEW_ERROR_MS ? 'error' : 'warning',
      detail: `The clocks of this machine and of the database are ${Math.round(skew)} ms apart. Nothing is decided by this machine's clock, but logs mislead. Set up time synchronisation.`,
      subjects: [],
    },
  ];
}

export function directory({ directoryAgeSeconds, directorySyncSeconds }: DoctorFacts): Finding[] {
  const limit = Math.max(STALE_AT_LEAST_S, MISSED_SYNCS * directorySyncSeconds);
  if (directoryAgeSeconds !== null && directoryAgeSeconds <= limit) return [];
  const age =
    directoryAgeSeconds === null
      ? 'was never read'
      : `was last read ${Math.floor(directoryAgeSeconds / 60)} minutes ago`;
  return [
    {
      code: 'directory_stale',
      severity: 'warning',
      detail: `The directory ${age}. POST /v1/directory/sync reads it now; the operation that it answers with tells what is wrong.`,
      subjects: [],
    },
  ];
}
