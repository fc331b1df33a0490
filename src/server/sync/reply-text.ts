import { LINE_ENTRIES, type SyncReply } from '../../protocol/sync.ts';
import type { PageText, Pull } from './read-changes.ts';

/** A `SyncReply` as JSON. What is text already is put in as it is: a page of documents is neither parsed nor written. */
export function replyText(reply: Omit<SyncReply, 'pull'> & { pull: Pull | null }): string {
  const { pull, ...others } = reply;
  if (pull?.outcome !== 'changes') return JSON.stringify(reply);
  const { pages, ...rest } = pull;
  return withLast(others, 'pull', withLast(rest, 'pages', listText(pages.map(pageText))));
}

function pageText({ entries, ...page }: PageText): string {
  return withLast(page, 'entries', linesOfEntries(entries.map(({ text }) => text)));
}

/** A list, with its entries in lines of their own: a phone reads and seals a page line by line. */
function linesOfEntries(texts: readonly string[]): string {
  const lines: string[] = [];
  for (let from = 0; from < texts.length; from += LINE_ENTRIES) {
    const isLast = from + LINE_ENTRIES >= texts.length;
    lines.push(texts.slice(from, from + LINE_ENTRIES).join(',') + (isLast ? '' : ','));
  }
  return ['[', ...lines, ']'].join('\n');
}

const listText = (texts: readonly string[]): string => `[${texts.join(',')}]`;

/** `object` must not be empty. */
const withLast = (object: object, key: string, text: string): string =>
  `${JSON.stringify(object).slice(0, -1)},"${key}":${text}}`;
