// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { inTheUnit } from '../../../../tests/support/in-the-unit.tsx';
import { showScreen } from '../../../../tests/support/show-screen.tsx';
import { SettingsScreen } from './settings-screen.tsx';

test('whoever is on a round is led back to the round, not to the door', async () => {
  const unit = await inTheUnit();
  await unit.startRound();
  unit.screen.unmount();
  const settings = showScreen(unit.app, <SettingsScreen />);

  await settings.until(() => expect(settings.text()).toContain('Your round is running.'));
  expect(settings.first('link', 'To the round').getAttribute('href')).toBe('/round');
  expect(settings.text()).not.toContain('door');
});
