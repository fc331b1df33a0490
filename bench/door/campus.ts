import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Id } from '../../src/domain/id.ts';
import type { Directory } from '../../src/domain/person.ts';
import { PeoplePage } from '../../src/protocol/office-people.ts';
import { FIXTURES, setUpWenyuan, type Office } from '../../tests/e2e/support/office.ts';
import { say } from '../progress.ts';
import { startServer, type RunningServer } from '../../tests/e2e/support/server.ts';

export interface BenchCampus {
  server: RunningServer;
  /** Enrols a keeper of the first building of Wenyuan. */
  keeperCode: string;
  /** Enrols another one there. */
  colleagueCode: string;
  buildingName: string;
  buildingId: Id;
  doorId: Id;
  /** Everyone whom the phone can find: Wenyuan's residents and 30,000 others. */
  people: readonly Directory[];
}

/** The real server on a fresh database, with `wenyuan-clean.xlsx` and `roster-30k.csv` in it. */
export async function openCampus(folder: string): Promise<BenchCampus> {
  say('server, two rosters');
  const server = await startServer({ dataDir: join(folder, 'data') });
  // Whatever ends this process ends the server that it started.
  process.once('exit', () => void server.kill());
  const { office, buildings } = await setUpWenyuan(server);
  const here = buildings[0];
  if (here === undefined) throw new Error('no building');
  await office.setUnlockGrace(0);

  const lists = JSON.parse(readFileSync(`${FIXTURES}buildings.json`, 'utf8')) as {
    'roster-30k': unknown;
  };
  await office.json('POST', '/places/import', lists['roster-30k']);
  const roster = join(folder, 'roster-30k.csv');
  writeFileSync(roster, gunzipSync(readFileSync(`${FIXTURES}roster-30k.csv.gz`)));
  await office.importRoster(roster);

  say('list of people');
  const post = { kind: 'building', id: here.id } as const;
  return {
    server,
    buildingName: here.name,
    buildingId: here.id,
    doorId: here.doorId,
    keeperCode: await office.enrolmentCodeFor('孙二', 'keeper', post),
    colleagueCode: await office.enrolmentCodeFor('李四', 'keeper', post),
    people: await everybody(office),
  };
}

async function everybody(office: Office): Promise<Directory[]> {
  const people: Directory[] = [];
  for (;;) {
    const page = PeoplePage.parse(
      await office.json('POST', '/people/search', { offset: people.length }),
    );
    people.push(...page.people);
    if (people.length >= page.total || page.people.length === 0) return people;
  }
}
