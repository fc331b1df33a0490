import type { Id } from '../domain/id.ts';

/**
 * The type of what goes up in the place of a record that the phone itself can no longer read, under the record's own
 * number: `Unreadable`. It is no fact and nobody's: the server parks it, and the journal goes on behind it.
 */
export const UNREADABLE_TYPE = 'unreadable';
/** Who recorded it lies in what cannot be read. */
export const NOBODY_ID: Id = '00000000-0000-0000-0000-000000000000';

export interface Unreadable {
  /** The record's own id. */
  record: Id;
  /** Its bytes as they lie on the phone, base64url. */
  sealed: string;
}

/** A record's id says that it is a UUID of version 7; that of what stands in for it says 8, so that both can lie on the server. */
const [VERSION_AT, OF_RECORD, OF_STAND_IN] = [14, '7', '8'];
const withVersion = (id: Id, version: string): Id =>
  id.slice(0, VERSION_AT) + version + id.slice(VERSION_AT + 1);

export const isStandIn = (id: Id): boolean => id[VERSION_AT] === OF_STAND_IN;
export const standInIdOf = (recordId: Id): Id => withVersion(recordId, OF_STAND_IN);
/** The record's own id, also of what is no stand-in. */
export const recordIdOf = (id: Id): Id => (isStandIn(id) ? withVersion(id, OF_RECORD) : id);
