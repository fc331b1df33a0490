import type { SyncReply } from '../../protocol/sync.ts';
import type { PageText, Pull } from './read-changes.ts';

/** A `SyncReply` as JSON. What is text already is put in as it is: a page of documents is neither parsed nor written. */
export function replyText(reply: Omit<SyncReply, 'pull'> & { pull: Pull | null }): string {
  const { pull, ...others } = reply;
  if (pull?.outcome !== 'changes') return JSON.stringify(reply);
  const { pages, ...rest } = pull;
  return withLast(others, 'pull', withLast(rest, 'pages', listText(pages.map(pageText))));
}

function pageText({ entries, ...page }: PageText): string {
  return withLast(page, 'entries', listText(entries.map(({ text }) => text)));
}

const listText = (texts: readonly string[]): string => `[${texts.join(',')}]`;

/** `object` must not be empty. */
const withLast = (object: object, key: string, text: string): string =>
  `${JSON.stringify(object).slice(0, -1)},"${key}":${text}}`;
