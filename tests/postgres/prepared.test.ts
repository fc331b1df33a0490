import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openServer } from '../server/support/test-server.ts';

test('a table that a newer server changes costs one failed question, not the connection for good', async () => {
  const { db } = await openServer();
  const read = () => db.selectFrom('meta').selectAll().where('key', '=', 'server_id').execute();
  for (let time = 0; time < 3; time += 1) await read();
  await sql`alter table meta add column newer text`.execute(db);

  await read().catch((error: unknown) => expect(error).toMatchObject({ code: '0A000' }));

  expect(await read()).toHaveLength(1);
});
