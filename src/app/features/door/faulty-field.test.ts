import { expect, test } from 'vitest';
import { bodyWith, faultyField } from './faulty-field.ts';

const ID = '018f0000-0000-7000-8000-000000000000';
const visit = { visitId: ID, roomId: ID };
const recorded = (type: string, body: object) => ({ type, tv: 1, body });

const reading = {
  tempC: 77,
  site: 'forehead',
  thermometerId: null,
  rawValue: 77,
  rawUnit: 'C',
};
const secondCheck = recorded('second-check', { ...visit, personId: ID, reading, repeats: ID });
const finding = recorded('finding', {
  ...visit,
  formId: 'daily',
  itemId: 'floor',
  personId: null,
  points: 700,
  note: '',
  fixBy: 'soon',
  photos: [],
});
const sealCheck = recorded('seal-check', {
  sealId: ID,
  visitId: ID,
  state: 'torn',
  newNumber: null,
  authorisedBy: null,
  note: null,
  photos: [],
});
const disinfection = recorded('disinfection', {
  areaId: ID,
  day: '2020-06-08',
  slot: 1,
  object: 'floors',
  agent: 'chlorine',
  product: null,
  targetMgPerL: 500,
  mixture: { form: 'tablet', tabletMg: -5, openedOn: null, tablets: 2, waterMl: 1000 },
  method: 'spray',
  contactMinutes: 30,
  operator: 'staff',
  photos: [],
});

test('what is asked for comes from the kind’s own schema', () => {
  const asked = (operation: typeof secondCheck, field: string) => {
    const found = faultyField(operation, field);
    return [found?.asked, found?.mayBeLeftOut];
  };

  expect(asked(secondCheck, 'body.reading.tempC')).toEqual(['number', false]);
  expect(asked(secondCheck, 'body.repeats')).toEqual(['nothing', true]);
  expect(asked(secondCheck, 'body.personId')).toEqual(['person', false]);
  expect(asked(finding, 'body.points')).toEqual(['number', false]);
  expect(asked(finding, 'body.note')).toEqual(['text', true]);
  expect(asked(finding, 'body.fixBy')).toEqual(['day', true]);
  expect(asked(disinfection, 'body.mixture.tabletMg')).toEqual(['number', false]);
});

test.each([
  ['what the record is about', sealCheck, 'body.sealId'],
  ['what is chosen and not typed', sealCheck, 'body.state'],
  ['a room', secondCheck, 'body.roomId'],
  ['no field', finding, null],
  ['what is not of the body', finding, 'sig'],
  ['a field that the kind does not have', finding, 'body.unheardOf'],
  ['a kind that this app does not know', recorded('moon-phase', {}), 'body.note'],
] as const)('%s is not asked for', (_, operation, field) => {
  expect(faultyField(operation, field)).toBeNull();
});

test('what is put right is a record of its kind, or none at all', () => {
  expect(bodyWith(secondCheck, ['reading', 'tempC'], 37.7)).toEqual({
    ...secondCheck.body,
    reading: { ...reading, tempC: 37.7, rawValue: 37.7 },
  });
  expect(bodyWith(secondCheck, ['reading', 'tempC'], 99)).toBeNull();
  const still = recorded('finding', { ...finding.body, points: 2, note: null });
  expect(bodyWith(still, ['fixBy'], '2020-06-09')).toMatchObject({ fixBy: '2020-06-09' });
  expect(bodyWith(still, ['fixBy'], null)).toMatchObject({ fixBy: null });
  const again = recorded('finding', {
    ...finding.body,
    points: 2,
    note: null,
    fixBy: null,
    again: ID,
  });
  expect(bodyWith(again, ['again'], null)).not.toHaveProperty('again');
});
