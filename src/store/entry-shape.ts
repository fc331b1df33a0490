import { DOCUMENT_KINDS } from '../domain/document.ts';
import { fitsItsType } from '../domain/fact-body.ts';
import type { FeedEntry } from '../protocol/sync.ts';
import type { StoredEntry } from './replica-content.ts';

/** Marks what this build cannot read. */
export function checkShape(entry: StoredEntry): StoredEntry {
  const { isUnread: _, ...bare } = entry;
  return isReadable(bare) ? bare : { ...bare, isUnread: true };
}

function isReadable(entry: FeedEntry): boolean {
  if (entry.kind === 'fact') return fitsItsType(entry.fact);
  return entry.body === null || DOCUMENT_KINDS[entry.documentKind].safeParse(entry.body).success;
}
