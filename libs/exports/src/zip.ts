import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);

/** What is known of one file inside an archive while it is written piece by piece, and afterwards. */
export interface MemberFigures {
  readonly crc: number;
  /** Bytes before packing. */
  readonly size: number;
  /** Bytes so far in the archive. */
  readonly packed: number;
}

/** One file inside an archive, in its place. */
export interface ZipMember extends MemberFigures {
  readonly name: string;
  /** Where its header begins. */
  readonly offset: number;
}

export const NO_FIGURES: MemberFigures = { crc: 0, size: 0, packed: 0 };

/** Sizes and offsets of more are zip64, which not every spreadsheet reads. */
export const MAX_MEMBER_BYTES = 0xffff_ffff;

/** Headers that say nothing about the moment keep equal files equal; this is the first day that the format knows. */
const FIRST_DAY = 0x0021;
/** Names are UTF-8 (bit 11); method 8 is deflate, of version 2.0. */
const VERSION = 20;
const FLAGS = 0x0800;
const DEFLATE = 8;

/**
 * A piece of a file, packed for itself: pieces one after the other are one deflate stream, because each but the last
 * ends at a byte and without the mark of the end. So a file can go on from figures alone, in another process.
 */
export async function packed(
  figures: MemberFigures,
  piece: Buffer,
  place: 'last' | 'inside',
): Promise<{ readonly bytes: Buffer; readonly figures: MemberFigures }> {
  const finishFlush = place === 'last' ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
  const bytes = await deflate(piece, { finishFlush });
  return {
    bytes,
    figures: {
      // zlib forgets the sum so far when it is given nothing (Node 20).
      crc: piece.length === 0 ? figures.crc : crc32(piece, figures.crc),
      size: figures.size + piece.length,
      packed: figures.packed + bytes.length,
    },
  };
}

/** What stands before the packed bytes of a member (APPNOTE 4.3.7). */
export function localHeader({ name, ...figures }: MemberFigures & { readonly name: string }): Buffer {
  const title = Buffer.from(name, 'utf8');
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  writeCommon(header, 4, { ...figures, nameLength: title.length });
  return Buffer.concat([header, title]);
}

/** What stands after the last member (APPNOTE 4.3.12 and 4.3.16). */
export function directory(members: readonly ZipMember[]): Buffer {
  const entries = members.map(({ name, offset, ...figures }) => {
    const title = Buffer.from(name, 'utf8');
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x0201_4b50, 0);
    entry.writeUInt16LE(VERSION, 4);
    writeCommon(entry, 6, { ...figures, nameLength: title.length });
    entry.writeUInt32LE(offset, 42);
    return Buffer.concat([entry, title]);
  });
  const last = members.at(-1);
  const start = last === undefined ? 0 : last.offset + localHeader(last).length + last.packed;
  const size = entries.reduce((sum, entry) => sum + entry.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...entries, end]);
}

/** The fields that both kinds of header have, in the same order. */
function writeCommon(
  header: Buffer,
  at: number,
  { crc, size, packed: packedSize, nameLength }: MemberFigures & { readonly nameLength: number },
): void {
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(FLAGS, at + 2);
  header.writeUInt16LE(DEFLATE, at + 4);
  header.writeUInt16LE(0, at + 6);
  header.writeUInt16LE(FIRST_DAY, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(packedSize, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(nameLength, at + 22);
}
