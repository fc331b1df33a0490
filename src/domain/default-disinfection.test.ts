import { expect, test } from 'vitest';
import { disinfectionRulesOf } from './default-disinfection.ts';
import { DEFAULT_POLICY } from './default-policy.ts';

/** Typed from the table of rules in use, not from the code: what, agent, mg/L from and to, minutes. */
const RULES_IN_USE = [
  ['surfaces', 'chlorine', 250, 500, 30],
  ['floors', 'chlorine', 250, 500, 30],
  ['contaminated', 'chlorine', 1000, 1000, 30],
  ['toilet_bowl', 'chlorine', 2000, 2000, 30],
  ['toilet_contact', 'chlorine', 500, 1000, 30],
  ['mops', 'chlorine', 1000, 1000, 30],
  ['textiles', 'chlorine', 250, 500, 30],
  ['tableware', 'chlorine', 250, 500, 30],
  // The table gives no time for these two: half an hour, as for the others.
  ['vomit', 'chlorine', 5000, 10_000, 30],
  ['refuse', 'chlorine', 500, 1000, 30],
  // 75 % as it is bought.
  ['electronics', 'ethanol', null, null, null],
  // As long as the label says.
  ['surfaces', 'quats', 1000, 1000, null],
  ['visibly_dirty', 'quats', 2000, 2000, null],
  ['surfaces', 'chlorine_dioxide', 125, 250, null],
  ['floors', 'chlorine_dioxide', 125, 250, null],
];

test('every surface and agent is given the strength and the time of the rules in use', () => {
  const { recipes } = disinfectionRulesOf(DEFAULT_POLICY);

  const given = recipes.map(({ object, agent, mgPerL, contactMinutes }) => [
    object,
    agent,
    mgPerL?.min ?? null,
    mgPerL?.max ?? null,
    contactMinutes,
  ]);

  expect(given).toEqual(RULES_IN_USE);
});
