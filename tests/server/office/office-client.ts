import { readFileSync } from 'node:fs';
import { vi } from 'vitest';
import type { Id } from '../../../src/domain/id.ts';
import type { Post, Role } from '../../../src/domain/role.ts';
import { ProblemBody } from '../../../src/protocol/problem.ts';
import { EnrolmentCode, StaffEntry } from '../../../src/protocol/office-staff.ts';
import { RosterPreview } from '../../../src/protocol/office-roster.ts';
import { Places } from '../../../src/protocol/office-places.ts';
import { ensureSetUpLink } from '../../../src/server/accounts/set-up.ts';
import { openServer, type TestServer } from '../support/test-server.ts';

// A password takes 60 ms of work, a reading thread a second to start, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

export const ORIGIN = 'http://127.0.0.1:8470';
export const PASSWORD = 'correct horse battery';
const FIXTURES = new URL('../../fixtures/roster/', import.meta.url);

export const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(name, FIXTURES)));

export const buildingList = (key: string): unknown =>
  (
    JSON.parse(readFileSync(new URL('buildings.json', FIXTURES), 'utf8')) as Record<string, unknown>
  )[key];

type Headers = Record<string, string>;
type CallRest = [path: string, body?: unknown, headers?: Headers];

/** A browser in the office: keeps its cookies, says where it comes from. */
export class OfficeClient {
  readonly server: TestServer;
  cookie = '';

  constructor(server: TestServer) {
    this.server = server;
  }

  async send(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Headers } = {},
  ): Promise<Response> {
    const isForm = body instanceof FormData;
    const response = await this.server.app.request(`${ORIGIN}/api/v1${path}`, {
      method,
      headers: {
        host: new URL(ORIGIN).host,
        origin: ORIGIN,
        ...(this.cookie === '' ? {} : { cookie: this.cookie }),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) this.cookie = line.split(';')[0]!;
    return response;
  }

  async json(method: string, ...[path, body, headers]: CallRest): Promise<unknown> {
    const response = await this.send(method, path, { body, ...(headers && { headers }) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  /** The code of the problem that this call must get. */
  async problem(method: string, ...[path, body, headers]: CallRest) {
    const response = await this.send(method, path, { body, ...(headers && { headers }) });
    if (response.ok) throw new Error(`${method} ${path} was answered`);
    return ProblemBody.parse(await response.json());
  }

  async refusal(method: string, ...rest: CallRest): Promise<string> {
    return (await this.problem(method, ...rest)).code;
  }

  async previewRoster(bytes: Uint8Array<ArrayBuffer>, name = 'roster.csv'): Promise<RosterPreview> {
    return RosterPreview.parse(await this.json('POST', '/roster/preview', formOf(bytes, name)));
  }

  async importRoster(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { id, revision } = await this.previewRoster(bytes);
    const body = { revision, handleLeft: 'keep' };
    await this.json('POST', `/roster/previews/${id}/apply`, body);
  }

  async places(): Promise<Places> {
    return Places.parse(await this.json('GET', '/places'));
  }

  async addStaff(name: string, ...assignments: { role: Role; post: Post }[]): Promise<StaffEntry> {
    return StaffEntry.parse(await this.json('POST', '/staff', { name, phone: null, assignments }));
  }

  async code(accountId: Id): Promise<EnrolmentCode> {
    return EnrolmentCode.parse(await this.json('POST', `/accounts/${accountId}/enrolment-codes`));
  }
}

export function formOf(bytes: Uint8Array<ArrayBuffer>, name: string): FormData {
  const form = new FormData();
  form.append('anything', new Blob([bytes]), name);
  return form;
}

export const setUpRequest = (secret: string) => ({
  secret,
  organisation: '文苑大学',
  campusName: '南校区',
  login: 'Office',
  password: PASSWORD,
  name: '钱一',
});

export async function setUpSecret(server: TestServer): Promise<string> {
  const link = await ensureSetUpLink(server.db);
  if (link === null) throw new Error('this server is set up');
  return link.split('#setup=')[1]!;
}

/** A server that has been set up, and its first administrator. */
export async function openOffice(): Promise<OfficeClient> {
  const office = new OfficeClient(await openServer());
  await office.json('POST', '/setup', setUpRequest(await setUpSecret(office.server)));
  return office;
}

/** The same with the two buildings of the wenyuan files. */
export async function openWenyuan(): Promise<OfficeClient> {
  const office = await openOffice();
  await office.json('POST', '/places/import', buildingList('wenyuan'));
  return office;
}

/** How many documents of each kind there are. */
export async function documentCounts(server: TestServer): Promise<Record<string, number>> {
  const rows = await server.db
    .selectFrom('document')
    .select(['kind', (of) => of.fn.countAll<number>().as('count')])
    .groupBy('kind')
    .orderBy('kind')
    .execute();
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}
