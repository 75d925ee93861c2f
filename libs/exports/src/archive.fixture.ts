import { crc32, inflateRawSync } from 'node:zlib';

/**
 * The members of an archive by name, read as every reader does: from the end, by the central directory; each has to be
 * what its two headers say.
 */
export function membersOf(archive: Buffer): Readonly<Record<string, string>> {
  const end = archive.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  expect(at + archive.readUInt32LE(end + 12)).toBe(end);
  const members: Record<string, string> = {};
  for (let number = 0; number < count; number += 1) {
    expect(archive.readUInt32LE(at)).toBe(0x0201_4b50);
    const [crc, packed, size] = [16, 20, 24].map((field) => archive.readUInt32LE(at + field));
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const header = archive.readUInt32LE(at + 42);
    expect(archive.subarray(header + 6, header + 28)).toEqual(archive.subarray(at + 8, at + 30));
    const start = header + 30 + nameLength;
    const content = inflateRawSync(archive.subarray(start, start + (packed ?? 0)));
    expect([name, content.length, crc32(content)]).toEqual([name, size, crc]);
    members[name] = content.toString('utf8');
    at += 46 + nameLength;
  }
  return members;
}

const FORBIDDEN = /&(?!(?:amp|lt|gt|quot|#13);)|[\u0000-\u0008\u000B\u000C\u000E-\u001F]/;

/** Every element that is opened is closed in its turn, and no text holds what XML forbids. */
export function expectWellFormed(xml: string): void {
  const open: string[] = [];
  const wrong: string[] = [];
  const body = xml.replace(/^<\?xml[^>]*\?>\n/, '');
  let read = 0;
  for (const [token, closing, name = '', selfClosing, text = ''] of body.matchAll(
    /<(\/?)([\w:]+)(?:\s+[\w:]+="[^"<]*")*(\/?)>([^<]*)/g,
  )) {
    read += token.length;
    if (FORBIDDEN.test(text)) wrong.push(token);
    if (closing === '/' && open.pop() !== name) wrong.push(token);
    if (closing === '' && selfClosing === '') open.push(name);
  }
  expect({ read, open, wrong }).toEqual({ read: body.length, open: [], wrong: [] });
}
