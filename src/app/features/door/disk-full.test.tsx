// @vitest-environment happy-dom
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { atTheDoor, type Door } from '../../../../tests/support/at-the-door.tsx';

let door: Door;

beforeEach(async () => {
  door = await atTheDoor();
  await door.startShift();
});

/** From here on every write to the disk of this phone fails so, as the browser's own database says it. */
function failWrites(name: 'QuotaExceededError' | 'UnknownError'): {
  heal: () => void;
  tries: () => number;
} {
  const writes = (['put', 'add'] as const).map((write) =>
    vi.spyOn(IDBObjectStore.prototype, write).mockImplementation(() => {
      throw new DOMException('injected', name);
    }),
  );
  const heal = (): void => writes.forEach((write) => write.mockRestore());
  onTestFinished(heal);
  return { heal, tries: () => writes.reduce((sum, { mock }) => sum + mock.calls.length, 0) };
}

test.each([
  ['QuotaExceededError', 'Not saved: this phone is full'],
  ['UnknownError', 'Not saved: this phone’s storage does not answer'],
] as const)(
  'a check that meets an %s is refused in words, stays, and is saved by the next try',
  async (name, words) => {
    await door.pick('0001');
    const disk = failWrites(name);
    await door.measure('365');
    await door.screen.until(() => expect(door.screen.text()).toContain(words));

    expect(door.checks()).toEqual([]);
    expect(door.screen.get('field', 'Temperature of 张伟')).toHaveProperty('value', '36.5');

    disk.heal();
    await door.screen.tap('Done');
    await door.screen.until(() => expect(door.tempsC()).toEqual([36.5]));
    expect(door.screen.text()).not.toContain('Not saved');
  },
);

test('digits that are typed while the disk is full stay on the screen', async () => {
  await door.pick('0001');
  await door.screen.until(() => door.keptDraft({ typed: '', query: '' }));
  const disk = failWrites('QuotaExceededError');
  await door.screen.tap('3');
  const before = disk.tries();
  await door.screen.tap('6');
  await door.screen.until(() => expect(disk.tries()).toBeGreaterThan(before));

  await expect(door.keptDraft({ typed: '36' })).rejects.toThrow();
  expect(door.screen.get('field', 'Temperature of 张伟')).toHaveProperty('value', '36');
});

test('a visitor’s form that meets a full disk keeps what was typed', async () => {
  await door.screen.tap('New visitor');
  await door.screen.type("Visitor's name", '徐来访');
  const disk = failWrites('QuotaExceededError');
  await door.screen.submit("Visitor's name");
  await door.screen.until(() => expect(door.screen.text()).toContain('Not saved'));

  expect(door.screen.get('field', "Visitor's name")).toHaveProperty('value', '徐来访');

  disk.heal();
  await door.screen.submit("Visitor's name");
  await door.screen.until(() => door.screen.get('field', 'Temperature of 徐来访'));
});
