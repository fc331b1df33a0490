import type { Agent, DisinfectedObject, DisinfectionMethod } from './disinfection.ts';
import type { DisinfectionRules, Frequency, Recipe } from './disinfection-rules.ts';
import type { PolicyPack } from './policy.ts';

const TWICE: Frequency = {
  per: 'day',
  windows: [
    { from: '06:00', to: '12:00' },
    { from: '12:00', to: '20:00' },
  ],
};
const ONCE: Frequency = { per: 'day', windows: [{ from: '06:00', to: '20:00' }] };

/** Rules in use in 2020–2022 (`docs/policy.md`); the frequencies are those of a university's logistics office. */
const DEFAULT_DISINFECTION: DisinfectionRules = {
  rounds: { dormitory: TWICE, public: ONCE, bins: ONCE, family: { per: 'week', times: 1 } },
  refuse: ONCE,
  ventilationMinutes: 30,
  weakensAfterDays: 30,
  recipes: [
    recipe('surfaces', 'chlorine', [250, 500], 'wipe', 30),
    recipe('floors', 'chlorine', [250, 500], 'mop', 30),
    recipe('contaminated', 'chlorine', [1000, 1000], 'spray', 30),
    recipe('toilet_bowl', 'chlorine', [2000, 2000], 'spray', 30),
    recipe('toilet_contact', 'chlorine', [500, 1000], 'wipe', 30),
    recipe('mops', 'chlorine', [1000, 1000], 'soak', 30),
    recipe('textiles', 'chlorine', [250, 500], 'soak', 30),
    recipe('tableware', 'chlorine', [250, 500], 'soak', 30),
    recipe('vomit', 'chlorine', [5000, 10_000], 'spray', 30),
    recipe('refuse', 'chlorine', [500, 1000], 'spray', 30),
    recipe('electronics', 'ethanol', null, 'wipe', null),
    recipe('surfaces', 'quats', [1000, 1000], 'wipe', null),
    recipe('visibly_dirty', 'quats', [2000, 2000], 'wipe', null),
    // About half of the figure for chlorine.
    recipe('surfaces', 'chlorine_dioxide', [125, 250], 'wipe', null),
    recipe('floors', 'chlorine_dioxide', [125, 250], 'mop', null),
  ],
};

/** The pack's own, or the defaults. */
export const disinfectionRulesOf = ({ disinfection }: PolicyPack): DisinfectionRules =>
  disinfection ?? DEFAULT_DISINFECTION;

function recipe(
  object: DisinfectedObject,
  agent: Agent,
  ...[mgPerL, method, contactMinutes]: [
    readonly [min: number, max: number] | null,
    DisinfectionMethod,
    number | null,
  ]
): Recipe {
  const range = mgPerL === null ? null : { min: mgPerL[0], max: mgPerL[1] };
  return { object, agent, mgPerL: range, method, contactMinutes };
}
