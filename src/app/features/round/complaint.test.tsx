// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { inRoom } from '../../../../tests/support/in-room-201.tsx';

test('a complaint stands through another tap on Present, until it is emptied', async () => {
  const unit = await inRoom();
  const present = () =>
    unit.screen.page.querySelector<HTMLElement>('[aria-label="Where 张伟 is"] button')!;
  await unit.screen.tap('Complaint of 张伟');
  await unit.screen.type('Present, and complains of', 'cough');
  await unit.screen.submit('Present, and complains of');
  await unit.kept('presence', 1);
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Complains: cough'));

  unit.screen.page.querySelectorAll<HTMLElement>('[aria-label="Where 张伟 is"] button')[2]!.click();
  await unit.kept('presence', 2);
  present().click();
  await unit.kept('presence', 3);
  expect(unit.bodiesOf('presence')[2]).toMatchObject({ state: 'present', complaint: 'cough' });

  await unit.screen.tap('Complaint of 张伟');
  await unit.screen.type('Present, and complains of', '');
  await unit.screen.submit('Present, and complains of');
  await unit.kept('presence', 4);
  expect(unit.bodiesOf('presence')[3]).toMatchObject({ complaint: null, isComplaintOver: true });
  await unit.screen.until(() => expect(unit.screen.text()).not.toContain('Complains'));
});

test('a complaint that is not saved outlives its sheet and the room, until Discard', async () => {
  const unit = await inRoom();
  await unit.screen.tap('Complaint of 张伟');
  await unit.screen.type('Present, and complains of', 'cough');
  unit.screen.get('field', 'Present, and complains of').closest('dialog')?.click();
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Complaint not saved: cough'));
  await unit.screen.tap(/^Next room/);
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Room 202'));
  expect(unit.screen.text()).not.toContain('not saved');
  await unit.screen.tap(/^Previous room/);

  await unit.screen.tap('Complaint of 张伟');
  expect(unit.screen.get('field', 'Present, and complains of')).toHaveProperty('value', 'cough');
  await unit.screen.tap('Discard');
  await unit.screen.until(() => expect(unit.screen.text()).not.toContain('not saved'));
  expect(unit.bodiesOf('presence')).toEqual([]);
});

test('a complaint that is not saved outlives a change of the thermometer, but not the round', async () => {
  const unit = await inRoom();
  await unit.screen.tap('Complaint of 张伟');
  await unit.screen.type('Present, and complains of', 'cough');
  unit.screen.get('field', 'Present, and complains of').closest('dialog')?.click();
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Complaint not saved: cough'));
  await unit.toList();
  await unit.screen.tap('Change or end the round');
  await unit.screen.tap('Armpit', 'radio');
  await unit.screen.tap('Use these');
  await unit.kept('round', 2);
  await unit.enter('201');
  await unit.screen.until(() => expect(unit.screen.text()).toContain('Complaint not saved: cough'));

  await unit.toList();
  await unit.screen.tap('Change or end the round');
  await unit.screen.tap('End round');
  await unit.kept('round-end', 2);
  await unit.startRound();
  await unit.enter('201');
  expect(unit.screen.text()).not.toContain('not saved');
});
