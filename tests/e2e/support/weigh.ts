import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export interface WeighedFile {
  file: string;
  bytes: number;
  brotliBytes: number;
  gzipBytes: number;
}

/** What a file of the built app weighs on the way to a phone; `path` as the phone asks for it. */
export function weigh(path: string): WeighedFile {
  const content = readFileSync(join('dist', 'app', path));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return {
    file: path.slice(1),
    bytes: content.length,
    brotliBytes: brotliCompressSync(content, { params }).length,
    gzipBytes: gzipSync(content, { level: 9 }).length,
  };
}
