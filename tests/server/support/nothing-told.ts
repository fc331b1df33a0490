import { expect } from 'vitest';
import { SECRET_NOTE, SECRET_TEMP_C } from './report-bodies.ts';

/** No value, no note and no symptom of what was told. */
export function expectNothingTold(told: unknown): void {
  const text = JSON.stringify(told);
  expect(text).not.toContain(SECRET_NOTE);
  expect(text).not.toContain(String(SECRET_TEMP_C));
  expect(text).not.toContain('cough');
}
