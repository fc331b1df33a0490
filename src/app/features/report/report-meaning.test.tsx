// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { atTheReport, CONSENT, reportBody } from '../../../../tests/support/at-the-report.tsx';
import { idOf } from '../../../../tests/support/door-facts.ts';
import { DEFAULT_POLICY } from '../../../domain/default-policy.ts';
import type { FactBody } from '../../../domain/fact.ts';
import type { PolicyPack } from '../../../domain/policy.ts';

type OnBehalfAs = FactBody<'self-report'>['onBehalfAs'];

async function told(
  tempC: number,
  onBehalfAs: OnBehalfAs,
  compare: PolicyPack['temperature']['compare'],
) {
  const temperature = { ...DEFAULT_POLICY.temperature, compare };
  const reading = {
    tempC,
    site: 'axilla',
    thermometerId: null,
    rawValue: tempC,
    rawUnit: 'C',
  } as const;
  const { screen } = await atTheReport({
    startAt: '2020-06-08T01:00:00.000Z',
    documents: [{ kind: 'policy', id: idOf('w', 1), body: { ...DEFAULT_POLICY, temperature } }],
    facts: ({ personId }) => [
      CONSENT(personId),
      {
        id: idOf('q', 3),
        at: '2020-06-08T00:30:00.000Z',
        type: 'self-report',
        body: reportBody(personId, { reading, onBehalfAs }),
        by: idOf('g', 1),
      },
    ],
  });
  return screen.text();
}

test.each([
  ['gte', 'From 37.3 °C it counts as fever here'],
  ['gt', 'Above 37.3 °C it counts as fever here'],
] as const)('with the rule %s the line is said as it is meant', async (compare, words) => {
  expect(await told(38.1, null, compare)).toContain(words);
});

test('an abnormal report says who sees it, and that without unit and class nobody is alerted', async () => {
  const text = await told(38.1, null, 'gte');

  expect(text).toContain('Your unit keeper and class head see this report');
  expect(text).toContain('If you have neither, only the office can look it up');
});

test.each([
  ['room_head', 'Reported by your room head on your behalf'],
  ['unit_keeper', 'Reported by staff on your behalf'],
] as const)('a report told by a %s says by whom', async (onBehalfAs, words) => {
  expect(await told(36.5, onBehalfAs, 'gte')).toContain(words);
});
