import type { ShiftReceipt } from '../protocol/office-proof.ts';

const GROUP = 4;

/** In groups that can be read aloud. */
export const digestText = (digest: string): string =>
  digest.toUpperCase().replace(new RegExp(`(.{${String(GROUP)}})(?=.)`, 'g'), '$1-');

/** What is copied or shared: no name, no door, nothing about people. `words` is the sentence in front. */
export function receiptText({ shiftId, count, digest }: ShiftReceipt, words: string): string {
  return `${words}\n${shiftId} ${String(count)} ${digestText(digest)}`;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const DIGEST = /\b(?:[0-9a-f]{4}-){7}[0-9a-f]{4}\b/i;
/** As it is handed on, or as the screen says it in either language. */
const COUNTS = [/^\s+(\d+)\s/m, /(\d+) of \d+ received/, /已收到\s*(\d+)/];

/** From what was handed on, or copied off the screen. `null` where the text holds no whole receipt. */
export function readReceiptText(text: string): ShiftReceipt | null {
  const id = UUID.exec(text)?.[0];
  const others = text.split(id ?? '').join('');
  const digest = DIGEST.exec(others)?.[0];
  const count = COUNTS.map((pattern) => pattern.exec(others)?.[1]).find(Boolean);
  if (id === undefined || digest === undefined || count === undefined) return null;
  return {
    shiftId: id.toLowerCase(),
    count: Number(count),
    digest: digest.replaceAll('-', '').toLowerCase(),
  };
}
