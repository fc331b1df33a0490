import type { Instant } from '../../src/domain/id.ts';
import { nightOf, type Resident } from '../../src/domain/night-check.ts';
import type { Fact } from '../../src/domain/operation.ts';
import { BUILDING, factOf, idOf } from './door-facts.ts';

export const ZONE = 'Asia/Shanghai';
export const WINDOW = { from: '21:00', to: '06:00' };
export const [UNIT, NEXT_UNIT] = [idOf('u', 1), idOf('u', 2)];
export const [ROOM, NEXT_ROOM] = [idOf('m', 1), idOf('m', 2)];
export const rooms = new Map([
  [ROOM, { unitId: UNIT, code: '101' }],
  [NEXT_ROOM, { unitId: NEXT_UNIT, code: '101' }],
]);
export const DAY = '2020-06-08';
export const NIGHT = nightOf(DAY, WINDOW, ZONE);

/** A time of 8 June by the campus's clock; hours from 24 on are of 9 June. */
export const clock = (time: string): Instant => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(Date.UTC(2020, 5, 8, hours - 8, minutes)).toISOString();
};
/** Seconds as `factOf` counts them. */
const secondsTo = (at: Instant): number => (Date.parse(at) - Date.UTC(2026, 2, 2, 8)) / 1000;
export const tell = ([id, at]: readonly [string, Instant], type: string, body: object): Fact =>
  factOf({ id, at: secondsTo(at) }, type, body);

export const residentOf = (number: number, more: Partial<Resident> = {}): Resident => ({
  personId: idOf('r', number),
  buildingId: BUILDING,
  unitId: UNIT,
  room: '101',
  isElsewhere: false,
  ...more,
});
