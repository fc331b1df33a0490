import { randomUUID } from 'node:crypto';
import { Migrator } from 'kysely';
import { first } from './migrations/0001-first.ts';
import { manyServers } from './migrations/0002-many-servers.ts';
import { attachment } from './migrations/0003-attachment.ts';
import { queue } from './migrations/0004-queue.ts';
import { proof } from './migrations/0005-proof.ts';
import { retention } from './migrations/0006-retention.ts';
import { nameless } from './migrations/0007-nameless.ts';
import { attachmentHolder } from './migrations/0008-attachment-holder.ts';
import { enrolmentCards } from './migrations/0009-enrolment-cards.ts';
import { roundVisits } from './migrations/0010-round-visits.ts';
import { rareKinds } from './migrations/0015-rare-kinds.ts';
import type { Db } from './open.ts';

const MIGRATIONS = {
  '0001-first': first,
  '0002-many-servers': manyServers,
  '0003-attachment': attachment,
  '0004-queue': queue,
  '0005-proof': proof,
  '0006-retention': retention,
  '0007-nameless': nameless,
  '0008-attachment-holder': attachmentHolder,
  '0009-enrolment-cards': enrolmentCards,
  '0010-round-visits': roundVisits,
  '0015-rare-kinds': rareKinds,
};

/** Brings the tables up to this build and gives a new database its identity. Repeatable. */
export async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
    // Numbers are given out ahead, to people who work side by side.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  await db
    .insertInto('meta')
    .values([
      { key: 'server_id', value: randomUUID() },
      { key: 'feed_epoch', value: randomUUID() },
      { key: 'is_demo', value: '0' },
    ])
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}
