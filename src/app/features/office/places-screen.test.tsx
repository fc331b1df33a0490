// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import {
  answerSignedIn,
  CAMPUS,
  openDesk,
  startFakeServer,
  WENYUAN,
} from './office-desk.test.support.tsx';

test('a change that somebody else was faster with shows both versions and saves what is chosen', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  const desk = openDesk('/office/places', server);
  await desk.tap('Edit 文苑二号楼');
  await desk.type('Name', '文苑2号楼');
  await desk.type(/^Other names/, '文苑贰');
  const yours = { campusId: CAMPUS.id, name: '文苑2号楼', aliases: ['文苑贰'], units: [] };
  server.refuses('changeBuilding', 'precondition-failed', {
    version: 7,
    yours: { ...yours, accessMode: 'closed' },
    theirs: { ...yours, name: '文苑二号公寓', aliases: ['文苑2', '二号'], accessMode: 'closed' },
    fields: ['name', 'aliases'],
  });
  await desk.submit('Save');

  await desk.sees('Somebody else has changed this in the meantime.');
  await desk.sees('文苑二号公寓');
  await desk.sees('文苑2, 二号');
  server.answers('changeBuilding', {
    version: 8,
    building: WENYUAN,
    units: [],
    doors: [],
    residentCount: 0,
  });
  await desk.tap(/^Theirs文苑2, 二号$/, 'radio');
  await desk.tap('Save what is chosen');

  await desk.sees('Where people live');
  expect(server.lastBody('changeBuilding')).toEqual({
    ...yours,
    aliases: ['文苑2', '二号'],
    accessMode: 'closed',
  });
  expect(
    server.asked.filter(({ method }) => method === 'PUT').map(({ headers }) => headers['if-match']),
  ).toEqual(['"3"', '"7"']);
});
