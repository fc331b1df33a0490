// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { inRoom } from '../../../../tests/support/in-room-201.tsx';

/** A disk that keeps nothing until it is let. */
async function onSlowDisk() {
  const unit = await inRoom();
  const { journal } = unit.app;
  const { recordAll } = journal;
  let release = (): void => {};
  journal.recordAll = async (parts) => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return recordAll(parts);
  };
  const isSaving = (element: HTMLElement) => element.closest('[aria-busy=true]') !== null;
  return { unit, release: () => release(), isSaving };
}

test('a tap is answered before it is kept, and “saved” is said only after', async () => {
  const { unit, release, isSaving } = await onSlowDisk();
  const { screen } = unit;
  const absent = screen.first('button', 'Absent');
  absent.click();
  await screen.until(() => expect(isSaving(absent)).toBe(true));
  expect(screen.text()).not.toContain('saved');
  expect(absent.getAttribute('aria-pressed')).toBe('false');
  release();
  await screen.until(() => expect(screen.text()).toContain('张伟: saved'));
  await screen.until(() => expect(isSaving(absent)).toBe(false));

  const others = screen.get('button', 'The other 3 are present');
  await screen.tap('The other 3 are present');
  await screen.until(() => expect(isSaving(others)).toBe(true));
  expect(screen.text()).toContain('Room 201');
  release();
  await screen.until(() => expect(screen.text()).toContain('Room 202'));
  await screen.until(() => expect(isSaving(others)).toBe(false));
});

test('so is the last digit of a reading', async () => {
  const { unit, release, isSaving } = await onSlowDisk();
  const { screen } = unit;
  await screen.tap('Measure 张伟');
  await unit.type('365');
  const field = screen.get('field', 'Temperature of 张伟');
  await screen.until(() => expect(isSaving(field)).toBe(true));
  expect(screen.text()).not.toContain('saved');
  release();

  await screen.until(() => expect(screen.text()).toContain('36.5 °C saved'));
  expect(isSaving(screen.get('field', 'Temperature of 刘敏'))).toBe(false);
});
