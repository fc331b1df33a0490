/** What the server's process loads, without its port. */
export { revokeDevice } from '../../../src/server/accounts/devices.ts';
export { issueCode } from '../../../src/server/accounts/enrolment-codes.ts';
export { createApp } from '../../../src/server/app.ts';
export { recordBackup } from '../../../src/server/backup/back-up.ts';
export { migrate } from '../../../src/server/database/migrate.ts';
export { databaseOver } from '../../../src/server/database/open.ts';
export { putWithAccess } from '../../../src/server/database/refresh-access.ts';
export { sqliteDialect } from '../../../src/server/database/sqlite-dialect.ts';
export { writeDatabase } from '../../../src/server/database/transaction.ts';
export { createPokeBoard } from '../../../src/server/sync/poke-board.ts';
