import type { AttachmentSha } from '../domain/attachment.ts';

const KEY = 'filed-photos';

/** What has gone out in files since all that waited had been in one: known across starts. */
export function readFiledPhotos(): ReadonlySet<AttachmentSha> {
  const kept = plainStorage()?.getItem(KEY) ?? '';
  return new Set(kept.split(' ').filter((sha) => sha !== ''));
}

export function keepFiledPhotos(shas: Iterable<AttachmentSha>): void {
  plainStorage()?.setItem(KEY, [...shas].join(' '));
}

/** A service worker has none. */
function plainStorage(): Storage | undefined {
  return (globalThis as Partial<typeof globalThis>).localStorage;
}
