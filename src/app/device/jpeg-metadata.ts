const START_OF_SCAN = 0xda;
/** EXIF and XMP, IPTC, comments: where and by whom, none of which is for us. */
const DROPPED: ReadonlySet<number> = new Set([0xe1, 0xed, 0xfe]);

/** The same picture without what a camera or a browser writes beside it. Throws on bytes that are no JPEG. */
export function withoutMetadata(jpeg: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new Error('these bytes are no JPEG');
  const kept = new Uint8Array(jpeg.byteLength);
  kept.set(jpeg.subarray(0, 2));
  let from = 2;
  let to = 2;
  while (from < jpeg.byteLength) {
    const [lead, marker, high, low] = jpeg.subarray(from, from + 4);
    if (lead !== 0xff || marker === undefined || high === undefined || low === undefined)
      throw new Error('a segment of this JPEG is broken');
    const end = marker === START_OF_SCAN ? jpeg.byteLength : from + 2 + high * 256 + low;
    if (!DROPPED.has(marker)) {
      kept.set(jpeg.subarray(from, end), to);
      to += Math.min(end, jpeg.byteLength) - from;
    }
    from = end;
  }
  return kept.slice(0, to);
}
