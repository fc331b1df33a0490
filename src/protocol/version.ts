/** The content type of both directions of the sync route; a reply of any other type is no receipt. */
export const SYNC_CONTENT_TYPE = 'application/vnd.shouwang.sync+json';
/** The highest shape of operations and documents that this build understands. */
export const SCHEMA_VERSION = 3;
/** From this schema on, a phone understands what a reply asks of it. */
export const ASK_SCHEMA = 2;
/** From this schema on, a phone hears what came of the records it holds as parked. */
export const REJUDGED_SCHEMA = 3;
/**
 * Oldest schema that may still download: before 3, one kind of document or mark that the app did not know made it
 * refuse the whole reply. Uploads are taken from every version ever released.
 */
export const OLDEST_PULL_SCHEMA = 3;
/** Carries the user session beside the device's bearer token: an expired one never stops an upload. */
export const SESSION_HEADER = 'shouwang-session';
