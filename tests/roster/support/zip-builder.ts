import { crc32, deflateRawSync } from 'node:zlib';

/** One part as a zip may claim it, rightly or not. */
export interface ZipPart {
  name: string;
  packed: Uint8Array;
  isDeflated: boolean;
  crc: number;
  sizeBytes: number;
  flags?: number;
  /** Claims to lie where the part of that index lies. */
  liesAt?: number;
}

export function packPart(name: string, content: Uint8Array | string): ZipPart {
  const bytes = Buffer.from(content);
  const packed = deflateRawSync(bytes);
  return { name, packed, isDeflated: true, crc: crc32(bytes), sizeBytes: bytes.length };
}

/** A zip whose directory says exactly what the parts claim. */
export function buildZip(parts: readonly ZipPart[]): Uint8Array {
  const pieces: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const part of parts) {
    offsets.push(at);
    const local = header(part, 0x04034b50, 0);
    pieces.push(local, Buffer.from(part.packed));
    at += local.length + part.packed.length;
  }
  const directory = Buffer.concat(
    parts.map((part, index) => header(part, 0x02014b50, offsets[part.liesAt ?? index]!)),
  );
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, directory, end]);
}

function header(part: ZipPart, signature: number, offset: number): Buffer {
  const isLocal = signature === 0x04034b50;
  const name = Buffer.from(part.name);
  const fixed = Buffer.alloc(isLocal ? 30 : 46);
  fixed.writeUInt32LE(signature, 0);
  const shared = isLocal ? 4 : 6;
  fixed.writeUInt16LE(20, shared);
  fixed.writeUInt16LE(part.flags ?? 0, shared + 2);
  fixed.writeUInt16LE(part.isDeflated ? 8 : 0, shared + 4);
  fixed.writeUInt32LE(part.crc, shared + 10);
  fixed.writeUInt32LE(part.packed.length, shared + 14);
  fixed.writeUInt32LE(part.sizeBytes, shared + 18);
  fixed.writeUInt16LE(name.length, shared + 22);
  if (!isLocal) fixed.writeUInt32LE(offset, 42);
  return Buffer.concat([fixed, name]);
}
