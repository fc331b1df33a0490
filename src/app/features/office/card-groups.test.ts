import { expect, test } from 'vitest';
import type { EnrolmentCard } from '../../../protocol/office-enrolment.ts';
import { groupCards, pagesOf } from './card-groups.ts';

const card = (personId: string, parts: Partial<EnrolmentCard> = {}): EnrolmentCard => ({
  personId,
  name: personId,
  passportName: null,
  building: '文苑二号楼',
  unit: '1',
  room: '101',
  bed: '1',
  className: null,
  code: 'K7QM-2XPA',
  needsNumber: true,
  link: `/#enrol=K7QM2XPA~${personId}`,
  expiresAt: '2026-12-06T00:00:00.000Z',
  ...parts,
});
const shape = (groups: ReturnType<typeof groupCards>) =>
  groups.map(({ name, cards }) => [name, cards.map(({ personId }) => personId)]);

test('cards stand by unit or by class in their order, and those of nowhere come last', () => {
  const cards = [
    card('a', { building: null, unit: null, className: '汉语1902' }),
    card('b', { unit: '2' }),
    card('c', { className: '汉语1902' }),
    card('d', { unit: '2', className: '能源1501' }),
  ];

  expect(shape(groupCards(cards, 'room'))).toEqual([
    ['文苑二号楼 2', ['b', 'd']],
    ['文苑二号楼 1', ['c']],
    ['', ['a']],
  ]);
  expect(shape(groupCards(cards, 'class'))).toEqual([
    ['汉语1902', ['a', 'c']],
    ['能源1501', ['d']],
    ['', ['b']],
  ]);
});

test('eight cards go on a sheet', () => {
  const cards = Array.from({ length: 17 }, (_, index) => card(String(index)));

  expect(pagesOf(cards).map((page) => page.length)).toEqual([8, 8, 1]);
  expect(pagesOf([])).toEqual([]);
});
