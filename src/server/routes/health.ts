import { sql } from 'kysely';
import { Hono } from 'hono';
import type { Dependencies } from '../dependencies.ts';

/** `GET /api/v1/health`: answers only if the database does. */
export function healthRoute({ db, now }: Dependencies): Hono {
  return new Hono().get('/', async (c) => {
    await sql`select 1`.execute(db);
    return c.json({ status: 'up', now: new Date(now()).toISOString() });
  });
}
