import { crc32, createInflateRaw } from 'node:zlib';
import { corrupt, FileRefusal } from './file-refusal.ts';

/** One file inside a zip, as the central directory lists it. */
interface ZipEntry {
  name: string;
  /** The bytes as they lie in the zip: no claim of the zip, but what is really there. */
  packed: Uint8Array;
  isDeflated: boolean;
  crc: number;
  sizeBytes: number;
}

const maxEntryCount = 10_000;
const mebibyte = 1024 * 1024;
const bombPartBytes = 10 * mebibyte;
const bombRatio = 100;
const bombTotalBytes = 300 * mebibyte;

/** A zip whose every byte has been counted and checked. Part names are compared without case. */
export class Zip {
  readonly #entries: ReadonlyMap<string, ZipEntry>;

  private constructor(entries: ReadonlyMap<string, ZipEntry>) {
    this.#entries = entries;
  }

  /** Throws a refusal for damage and for bombs: all parts are inflated once and thrown away. */
  static async open(bytes: Uint8Array): Promise<Zip> {
    const entries = new Map<string, ZipEntry>();
    for (const entry of readDirectory(bytes)) {
      if (entries.has(entry.name)) throw corrupt(`Two parts are called ${entry.name}.`);
      entries.set(entry.name, entry);
    }
    let totalBytes = 0;
    for (const entry of entries.values()) {
      for await (const chunk of checkedChunks(entry)) {
        totalBytes += chunk.length;
        if (totalBytes > bombTotalBytes)
          throw new FileRefusal('FILE_ZIP_BOMB', 'The parts are too big.');
      }
    }
    return new Zip(entries);
  }

  has(name: string): boolean {
    return this.#entries.has(partName(name));
  }

  /** The part's bytes, piece by piece. */
  chunks(name: string): AsyncIterable<Uint8Array> {
    const entry = this.#entries.get(partName(name));
    if (!entry) throw corrupt(`The part ${name} is missing.`);
    return checkedChunks(entry);
  }
}

export function partName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

async function* checkedChunks(entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  let crc = 0;
  for await (const chunk of entry.isDeflated ? inflate(entry) : [entry.packed]) {
    sizeBytes += chunk.length;
    if (sizeBytes > bombPartBytes && sizeBytes > bombRatio * entry.packed.length) {
      throw new FileRefusal('FILE_ZIP_BOMB', `The part ${entry.name} expands too far.`);
    }
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (crc !== entry.crc || sizeBytes !== entry.sizeBytes) {
    throw corrupt(`The part ${entry.name} is damaged.`);
  }
}

async function* inflate(entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const inflater = createInflateRaw();
  inflater.end(entry.packed);
  try {
    for await (const chunk of inflater) yield chunk as Uint8Array;
  } catch (error) {
    if (isInflateError(error)) throw corrupt(`The part ${entry.name} cannot be inflated.`);
    throw error;
  }
  if (inflater.bytesWritten !== entry.packed.length) {
    throw corrupt(`The part ${entry.name} ends early.`);
  }
}

function isInflateError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
const endBytes = 22;
const maxCommentBytes = 0xffff;
const utf8 = new TextDecoder();

function readDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return entriesOf(view);
  } catch (error) {
    if (error instanceof RangeError) throw corrupt('The zip directory points outside the file.');
    throw error;
  }
}

function entriesOf(view: DataView): ZipEntry[] {
  const end = findEnd(view);
  const entryCount = view.getUint16(end + 10, true);
  if (entryCount > maxEntryCount) throw corrupt('The zip has too many parts.');
  const entries: ZipEntry[] = [];
  const extents: { start: number; end: number }[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < entryCount; index += 1) {
    if (view.getUint32(at, true) !== directoryEntry) throw corrupt('The zip directory is damaged.');
    const { entry, start, next } = readEntry(view, at);
    extents.push({ start, end: start + entry.packed.length });
    if (!entry.name.endsWith('/')) entries.push(entry);
    at = next;
  }
  extents.sort((a, b) => a.start - b.start);
  const overlaps = extents.some((extent, index) => extent.start < (extents[index - 1]?.end ?? 0));
  if (overlaps) throw corrupt('Parts of the zip overlap.');
  return entries;
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - endBytes - maxCommentBytes);
  for (let at = view.byteLength - endBytes; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === endOfDirectory) return at;
  }
  throw corrupt('The zip has no directory.');
}

function readEntry(view: DataView, at: number): { entry: ZipEntry; start: number; next: number } {
  const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
  const method = view.getUint16(at + 10, true);
  const nameBytes = view.getUint16(at + 28, true);
  const extraBytes = view.getUint16(at + 30, true);
  const sizes = readSizes(view, at, at + 46 + nameBytes);
  const name = utf8.decode(slice(view, at + 46, nameBytes));
  if (isEncrypted) throw corrupt(`The part ${name} is encrypted.`);
  if (method !== 0 && method !== 8) throw corrupt(`The part ${name} is packed in an unknown way.`);
  if (view.getUint32(sizes.offset, true) !== localHeader)
    throw corrupt(`The part ${name} is not there.`);
  const localNameBytes = view.getUint16(sizes.offset + 26, true);
  const localExtraBytes = view.getUint16(sizes.offset + 28, true);
  const start = sizes.offset + 30 + localNameBytes + localExtraBytes;
  const entry = {
    name: partName(name),
    packed: slice(view, start, sizes.packedBytes),
    isDeflated: method === 8,
    crc: view.getUint32(at + 16, true),
    sizeBytes: sizes.sizeBytes,
  };
  return { entry, start, next: at + 46 + nameBytes + extraBytes + view.getUint16(at + 32, true) };
}

/** Sizes and offset; a value of all ones stands in the zip64 extra field instead. */
function readSizes(view: DataView, at: number, extraStart: number) {
  let zip64 = extraStart;
  const extraEnd = extraStart + view.getUint16(at + 30, true);
  while (zip64 < extraEnd && view.getUint16(zip64, true) !== 1) {
    zip64 += 4 + view.getUint16(zip64 + 2, true);
  }
  zip64 += 4;
  const read = (field: number) => {
    const value = view.getUint32(field, true);
    if (value !== 0xffffffff) return value;
    zip64 += 8;
    if (zip64 > extraEnd) throw corrupt('The zip directory is damaged.');
    return Number(view.getBigUint64(zip64 - 8, true));
  };
  const sizeBytes = read(at + 24);
  const packedBytes = read(at + 20);
  return { sizeBytes, packedBytes, offset: read(at + 42) };
}

function slice(view: DataView, start: number, byteCount: number): Uint8Array {
  if (start + byteCount > view.byteLength) throw corrupt('The zip ends early.');
  return new Uint8Array(view.buffer, view.byteOffset + start, byteCount);
}
