// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import {
  answerSignedIn,
  idOf,
  ME,
  openDesk,
  startFakeServer,
} from './office-desk.test.support.tsx';

const NOBODY = { total: 0, people: [] };

const NO_BACKUP = {
  backup: { madeAt: null, coversThrough: null },
  verified: null,
  retainedAt: null,
};

function answerHome(server: ReturnType<typeof startFakeServer>) {
  server.answers('people', NOBODY);
  server.answers('staff', { total: 1, staff: [] });
  server.answers('devices', { devices: [] });
  server.answers('doorLog', { total: 0, rows: [] });
  server.answers('parked', { total: 0, open: 0, parked: [] });
  server.answers('serverState', NO_BACKUP);
}

test('the set-up link leaves the address bar, makes the administrator and shows the next steps', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  answerHome(server);
  server.answers('setUpState', { isSetUp: false, isDemo: false });
  server.answers('setUp', ME);

  const desk = openDesk('/#setup=one-time-secret', server);
  expect(location.href).not.toContain('one-time-secret');
  await desk.type('Organisation', '东湖理工大学');
  await desk.type('Your name', '甄守望');
  await desk.type('Sign-in name', 'admin');
  await desk.type('Password', 'too short');
  await desk.type('Password again', 'too short!');
  await desk.submit('Set up and sign in');

  await desk.sees('The password needs at least 10 characters.');
  await desk.sees('The two passwords differ.');
  expect(server.asked.map(({ path }) => path)).toEqual(['/api/v1/setup']);

  await desk.type('Password', 'long enough now');
  await desk.type('Password again', 'long enough now');
  await desk.submit('Set up and sign in');

  await desk.sees('Next steps');
  expect(desk.get('link', 'Import the roster').getAttribute('href')).toBe('/office/roster');
  expect(server.lastBody('setUp')).toMatchObject({
    secret: 'one-time-secret',
    organisation: '东湖理工大学',
    password: 'long enough now',
  });
});

test('a set-up link that has done its work leads to the sign-in', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  server.refuses('me', 'signed-out');

  const desk = openDesk('/#setup=one-time-secret', server);

  await desk.sees('Office sign-in');
});

test('a sign-out that got no answer does not look signed out', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  answerHome(server);
  const desk = openDesk('/office', server);

  await desk.tap('Sign out');

  await desk.sees('No connection to the server.');
  await desk.sees('Overview');
});

test('the first page says in red that no backup was ever made', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  answerHome(server);
  const desk = openDesk('/office', server);

  await desk.sees('No backup has ever been made.');
});

test('a session that ends in the middle of work is renewed and the work goes on', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers('login', ME);
  const desk = openDesk('/office/places', server);
  await desk.tap('Add campus');
  await desk.type('Name', '北校区');
  server.refuses('createCampus', 'session-expired');
  await desk.submit('Save');

  await desk.sees('Your sign-in has run out.');
  server.answers('createCampus', {
    version: 1,
    campus: { id: idOf(9), name: '北校区', zone: 'Asia/Shanghai' },
  });
  await desk.type('Password', 'long enough now');
  await desk.submit('Sign in');

  await vi.waitFor(() => {
    const saves = server.asked.filter(({ path }) => path === '/api/v1/campuses');
    expect(saves.map(({ body }) => body)).toEqual(['{"name":"北校区"}', '{"name":"北校区"}']);
  });
});

test('something else that answers is not believed', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  const network: typeof server.network = async (request) =>
    request.path.endsWith('/me')
      ? {
          status: 200,
          contentType: 'text/html',
          etag: null,
          text: '<h1>Sign in to the network</h1>',
        }
      : server.network(request);

  const desk = openDesk('/office', { ...server, network });

  await desk.sees('Something other than our server answered.');
});
