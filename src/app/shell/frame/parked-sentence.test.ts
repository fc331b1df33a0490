// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { setLanguage } from '../../strings.ts';
import { parkedSentence } from './parked-sentence.ts';

const result = {
  id: '01729288-ea00-7a57-a2a1-0c7a3c3a8f10',
  seq: 1,
  outcome: 'parked',
  field: null,
  correctedAt: '2020-06-08T06:00:00.000Z',
  receivedAt: '2020-06-08T06:00:00.000Z',
} as const;

test('a reason that only a newer server knows is said to be one, in both languages', () => {
  setLanguage('en');
  expect(parkedSentence({ ...result, why: 'of-tomorrow' })).toContain('does not know yet');
  setLanguage('zh');
  expect(parkedSentence({ ...result, why: 'of-tomorrow' })).toContain('还不认识');
});
