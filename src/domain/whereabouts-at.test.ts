import { expect, test } from 'vitest';
import { momentAt } from '../../tests/support/door-facts.ts';
import { whereaboutsAt } from './whereabouts-at.ts';

test('the register is asked for a moment: what was so then, and nothing for when nobody knew', () => {
  const moved = {
    whereabouts: 'on_campus' as const,
    whereaboutsSince: momentAt(300),
    whereaboutsBefore: [
      { whereabouts: 'abroad' as const, from: null, to: momentAt(100) },
      { whereabouts: 'unreachable' as const, from: momentAt(200), to: momentAt(300) },
    ],
  };

  const moments = [0, 99, 100, 199, 200, 299, 300, 9000];
  expect(moments.map((at) => whereaboutsAt(moved, momentAt(at)))).toEqual([
    'abroad',
    'abroad',
    null,
    null,
    'unreachable',
    'unreachable',
    'on_campus',
    'on_campus',
  ]);
});

test('without a history the register speaks from when it was told on', () => {
  const known = { whereabouts: 'abroad' as const, whereaboutsSince: momentAt(10) };

  expect(whereaboutsAt(known, momentAt(9))).toBeNull();
  expect(whereaboutsAt(known, momentAt(10))).toBe('abroad');
  expect(whereaboutsAt({ ...known, whereaboutsSince: null }, momentAt(0))).toBe('abroad');
});
