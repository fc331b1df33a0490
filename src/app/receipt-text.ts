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
const COUNT_AND_DIGEST = /^\s+(\d+)\s+((?:[0-9a-f]{4}-?){8})/i;

/** `null` where the text holds no whole receipt. */
export function readReceiptText(text: string): ShiftReceipt | null {
  const id = UUID.exec(text);
  if (id === null) return null;
  const rest = COUNT_AND_DIGEST.exec(text.slice(id.index + id[0].length));
  if (rest === null) return null;
  const [, count = '', digest = ''] = rest;
  return {
    shiftId: id[0].toLowerCase(),
    count: Number(count),
    digest: digest.replaceAll('-', '').toLowerCase(),
  };
}
