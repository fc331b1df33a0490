import type { Id } from '../../src/domain/id.ts';
import type { Post } from '../../src/domain/role.ts';
import { setUpWenyuan, type Office } from '../../tests/e2e/support/office.ts';
import { startServer, type RunningServer } from '../../tests/e2e/support/server.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../progress.ts';

export const ROOMS = { small: 60, large: 600 } as const;
const FLOORS = 6;
const BEDS = 4;
const BUILDING = '长楼';

export interface RoundCampus {
  server: RunningServer;
  /** Enrols a keeper of the unit of 60 rooms of four; of the one of 600. */
  codes: Record<keyof typeof ROOMS, string>;
}

/** A building of two units, 60 rooms and 600, with four in every room. */
export async function openRoundCampus(folder: string): Promise<RoundCampus> {
  say('server, a unit of 60 rooms and one of 600');
  mkdirSync(join(folder, 'round'), { recursive: true });
  const server = await startServer({ dataDir: join(folder, 'round', 'data') });
  process.once('exit', () => void server.kill());
  const { office } = await setUpWenyuan(server);
  await office.setUnlockGrace(0);
  const building = { campus: '南校区', name: BUILDING, aliases: [], units: ['1', '2'] };
  await office.json('POST', '/places/import', [building]);
  const roster = join(folder, 'round', 'long.csv');
  writeFileSync(roster, rosterOf({ '1': ROOMS.small, '2': ROOMS.large }));
  await office.importRoster(roster);
  const { buildings } = await office.places();
  const long = buildings.find(({ building: { name } }) => name === BUILDING);
  if (long === undefined) throw new Error('no building');
  const codeOf = (unitCode: string): Promise<string> => {
    const unit = long.units.find(({ unit: { code } }) => code === unitCode)?.unit;
    if (unit === undefined) throw new Error('no unit');
    return keeperCode(office, { kind: 'unit', id: unit.id, buildingId: long.building.id });
  };
  return { server, codes: { small: await codeOf('1'), large: await codeOf('2') } };
}

const keeperCode = (office: Office, post: Post & { id: Id }): Promise<string> =>
  office.enrolmentCodeFor(`查房${post.id.slice(-4)}`, 'unit_keeper', post);

/** Rooms on six floors: 101, 102 … 699. */
function rosterOf(roomsOf: Record<string, number>): string {
  const lines = ['学号,姓名,性别,类别,校区,楼栋,单元,房间,床位'];
  for (const [unit, rooms] of Object.entries(roomsOf))
    for (let room = 0; room < rooms; room += 1) {
      const perFloor = Math.ceil(rooms / FLOORS);
      const onFloor = String((room % perFloor) + 1).padStart(2, '0');
      const code = `${Math.floor(room / perFloor) + 1}${onFloor}`;
      for (let bed = 1; bed <= BEDS; bed += 1) {
        const number = `2020${unit}${String(room).padStart(3, '0')}000${bed}`;
        lines.push(
          `${number},住户${room}之${bed},男,本科,南校区,${BUILDING},${unit},${code},${bed}`,
        );
      }
    }
  return `${lines.join('\n')}\n`;
}
