import { DOCUMENT_KINDS, type DocumentKind } from '../domain/document.ts';
import { fitsItsType } from '../domain/fact-body.ts';
import type { FeedEntry } from '../protocol/sync.ts';
import type { StoredEntry } from './replica-content.ts';

/** Marks what this build cannot read. What bears no mark and needs none is not copied. */
export function checkShape(entry: StoredEntry): StoredEntry {
  if (!isReadable(entry)) return { ...entry, isUnread: true };
  if (entry.isUnread === undefined) return entry;
  const bare = { ...entry };
  delete bare.isUnread;
  return bare;
}

function isReadable(entry: FeedEntry): boolean {
  if (entry.kind === 'fact') return fitsItsType(entry.fact);
  const { documentKind, body } = entry;
  if (body === null) return true;
  return isKnown(documentKind) && DOCUMENT_KINDS[documentKind].safeParse(body).success;
}

const isKnown = (kind: string): kind is DocumentKind => Object.hasOwn(DOCUMENT_KINDS, kind);
