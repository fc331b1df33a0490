// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { openSeals } from '../../../../tests/support/at-the-seals.tsx';
import { BUILDING, idOf } from '../../../../tests/support/door-facts.ts';
import { fakeCamera, fillPhone, takePhoto } from '../../../../tests/support/fake-camera.ts';
import { oldSeal, ROOMS } from '../../../../tests/support/seal-campus.ts';

beforeEach(fakeCamera);

const roomsListed = (page: HTMLElement) =>
  [...page.querySelectorAll('[aria-haspopup=dialog]')].map(
    (row) => row.getAttribute('aria-label')?.split(' · ')[0],
  );

test('seals stand by room in natural order, then those in no room, each with its number and state', async () => {
  const { screen } = await openSeals('unit_keeper', [
    oldSeal('0003', { roomId: null, thing: 'side_exit' }),
    oldSeal('0001', { roomId: ROOMS.ten }),
    oldSeal('0002'),
  ]);

  await screen.until(() => expect(roomsListed(screen.page)).toHaveLength(3));
  expect(roomsListed(screen.page)).toEqual(['6-2', '6-10', 'In no room']);
  screen.get('button', '6-2 · Window, seal 0002, Intact');
});

test('a seal known by its mark only is looked at in one tap, and again undone', async () => {
  const seals = await openSeals('unit_keeper', [oldSeal('0002')]);

  await seals.screen.tap('Seal 0002 is intact');

  await seals.screen.until(() => expect(seals.recorded('seal-check')).toHaveLength(1));
  expect(seals.recorded('seal-check')[0]?.body).toMatchObject({ state: 'intact', visitId: null });
  await seals.screen.until(() => expect(seals.screen.text()).toContain('Every seal has been'));
  await seals.screen.tap(/^Undo/);
  await seals.screen.until(() => seals.screen.get('button', 'Seal 0002 is intact'));
  expect(seals.recorded('void')[0]?.body).toMatchObject({
    voids: seals.recorded('seal-check')[0]?.id,
    reason: 'undo',
  });
});

test('a second tap falls on no other seal: the next row has moved to where the finger is', async () => {
  const { screen, recorded } = await openSeals('unit_keeper', [
    oldSeal('0002'),
    oldSeal('0005', { roomId: ROOMS.ten }),
  ]);
  await screen.until(() => screen.get('button', 'Seal 0002 is intact'));
  screen.get('button', 'Seal 0002 is intact').click();
  await screen.until(() => expect(screen.has('button', 'Seal 0002 is intact')).toBe(false));
  const next = screen.get('button', 'Seal 0005 is intact');
  const isMeant = () => next.closest('[aria-disabled=true]') === null;
  expect(isMeant()).toBe(false);
  next.click();
  await screen.until(() => expect(isMeant()).toBe(true));
  expect(recorded('seal-check')).toHaveLength(1);

  next.click();
  await screen.until(() => expect(recorded('seal-check')).toHaveLength(2));
});

test('a seal known to be broken is not offered as intact: first a new one, and intact again is explained', async () => {
  const broken = { state: 'broken', checkId: idOf('c', 1) } as const;
  const seals = await openSeals('unit_keeper', [oldSeal('0002', broken)]);
  await seals.screen.tap('How seal 0002 is now');
  await seals.screen.until(() => expect(seals.screen.text()).toContain('Is it No 0002?'));
  expect(seals.screen.has('button', 'Seal 0002 is intact')).toBe(false);
  const states = seals.screen.page.querySelectorAll('[aria-label="Or what is it?"] button');
  expect([...states].map((state) => state.textContent)).toEqual([
    'New seal applied',
    'Still broken',
    'Missing',
    'Unsealed',
    'Intact again',
  ]);
  await seals.screen.tap('Intact again');
  await seals.screen.tap('Save');
  await seals.screen.until(() => expect(seals.screen.text()).toContain('Say why, for example'));
  expect(seals.recorded('seal-check')).toEqual([]);
  await seals.screen.type(/^It was not intact/, 'misread last time');
  await seals.screen.tap('Save');

  await seals.screen.until(() => expect(seals.recorded('seal-check')).toHaveLength(1));
  expect(seals.recorded('seal-check')[0]?.body).toMatchObject({
    state: 'intact',
    note: 'misread last time',
  });
});

test('a new strip needs a number of its own and a photo', async () => {
  const seals = await openSeals('unit_keeper', [oldSeal('0002')]);
  await seals.screen.tap(/seal 0002, Intact/);
  await seals.screen.tap('Re-applied');

  await seals.screen.tap('Save');
  await seals.screen.until(() => expect(seals.screen.text()).toContain('Type or scan the number'));
  await seals.screen.type(/^Number of the new seal/, ' 0002');
  await seals.screen.until(() => expect(seals.screen.text()).toContain('That is the old number'));
  await seals.screen.type(/^Number of the new seal/, '0777');
  await seals.screen.until(() => expect(seals.screen.text()).toContain('Take a photo'));
  expect(seals.recorded('seal-check')).toEqual([]);
  takePhoto(seals.screen.page);
  await seals.screen.until(() => expect(seals.screen.page.querySelector('img')).not.toBeNull());
  await seals.screen.tap('Save');

  await seals.screen.until(() => expect(seals.recorded('seal-check')).toHaveLength(1));
  expect(seals.recorded('seal-check')[0]?.body).toMatchObject({
    newNumber: '0777',
    photos: [{ mime: 'image/jpeg' }],
  });
  await seals.screen.choose('Show', 'all');
  await seals.screen.until(() => seals.screen.get('button', /seal 0777, Re-applied/));
});

test('a phone too full for photos records a new strip without one', async () => {
  const seals = await openSeals('unit_keeper', [oldSeal('0002')]);
  fillPhone();
  await seals.screen.tap(/seal 0002, Intact/);
  await seals.screen.tap('Re-applied');
  await seals.screen.type(/^Number of the new seal/, '0777');
  await seals.screen.tap('Save');
  await seals.screen.until(() => expect(seals.screen.text()).toContain('Take a photo'));
  takePhoto(seals.screen.page);
  await seals.screen.until(() => expect(seals.screen.text()).toContain('too full for photos'));
  expect(seals.recorded('seal-check')).toEqual([]);
  await seals.screen.tap('Save');

  await seals.screen.until(() => expect(seals.recorded('seal-check')).toHaveLength(1));
  expect(seals.recorded('seal-check')[0]?.body).toMatchObject({ newNumber: '0777', photos: [] });
});

test('applying a seal asks for what, number and why, and warns of a number that hangs elsewhere', async () => {
  const seals = await openSeals('unit_keeper', [oldSeal('0002')]);
  await seals.screen.tap('Apply a seal');
  await seals.screen.tap('Save the seal');
  await seals.screen.until(() => expect(seals.screen.text()).toContain('Choose what is sealed'));
  await seals.screen.tap('Locker', 'radio');
  await seals.screen.choose('Room', ROOMS.ten);
  await seals.screen.type(/^Number on the seal/, '0002');
  await seals.screen.tap('Vacant room');
  await seals.screen.tap('Save the seal');
  await seals.screen.until(() => expect(seals.screen.text()).toContain('is on another seal: 6-2'));
  expect(seals.recorded('seal')).toEqual([]);
  await seals.screen.tap('Save the seal');

  await seals.screen.until(() => expect(seals.recorded('seal')).toHaveLength(1));
  expect(seals.recorded('seal')[0]?.body).toEqual({
    buildingId: BUILDING,
    roomId: ROOMS.ten,
    thing: 'locker',
    place: null,
    number: '0002',
    reason: 'Vacant room',
    witness: null,
    photos: [],
  });
  await seals.screen.until(() => expect(seals.screen.text()).toContain('is on 2 seals'));
});

test('a building head sees an incident counted, and acknowledges it in one tap; a second one at once says nothing more', async () => {
  const broken = { state: 'broken', checkId: idOf('c', 1) } as const;
  const seals = await openSeals('building_head', [oldSeal('0002', broken)]);
  await seals.screen.until(() => expect(seals.screen.text()).toContain('1 not acknowledged'));
  await seals.screen.tap(/^Incidents/, 'link');

  await seals.screen.until(() => seals.screen.get('button', 'Acknowledge seal 0002'));
  const acknowledge = seals.screen.get('button', 'Acknowledge seal 0002');
  acknowledge.click();
  acknowledge.click();

  await seals.screen.until(() => expect(seals.screen.text()).toContain('Acknowledged by you'));
  expect(seals.recorded('acknowledgement').map(({ body }) => body)).toEqual([
    { of: idOf('c', 1), note: null },
  ]);
  expect(seals.screen.text()).not.toContain('not acknowledged');
});

test('who keeps another unit reads its seals and checks none', async () => {
  const elsewhere = oldSeal('0002', { roomId: idOf('o', 99) });
  const { screen } = await openSeals('unit_keeper', [elsewhere]);

  await screen.tap(/Room not on this phone · Window, seal 0002/);

  await screen.until(() => expect(screen.text()).toContain('Is it No 0002?'));
  expect(screen.has('button', 'Intact')).toBe(false);
  expect(screen.has('button', 'Broken')).toBe(false);
});
