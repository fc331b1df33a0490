import type { ClientBase } from 'pg';

/** The database cannot be used with these settings. The message is a sentence for the operator. */
export class UnfitDatabase extends Error {
  override readonly name = 'UnfitDatabase';
}

const OLDEST_VERSION = 150_000;

interface Found {
  version: string;
  encoding: string;
  commit: string;
  fsync: string;
  pages: string;
  isolation: string;
  isStandby: boolean;
}

const ASK = `
  select current_setting('server_version_num') as version,
    current_setting('server_encoding') as encoding,
    current_setting('synchronous_commit') as commit,
    current_setting('fsync') as fsync,
    current_setting('full_page_writes') as pages,
    current_setting('default_transaction_isolation') as isolation,
    pg_is_in_recovery() as "isStandby"`;

const RULES: readonly (readonly [isFit: (found: Found) => boolean, sentence: string])[] = [
  [({ version }) => Number(version) >= OLDEST_VERSION, 'is older than version 15'],
  [({ isStandby }) => !isStandby, 'is a standby: DATABASE_URL must name the primary'],
  [({ encoding }) => encoding === 'UTF8', 'must keep this database in the encoding UTF8'],
  [({ commit }) => commit !== 'off' && commit !== 'local', 'must have synchronous_commit=on'],
  [({ fsync }) => fsync === 'on', 'must have fsync=on'],
  [({ pages }) => pages === 'on', 'must have full_page_writes=on'],
  // A writer that waited for a scope's counter must see what the one before it has written.
  [
    ({ isolation }) => isolation === 'read committed',
    'must have default_transaction_isolation=read committed',
  ],
];

/** Throws `UnfitDatabase` at the first setting with which "received" would not be true. */
export async function assertFit(client: ClientBase): Promise<void> {
  const { rows } = await client.query<Found>(ASK);
  const [found] = rows;
  const broken = found && RULES.find(([isFit]) => !isFit(found));
  if (broken !== undefined) throw new UnfitDatabase(`PostgreSQL ${broken[1]}.`);
}
