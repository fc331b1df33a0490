// @vitest-environment happy-dom
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { atTheDoor, type Door } from '../../../../tests/support/at-the-door.tsx';
import { ZHANG, ZHANG_TOO } from '../../../../tests/support/door-campus.ts';
import { Void } from '../../../domain/door-check.ts';
import { setLanguage } from '../../strings.ts';

let door: Door;

beforeEach(async () => {
  door = await atTheDoor();
  await door.startShift();
});

test('find, three digits, done: it is saved and the field is free for the next', async () => {
  await door.log('0001', '365');

  await door.screen.until(() => expect(door.screen.text()).toContain('Normal: may pass'));
  expect(door.checks()).toMatchObject([
    {
      subject: { kind: 'person', personId: ZHANG.id },
      direction: 'in',
      reading: { tempC: 36.5, site: 'forehead', rawValue: 36.5, rawUnit: 'C' },
    },
  ]);
  expect(door.screen.get('field', 'Find a person')).toHaveProperty('value', '');
});

test('the keys under the thumb are the same ones for finding and for measuring', async () => {
  const key = door.screen.get('button', '1');
  await door.pick('0001');
  expect(door.screen.get('button', '1')).toBe(key);
  await door.measure('365');
  await door.screen.until(() => door.screen.get('field', 'Find a person'));
  expect(door.screen.get('button', '1')).toBe(key);
});

test('the phone’s own back button goes from the reading back to finding, and keeps no check', async () => {
  const before = history.length;
  await door.pick('0001');
  await door.screen.until(() => expect(history.length).toBe(before + 1));
  history.back();
  dispatchEvent(new PopStateEvent('popstate', { state: null }));

  await door.screen.until(() => door.screen.get('field', 'Find a person'));
  expect(door.checks()).toEqual([]);
});

test('two people of one name are told apart by room and class', async () => {
  await door.screen.type('Find a person', 'zw');
  await door.screen.until(() => door.screen.get('option', /2-305.*Class 1/));

  await door.screen.tap(/3-101.*Class 2/, 'option');
  await door.measure('366');

  await door.screen.until(() => expect(door.checks()).toHaveLength(1));
  expect(door.checks()[0]!.subject).toEqual({ kind: 'person', personId: ZHANG_TOO.id });
});

test('the same person again within two minutes is stopped until the warden says so', async () => {
  await door.log('0001', '365');
  door.pass(40_000);
  await door.pick('0001');
  await door.measure('366');

  expect(door.screen.text()).toContain('Already logged 40 s ago by you');
  expect(door.tempsC()).toEqual([36.5]);

  await door.screen.tap('Log again');
  await door.screen.tap('Done');
  await door.screen.until(() => expect(door.tempsC()).toEqual([36.5, 36.6]));
});

test('the direction is the other one than last time, and one tap turns it', async () => {
  await door.log('0001', '365');
  door.pass(3_600_000);
  await door.log('0001', '365');
  door.pass(3_600_000);

  await door.pick('0001');
  await door.screen.tap('Entry. Tap to change');
  await door.measure('365');

  await door.screen.until(() =>
    expect(door.checks().map(({ direction }) => direction)).toEqual(['in', 'out', 'out']),
  );
});

test('in rush mode everybody goes the same way, also after a restart', async () => {
  await door.screen.tap('Rush');
  await door.screen.tap('All entry');
  await door.log('0001', '365');
  await door.screen.until(() => door.keptDraft({ rush: 'out', query: '' }));
  door.restart();
  await door.screen.until(() => door.screen.get('button', 'All exit'));
  await door.log('0003', '366');

  expect(door.checks().map(({ direction }) => direction)).toEqual(['out', 'out']);
});

test('all digits pressed while a slow disk saves are the next person', async () => {
  await door.pick('0001');
  for (const digit of '365') await door.screen.tap(digit);
  const letGo = holdSigning();
  await door.screen.tap('Done');
  for (const digit of '0002') await door.screen.tap(digit);
  expect(door.checks()).toEqual([]);

  letGo();

  await door.screen.until(() => expect(door.tempsC()).toEqual([36.5]));
  await door.screen.until(() =>
    expect(door.screen.get('field', 'Find a person')).toHaveProperty('value', '0002'),
  );
});

test('undo takes the check back and puts the person there again', async () => {
  await door.log('0001', '365');
  await door.screen.tap(/^Undo/);

  await door.screen.until(() => door.screen.get('field', 'Temperature of 张伟'));
  const voids = door
    .operations()
    .filter(({ type }) => type === 'void')
    .map(({ body }) => Void.parse(body));
  expect(voids).toMatchObject([{ voids: door.checks()[0]!.id, reason: 'undo' }]);
  await door.measure('364');
  await door.screen.until(() => expect(door.tempsC()).toEqual([36.5, 36.4]));
});

test('undo is no longer offered after ten seconds', async () => {
  await door.log('0001', '365');
  expect(door.screen.has('button', /^Undo/)).toBe(true);

  door.pass(11_000);

  await door.screen.until(() => expect(door.screen.has('button', /^Undo/)).toBe(false));
});

test('two digits are no reading yet', async () => {
  await door.pick('0001');
  await door.screen.tap('3');
  await door.screen.tap('6');

  expect(door.screen.get('button', 'Done')).toHaveProperty('disabled', true);
  await door.screen.submit('Temperature of 张伟');
  await door.screen.until(() => expect(door.screen.text()).toContain('Three digits, please'));
  expect(door.checks()).toEqual([]);
});

test('an impossible value saves nothing, and the next key begins anew', async () => {
  await door.pick('0001');
  await door.measure('565');

  await door.screen.until(() => expect(door.screen.text()).toContain('56.5 cannot be right'));
  expect(door.checks()).toEqual([]);
  await door.measure('365');
  await door.screen.until(() => expect(door.tempsC()).toEqual([36.5]));
});

test('a half typed check is there again after a kill', async () => {
  await door.pick('0001');
  await door.screen.tap('3');
  await door.screen.tap('6');
  await door.screen.until(() => door.keptDraft({ typed: '36' }));

  door.restart();

  await door.screen.until(() =>
    expect(door.screen.get('field', 'Temperature of 张伟')).toHaveProperty('value', '36'),
  );
});

test('changing the language keeps the digits', async () => {
  await door.pick('0001');
  await door.screen.tap('3');
  await door.screen.tap('6');

  setLanguage('zh');

  await door.screen.until(() =>
    expect(door.screen.get('field', '张伟的体温')).toHaveProperty('value', '36'),
  );
});

/** Makes every record wait before it is signed, until let go. */
function holdSigning(): () => void {
  const sign = crypto.subtle.sign.bind(crypto.subtle);
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const spy = vi.spyOn(crypto.subtle, 'sign');
  spy.mockImplementation(async (...parts: Parameters<typeof sign>) => {
    await held;
    return sign(...parts);
  });
  onTestFinished(() => spy.mockRestore());
  return () => letGo();
}
