import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { idOf, voidFact } from '../../tests/support/door-facts.ts';
import { findingFact, inspectionFact, ROOM } from '../../tests/support/room-facts.ts';
import { DEFAULT_HYGIENE, formInUse } from './default-hygiene.ts';
import { foldHygiene } from './hygiene.ts';
import { itemFound } from './hygiene-form.ts';
import { scoreOf, type InspectionScore } from './hygiene-score.ts';
import type { Fact } from './operation.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { PolicyPack } from './policy.ts';

const ZHANG = idOf('r', 1);
const LI = idOf('r', 2);
const { forms } = DEFAULT_HYGIENE;

function scored(form: string, ...findings: Fact[]): InspectionScore | null {
  const seen = inspectionFact({ id: idOf('i', 1), at: 0, formId: form });
  const [inspection] = foldHygiene([seen, ...findings]).room(ROOM).inspections;
  return inspection ? scoreOf(inspection, forms) : null;
}
let count = 0;
/** `at` names form and item. */
function lost(at: string, points: number, personId: string | null = null): Fact {
  const [formId = '', itemId = ''] = at.split('.');
  count += 1;
  return findingFact({ id: idOf('f', count), at: count, formId, itemId, points, personId });
}

test('a room in which nothing was found has the full mark and has passed', () => {
  expect(scored('hundred')).toEqual({
    score: 100,
    max: 100,
    passMark: 60,
    hasPassed: true,
    persons: [],
    failedItemIds: [],
  });
  expect(scored('twenty')).toMatchObject({ score: 20, max: 20, hasPassed: true });
});

test('the findings of two inspectors in one visit add up, and no item costs more than it is worth', () => {
  const one = lost('hundred.air', 6);
  const other = { ...lost('hundred.air', 8), by: idOf('g', 2) };
  const third = lost('hundred.floor_washroom', 5);

  expect(scored('hundred', one, third)).toMatchObject({ score: 89 });
  expect(scored('hundred', one, other, third)).toMatchObject({ score: 85 });
});

test('what is of a bed costs its owner, and the room is as good as its worst bed', () => {
  const findings = [
    lost('hundred.doors_windows_walls', 2),
    lost('hundred.bed', 10, ZHANG),
    lost('hundred.desk', 4, ZHANG),
    lost('hundred.bed', 5, LI),
  ];

  expect(scored('hundred', ...findings)).toMatchObject({
    score: 84,
    persons: [
      { personId: ZHANG, score: 84 },
      { personId: LI, score: 93 },
    ],
  });
});

test('below the pass mark a room has failed, at it has passed', () => {
  const four = [lost('twenty.overall', 4), lost('twenty.floor', 3)];

  expect(scored('twenty', ...four)).toMatchObject({ score: 13, hasPassed: true });
  expect(scored('twenty', ...four, lost('twenty.other', 1))).toMatchObject({
    score: 12,
    hasPassed: false,
  });
});

test.each(['hundred', 'twenty', 'checklist'])(
  'an illegal appliance fails a room on the form “%s”, whatever its points',
  (form) => {
    expect(scored(form, lost(`${form}.appliances`, 0))).toMatchObject({
      hasPassed: false,
      failedItemIds: ['appliances'],
    });
  },
);

test('a list of what must be in order has no points', () => {
  expect(scored('checklist')).toMatchObject({ score: null, max: 0, hasPassed: true });
});

test('an item is called as it was in the version by which it was found, whatever it is called now', () => {
  const [old] = forms;
  const called = (words: string) => ({ zh: words, en: words });
  const [, ...others] = old?.items ?? [];
  const item = { id: 'floor_washroom', points: 30, step: 5, part: 'shared' as const };
  const renamed = { ...item, words: called('balcony') };
  const title = called('form');
  const newer = { id: 'hundred', version: 2, title, passMark: 60, items: [renamed, ...others] };
  const dropped = { ...newer, version: 3, items: others };
  const all = [...forms, dropped, newer];
  const inForm = (formVersion?: number) =>
    itemFound(all, { formId: 'hundred', itemId: 'floor_washroom', formVersion })?.words.en;

  expect([1, 2, 3, 4, undefined].map(inForm)).toEqual([
    'Floor and washroom',
    'balcony',
    'balcony',
    'balcony',
    'balcony',
  ]);
  expect(itemFound(all, { formId: 'none', itemId: 'floor_washroom' })).toBeNull();
});

test('a finding that was taken back costs nothing', () => {
  const finding = lost('hundred.air', 6);
  const slip = voidFact({ id: idOf('u', 1), at: 99, voids: finding.id });

  expect(scored('hundred', finding, slip)).toMatchObject({ score: 100 });
});

test('by a version of the form that nobody knows any more nothing is scored', () => {
  const seen = inspectionFact({ id: idOf('i', 1), at: 0, formVersion: 7 });
  const [inspection] = foldHygiene([seen]).room(ROOM).inspections;

  expect(inspection && scoreOf(inspection, forms)).toBeNull();
});

test('a score is never below nothing and never above the full mark', () => {
  const item = fc.constantFrom(...forms.flatMap((form) => form.items.map(({ id }) => id)));
  const person = fc.constantFrom(null, ZHANG, LI);
  fc.assert(
    fc.property(
      fc.constantFrom('hundred', 'twenty'),
      fc.array(fc.tuple(item, fc.integer({ min: 0, max: 100 }), person)),
      (form, findings) => {
        const found = scored(
          form,
          ...findings.map(([id, points, who]) => lost(`${form}.${id}`, points, who)),
        );
        expect(found?.score).toBeGreaterThanOrEqual(0);
        expect(found?.score).toBeLessThanOrEqual(found?.max ?? 0);
      },
    ),
  );
});

const withHygiene = (parts: object) => ({
  ...DEFAULT_POLICY,
  hygiene: { ...DEFAULT_HYGIENE, ...parts },
});
const isRule = (policy: object) => PolicyPack.safeParse(policy).success;

test('the default forms are forms, and the one in use is the newest version of it', () => {
  const [hundred] = forms;
  const newer = { ...hundred, version: 2 };
  const policy = PolicyPack.parse(withHygiene({ forms: [newer, ...forms] }));

  expect(policy.hygiene && formInUse(policy.hygiene)).toMatchObject({ id: 'hundred', version: 2 });
});

test.each([
  ['a form in use that is not there', { formInUse: 'none' }],
  ['the same version of a form twice', { forms: [forms[0], ...forms] }],
  ['a day to put right that lies years ahead', { fixByDays: 400 }],
  ['no form', { forms: [] }],
])('rules with %s are refused', (_, parts) => {
  expect(isRule(withHygiene({}))).toBe(true);
  expect(isRule(withHygiene(parts))).toBe(false);
});

test.each([
  ['the same item twice', { items: [...(forms[0]?.items ?? []), forms[0]?.items[0]] }],
  ['points and no mark to pass', { passMark: null }],
  ['a mark to pass over the full mark', { passMark: 101 }],
  ['a mark to pass and no points', { items: forms[2]?.items }],
  ['a step above its points', { items: [{ ...forms[0]?.items[0], step: 31 }] }],
  ['a step and no points', { items: [{ ...forms[2]?.items[0], step: 1 }, forms[0]?.items[0]] }],
])('a form with %s is refused', (_, parts) => {
  expect(isRule(withHygiene({ forms: [{ ...forms[0], ...parts }] }))).toBe(false);
});
