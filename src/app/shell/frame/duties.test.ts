// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { Access, Role } from '../../../domain/role.ts';
import { DUTIES, dutiesOf, dutyAt, type Duty } from './duties.ts';

const AT = '2020-06-08T06:00:00.000Z';
const account = '0190b7a0-0000-7000-8000-00000000000a';

const [door] = DUTIES as [Duty];
const walk: Duty = {
  ...door,
  paths: ['/walk'],
  area: 'room_inspection',
  opensFor: ['unit_keeper'],
  shift: 'round',
};
const clean: Duty = {
  ...door,
  paths: ['/clean'],
  area: 'upkeep',
  opensFor: ['property'],
  shift: null,
};
const all = [door, walk, clean];

function accessOf(role: Role, to: string | null = null): Access {
  const post = { kind: 'campus' } as const;
  const from = '2020-01-01T00:00:00.000Z';
  const assignment = { id: account, accountId: account, role, post, from, to };
  return { id: account, personId: account, name: '孙二', assignments: [assignment], scopes: [] };
}

const at = (path: string, role: Role, running: Duty['shift'] = null) =>
  dutyAt(path, all, { access: accessOf(role), running, at: AT });

const keysOf = (role: Role) => dutiesOf(accessOf(role), AT).map(({ key }) => key);

test('a duty belongs to whoever may record in its area now', () => {
  expect(dutiesOf(accessOf('keeper'), AT)).toContain(door);
  expect(dutiesOf(accessOf('property'), AT)).not.toContain(door);
  expect(keysOf('property')).toContain('seal');
  expect(keysOf('volunteer')).not.toContain('seal');
  expect(dutiesOf(accessOf('keeper', AT), AT)).toEqual([]);
});

test('sessions belong to whoever reads them of a class, a unit or a building, and to no reporter', () => {
  const having = (['class_head', 'unit_keeper', 'building_head'] as const).map(keysOf);
  expect(having.every((keys) => keys.includes('session'))).toBe(true);
  const others = (['student', 'room_head', 'keeper', 'clinic', 'auditor'] as const).map(keysOf);
  expect(others.some((keys) => keys.includes('session'))).toBe(false);
  const access = accessOf('class_head');
  const opened = dutyAt('/', dutiesOf(access, AT), { access, running: null, at: AT });
  expect(opened?.key).toBe('session');
});

test('each address opens its duty, whatever lies under it', () => {
  expect(at('/door', 'unit_keeper')).toBe(door);
  expect(at('/visitors', 'unit_keeper')).toBe(door);
  expect(at('/walk/301', 'building_head')).toBe(walk);
});

test('the app opens with what the roles begin with, else with the first duty', () => {
  expect(at('/', 'unit_keeper')).toBe(walk);
  expect(at('/', 'property')).toBe(clean);
  expect(at('/', 'building_head')).toBe(door);
});

test('a duty that runs comes before what the roles begin with', () => {
  expect(at('/', 'unit_keeper', 'shift')).toBe(door);
  expect(at('/', 'building_head', 'round')).toBe(walk);
});

test("another one's address leads to my own duty, and nobody without a duty has one", () => {
  const access = accessOf('keeper');
  expect(dutyAt('/walk', [door], { access, running: null, at: AT })).toBe(door);
  expect(dutyAt('/', [], { access, running: null, at: AT })).toBeNull();
});

test('what was set aside is answered also after the duty has ended', () => {
  const access = accessOf('keeper', AT);
  expect(dutyAt('/parked', [], { access, running: null, at: AT })).toBe(door);
});
