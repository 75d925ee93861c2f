import { createHash } from 'node:crypto';
import { type Answer } from '../http/answer.js';
import { type Call, type Operation } from '../http/operation.js';
import { type Simulation } from '../simulation.js';

/** Where files are put; the place of the vendor's own sample. */
export const DIRECT_UPLOAD_PATH = '/api/v3/direct_upload';

export const UPLOAD_OPERATIONS: readonly Operation[] = [
  {
    name: 'uploads.create',
    method: 'POST',
    path: '/uploads',
    scope: 'uploads:write',
    requestClass: 'other',
    handle: grantUpload,
  },
];

/** Not wrapped in `data`, unlike the rest. */
function grantUpload(call: Call): Answer {
  const grant = call.sim.now.world.uploads.grant(call.bot.tokenId, Date.now());
  return { status: 201, body: { ...grant.fields, direct_url: call.sim.origin + DIRECT_UPLOAD_PATH } };
}

/** A multipart body, in the order in which its parts came. */
export interface UploadForm {
  readonly parts: readonly (readonly [name: string, value: string | UploadPart])[];
}

export interface UploadPart {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/**
 * What the file store does with a form: the eight fields must be those of a grant that is still good, and the file the
 * last part. `${filename}` in the key is filled in here when the client has not done so.
 */
export function putFile(sim: Simulation, form: unknown): Answer {
  if (!isUploadForm(form)) return storeError(400, 'MalformedPOSTRequest');
  const fields = new Map(
    form.parts.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const [lastName, file] = form.parts.at(-1) ?? ['', ''];
  if (lastName !== 'file' || typeof file === 'string') return storeError(400, 'InvalidArgument');
  const { uploads, tallies } = sim.now.world;
  const grant = uploads.findGrant(fields.get('x-amz-signature') ?? '');
  const key = fields.get('key');
  if (grant === undefined || key === undefined) return storeError(403, 'SignatureDoesNotMatch');
  if (Date.now() - grant.issuedAtMs > sim.behaviour.uploadLifetimeMs) return storeError(403, 'AccessDenied');
  const isAltered = Object.entries(grant.fields).some(
    ([name, value]) => name !== 'key' && fields.get(name) !== value,
  );
  const stem = grant.key.replace('${filename}', '');
  if (isAltered || !key.startsWith(stem) || key.length === stem.length)
    return storeError(403, 'AccessDenied');
  uploads.put({
    key: key.replace('${filename}', () => file.name),
    tokenId: grant.tokenId,
    size: file.bytes.length,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    contentType: file.contentType,
    useCount: 0,
  });
  tallies.uploads += 1;
  return { status: sim.behaviour.uploadSuccessStatus };
}

function isUploadForm(form: unknown): form is UploadForm {
  return typeof form === 'object' && form !== null && 'parts' in form;
}

function storeError(status: number, code: string): Answer {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`;
  return { status, body: xml, headers: { 'content-type': 'application/xml' } };
}
