import { type BodyReader, isFields } from '../http/body.js';
import { type Call } from '../http/operation.js';
import { refusal } from '../http/refusal.js';
import { type AttachedFile } from '../world/message.js';

const FILE_TYPES = ['file', 'image', 'audio', 'voice'] as const;

/**
 * The files of a message. Each must have been uploaded by the same token, and its name must end like its key does:
 * a different extension is `wrong_params`.
 */
export function filesFrom(call: Call, values: readonly unknown[], reader: BodyReader): AttachedFile[] {
  const key = reader.keyOf('files');
  const { behaviour } = call.sim;
  if (values.length > behaviour.maxFiles) throw refusal(422, key, 'too_long', values.length);
  return values.map((value) => checkedFile(call, value, key));
}

/** To be called once the message is applied. */
export function noteUse(call: Call, files: readonly AttachedFile[]): void {
  for (const file of files) {
    const upload = call.sim.now.world.uploads.find(file.key);
    if (upload !== undefined) upload.useCount += 1;
  }
}

function checkedFile(call: Call, value: unknown, key: string): AttachedFile {
  if (!isFields(value)) throw refusal(400, key, 'invalid', value);
  const { key: fileKey, name, size } = value;
  const fileType = FILE_TYPES.find((each) => each === (value['file_type'] ?? 'file'));
  if (typeof fileKey !== 'string' || typeof name !== 'string' || fileType === undefined) {
    throw refusal(400, key, 'invalid', value);
  }
  if (size !== undefined && !Number.isInteger(size)) throw refusal(400, key, 'invalid', size);
  const { world } = call.sim.now;
  const upload = world.uploads.find(fileKey);
  if (upload?.tokenId !== call.bot.tokenId) throw refusal(422, key, 'not_found', fileKey);
  if (extensionOf(fileKey) !== extensionOf(name)) throw refusal(422, key, 'wrong_params', name);
  if (upload.useCount > 0 && !call.sim.behaviour.fileKeyReuse) throw refusal(422, key, 'taken', fileKey);
  return {
    id: world.nextFileId(),
    key: fileKey,
    name,
    fileType,
    width: sideOf(value['width']),
    height: sideOf(value['height']),
  };
}

function sideOf(value: unknown): number | null {
  return Number.isInteger(value) ? Number(value) : null;
}

function extensionOf(name: string): string {
  return /\.[^./]+$/.exec(name)?.[0].toLowerCase() ?? '';
}
