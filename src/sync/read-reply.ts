import { SyncReply } from '../protocol/sync.ts';
import type { PulledPage } from '../store/replica-intake.ts';
import { readJson } from './call.ts';
import type { ReceivedReply } from './network.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const NEWLINE = 0x0a;
const CLOSING = 0x5d;
const OPENING = new TextEncoder().encode('"entries":[');

/**
 * The reply in these bytes; `null` where they are none. Its entries stay unread where the server has put them into lines
 * of their own: what else it says is known at once, and the next page can be asked for while they are read and sealed as
 * they came.
 */
export function readReply(bytes: Bytes): ReceivedReply | null {
  const { head, lists } = takeApart(bytes);
  const reply = parse(head);
  if (lists.length === 0) return reply;
  // Where the lines are not what they are taken for, the whole says whether it is a reply.
  return (reply && withLists(reply, lists)) ?? parse(new TextDecoder().decode(bytes));
}

const parse = (text: string): SyncReply | null => SyncReply.safeParse(readJson(text)).data ?? null;

function withLists(reply: SyncReply, lists: readonly Bytes[]): ReceivedReply | null {
  if (reply.pull?.outcome !== 'changes' || reply.pull.pages.length !== lists.length) return null;
  const pages: PulledPage[] = [];
  for (const [index, page] of reply.pull.pages.entries()) {
    const list = lists[index];
    if (list === undefined || page.entries.length > 0) return null;
    pages.push({ ...page, list });
  }
  return { ...reply, pull: { ...reply.pull, pages } };
}

/** Text with the lists of entries empty, and those lists. A newline is never within a JSON string. */
function takeApart(bytes: Bytes): { head: string; lists: Bytes[] } {
  const decoder = new TextDecoder();
  const lists: Bytes[] = [];
  let head = '';
  let listFrom: number | null = null;
  for (let from = 0; from < bytes.length;) {
    const found = bytes.indexOf(NEWLINE, from);
    const line = bytes.subarray(from, found === -1 ? bytes.length : found);
    if (listFrom === null || line[0] === CLOSING) {
      if (listFrom !== null) lists.push(bytes.subarray(listFrom, from));
      head += decoder.decode(line);
      listFrom = isOpening(line) ? from + line.length + 1 : null;
    }
    from += line.length + 1;
  }
  return { head, lists };
}

const isOpening = (line: Bytes): boolean =>
  OPENING.every((byte, index) => line[line.length - OPENING.length + index] === byte);
