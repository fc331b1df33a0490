import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { freshFolder } from '../e2e/support/cleanup.ts';
import { freePort, startServer } from '../e2e/support/server.ts';
import { freshDatabase } from '../support/postgres/fresh-database.ts';
import { expectAllOnce, furnish, pushUntil } from './support/fleet.ts';

const KILLS = process.env['TEST_FULL'] ? 20 : 3;

test.each(['SQLite', 'PostgreSQL'])(
  'a server on %s that is killed again and again during pushes has all that it acknowledged, once',
  async (database) => {
    const fresh = database === 'PostgreSQL' ? await freshDatabase() : null;
    const place = { url: fresh?.url ?? null, dataDir: freshFolder('data') };
    const fleet = await furnish(place, 6);
    const env: Record<string, string> = place.url === null ? {} : { DATABASE_URL: place.url };
    const options = { dataDir: place.dataDir, port: await freePort(), env };
    let server = await startServer(options);
    onTestFinished(() => server.stop());
    const { url } = server;

    let deaths = 0;
    const pushing = pushUntil(fleet, { urlOf: () => url, isOver: () => deaths === KILLS });
    while (deaths < KILLS) {
      await setTimeout(randomInt(50, 500));
      await server.kill();
      server = await startServer(options);
      deaths += 1;
    }
    await pushing;
    await server.stop();

    await expectAllOnce(place, fleet);
    expect(fleet.phones.every(({ saved }) => saved.length > 20)).toBe(true);
    fresh?.giveBack();
  },
  600_000,
);
