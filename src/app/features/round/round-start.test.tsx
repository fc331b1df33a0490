// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { Assignment } from '../../../domain/role.ts';
import { BUILDING, idOf } from '../../../../tests/support/door-facts.ts';
import { openPhone, showScreen } from '../../../../tests/support/show-screen.tsx';
import { OTHER_UNIT, UNIT, unitCampus } from '../../../../tests/support/unit-campus.ts';
import { RoundFront } from './round-front.tsx';
import { unitsToWalk } from './units-to-walk.ts';

const NOW = '2020-06-08T06:00:00.000Z';

/** The head of the building, who also keeps its second unit and kept the first one until May. */
const headAndKeeper = () =>
  openPhone({
    documents: (account) =>
      unitCampus(account, 'building_head').map((document) => {
        if (document.kind !== 'access') return document;
        const keeps = (number: number, id: string, to: string | null): Assignment => ({
          id: idOf('a', number),
          accountId: account.id,
          role: 'unit_keeper',
          post: { kind: 'unit', id, buildingId: BUILDING },
          from: '2020-01-01T00:00:00.000Z',
          to,
        });
        const kept = [keeps(2, UNIT, '2020-05-01T00:00:00.000Z'), keeps(3, OTHER_UNIT, null)];
        const assignments = [...document.body.assignments, ...kept];
        return { ...document, body: { ...document.body, assignments } };
      }),
    startAt: NOW,
  });

test('the unit that is mine by name comes before those that are mine with the building', async () => {
  const { app } = await headAndKeeper();

  expect(
    unitsToWalk(app.access(), app.replica, NOW).map(({ code, isMine }) => [code, isMine]),
  ).toEqual([
    ['2', true],
    ['1', false],
  ]);
});

test('a round begins in the unit that is mine, where nobody chooses another', async () => {
  const { app } = await headAndKeeper();
  const screen = showScreen(app, <RoundFront />);
  expect(screen.get('radio', 'Unit 2 (mine)')).toHaveProperty('checked', true);
  expect(screen.get('radio', 'Unit 1')).toHaveProperty('checked', false);

  await screen.tap('Start the round');
  await screen.until(() =>
    expect(app.journal.entries().map(({ operation }) => operation.body)).toEqual([
      expect.objectContaining({ unitId: OTHER_UNIT }),
    ]),
  );
});
