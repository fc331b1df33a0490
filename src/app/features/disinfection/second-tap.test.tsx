// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { BINS, openFront } from '../../../../tests/support/at-the-board.tsx';
import { buildArea } from '../../../../tests/support/disinfection-facts.ts';
import { BUILDING, idOf } from '../../../../tests/support/door-facts.ts';
import type { Screen } from '../../../../tests/support/show-screen.tsx';

test('a second tap while the first is being kept records nothing twice', async () => {
  const { screen, facts, pass, reopen } = await openFront();
  const twice = (act: () => void): void => {
    act();
    act();
  };
  const submit = (shown: Screen, label: RegExp): void => {
    const sent = new Event('submit', { bubbles: true, cancelable: true });
    shown.get('field', label).closest('form')!.dispatchEvent(sent);
  };
  await screen.until(() => screen.get('button', 'Refuse cleared: 垃圾点'));
  twice(() => screen.get('button', 'Refuse cleared: 垃圾点').click());
  screen.first('button', 'Start: 门厅').click();
  await screen.type(/^On the label/, '5');
  twice(() => submit(screen, /^On the label/));
  await screen.until(() => expect(facts('disinfection')).not.toEqual([]));
  pass(31 * 60_000);
  const later = reopen();
  await later.tap('Show 门厅');
  await later.until(() => later.get('field', /^Aired/));
  twice(() => submit(later, /^Aired/));
  await later.until(() => expect(later.text()).toContain('A second person accepts it'));

  for (const type of ['refuse-clearing', 'disinfection', 'disinfection-end'])
    expect(facts(type), type).toHaveLength(1);
});

test('a second tap clears nothing else that has come under the finger', async () => {
  const area = { name: '东侧', class: 'bins', buildingId: BUILDING } as const;
  const areas = [BINS, buildArea({ ...area, id: idOf('a', 13) })];
  const { screen, facts } = await openFront({ areas });
  await screen.until(() => screen.get('button', 'Refuse cleared: 垃圾点'));

  screen.first('button', /^Refuse cleared:/).click();
  await screen.until(() => expect(facts('refuse-clearing')).toHaveLength(1));
  // The other one stands there now.
  await screen.until(() => screen.get('button', /^Refuse cleared:/));
  screen.get('button', /^Refuse cleared:/).click();
  const isFree = () => screen.page.querySelector('[aria-disabled=true]') === null;
  expect(isFree()).toBe(false);
  await screen.until(() => expect(isFree()).toBe(true));
  expect(facts('refuse-clearing')).toHaveLength(1);

  await screen.tap(/^Refuse cleared:/);
  await screen.until(() => expect(facts('refuse-clearing')).toHaveLength(2));
});
