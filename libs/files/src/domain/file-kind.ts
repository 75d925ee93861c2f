/** How the messenger shows it. */
export const FILE_KINDS = ['file', 'image', 'audio'] as const;
/** By the extension, which the content must bear out. Videos are `file`: the messenger has no kind of its own for them. */
export type FileKind = (typeof FILE_KINDS)[number];

/** A type of file that is taken. */
export interface FileType {
  readonly contentType: string;
  readonly kind: FileKind;
}

/** Bytes by which a type is known, at their place; `null`: a text, which has none. */
type Sign = readonly { readonly at: number; readonly bytes: readonly number[] }[] | null;

const ascii = (text: string, at = 0): NonNullable<Sign>[number] => ({
  at,
  bytes: Array.from(text, (character) => character.charCodeAt(0)),
});
const bytes = (...values: readonly number[]): NonNullable<Sign>[number] => ({ at: 0, bytes: values });

/** Each entry is one way in which such a file may begin; all marks of a way must be there. */
const ZIP: readonly Sign[] = [[bytes(0x50, 0x4b, 0x03, 0x04)]];
const OLD_OFFICE: readonly Sign[] = [[bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)]];
const JPEG: readonly Sign[] = [[bytes(0xff, 0xd8, 0xff)]];
const ISO_MEDIA: readonly Sign[] = [[ascii('ftyp', 4)]];
const TEXT: readonly Sign[] = [null];

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

const TYPES: Readonly<
  Record<string, readonly [contentType: string, kind: FileKind, signs: readonly Sign[]]>
> = {
  pdf: ['application/pdf', 'file', [[ascii('%PDF-')]]],
  docx: [`${OOXML}.wordprocessingml.document`, 'file', ZIP],
  xlsx: [`${OOXML}.spreadsheetml.sheet`, 'file', ZIP],
  pptx: [`${OOXML}.presentationml.presentation`, 'file', ZIP],
  odt: [`${ODF}.text`, 'file', ZIP],
  ods: [`${ODF}.spreadsheet`, 'file', ZIP],
  odp: [`${ODF}.presentation`, 'file', ZIP],
  doc: ['application/msword', 'file', OLD_OFFICE],
  xls: ['application/vnd.ms-excel', 'file', OLD_OFFICE],
  ppt: ['application/vnd.ms-powerpoint', 'file', OLD_OFFICE],
  rtf: ['application/rtf', 'file', [[ascii('{\\rtf')]]],
  zip: ['application/zip', 'file', ZIP],
  txt: ['text/plain', 'file', TEXT],
  csv: ['text/csv', 'file', TEXT],
  ics: ['text/calendar', 'file', [[ascii('BEGIN:VCALENDAR')]]],
  png: ['image/png', 'image', [[bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)]]],
  jpg: ['image/jpeg', 'image', JPEG],
  jpeg: ['image/jpeg', 'image', JPEG],
  gif: ['image/gif', 'image', [[ascii('GIF87a')], [ascii('GIF89a')]]],
  webp: ['image/webp', 'image', [[ascii('RIFF'), ascii('WEBP', 8)]]],
  mp3: [
    'audio/mpeg',
    'audio',
    [[ascii('ID3')], [bytes(0xff, 0xfb)], [bytes(0xff, 0xf3)], [bytes(0xff, 0xf2)]],
  ],
  ogg: ['audio/ogg', 'audio', [[ascii('OggS')]]],
  wav: ['audio/wav', 'audio', [[ascii('RIFF'), ascii('WAVE', 8)]]],
  m4a: ['audio/mp4', 'audio', ISO_MEDIA],
  mp4: ['video/mp4', 'file', ISO_MEDIA],
  mov: ['video/quicktime', 'file', ISO_MEDIA],
};

/** Extensions that are taken. Nothing that a double click would run, and no markup that a browser would. */
export const FILE_EXTENSIONS: readonly string[] = Object.keys(TYPES);

/** Lower case, without the dot; empty where there is none. */
export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** What a file of this name is, if its extension is one of those that are taken. */
export function typeOf(extension: string): FileType | null {
  const found = Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
  return found === undefined ? null : { contentType: found[0], kind: found[1] };
}

/** Whether a file that begins so is what its extension says; texts are looked at piece by piece (`isText`). */
export function beginsAs(extension: string, head: Uint8Array): boolean {
  const signs = Object.hasOwn(TYPES, extension) ? (TYPES[extension]?.[2] ?? []) : [];
  return signs.some(
    (sign) =>
      sign === null ||
      sign.every((mark) => mark.bytes.every((byte, offset) => head[mark.at + offset] === byte)),
  );
}

/** Whether files of this extension are told by their characters and not by how they begin. */
export function isTextType(extension: string): boolean {
  return Object.hasOwn(TYPES, extension) && TYPES[extension]?.[2] === TEXT;
}

/** Whether a piece of a file may be a part of a text, in whatever encoding: programs and pictures have zero bytes. */
export function isText(piece: Uint8Array): boolean {
  return !piece.includes(0);
}
