import { hostname } from 'node:os';
import { newUuid } from '#lib/kernel';

/** Who a worker process is, in leases and history: host, pid and a uuid of this boot, so it is never used again. */
export function ownerIdentity(): string {
  return `${hostname()}:${String(process.pid)}:${newUuid()}`;
}
