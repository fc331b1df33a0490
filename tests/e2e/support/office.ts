import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Id } from '../../../src/domain/id.ts';
import type { PolicyPack } from '../../../src/domain/policy.ts';
import type { Post, Role } from '../../../src/domain/role.ts';
import {
  DoorLogPage,
  ParkedPage,
  PeoplePage,
  type DoorLogRow,
} from '../../../src/protocol/office-people.ts';
import { Places } from '../../../src/protocol/office-places.ts';
import { PolicyEntry } from '../../../src/protocol/office-policy.ts';
import { RosterPreview } from '../../../src/protocol/office-roster.ts';
import { EnrolmentCode, StaffEntry } from '../../../src/protocol/office-staff.ts';
import type { RunningServer } from './server.ts';

export const FIXTURES = new URL('../../fixtures/roster/', import.meta.url).pathname;

/** The first administrator of every test. */
export const SIGN_IN = { login: 'office', password: 'correct horse battery', name: '钱一' };

/** The office, by its REST interface: for what a test needs and does not itself prove. */
export class Office {
  private cookie = '';
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async call(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...headers,
        origin: this.url,
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body !== undefined && !isForm ? { 'content-type': 'application/json' } : {}),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    if (set.length > 0) this.cookie = set.join('; ');
    return response;
  }

  async json(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await this.call(method, path, { body });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  async importRoster(file: string): Promise<void> {
    const form = new FormData();
    form.append('file', new Blob([readFileSync(file)]), basename(file));
    const preview = RosterPreview.parse(await this.json('POST', '/roster/preview', form));
    const { id, revision } = preview;
    const body = { revision, handleLeft: 'keep' };
    await this.json('POST', `/roster/previews/${id}/apply`, body);
  }

  async places(): Promise<Places> {
    return Places.parse(await this.json('GET', '/places'));
  }

  async people(of: { buildingId: Id; offset?: number }): Promise<PeoplePage> {
    return PeoplePage.parse(await this.json('POST', '/people/search', of));
  }

  async parked(): Promise<ParkedPage> {
    return ParkedPage.parse(await this.json('GET', '/parked'));
  }

  /** A new member of staff with one role; answers with the account's id. */
  async addStaff(name: string, role: Role, post: Post): Promise<Id> {
    const entry = StaffEntry.parse(
      await this.json('POST', '/staff', { name, phone: null, assignments: [{ role, post }] }),
    );
    return entry.account.id;
  }

  /** The same, with a fresh enrolment code. */
  async enrolmentCodeFor(name: string, role: Role, post: Post): Promise<string> {
    return this.newCode(await this.addStaff(name, role, post));
  }

  async newCode(accountId: Id): Promise<string> {
    const path = `/accounts/${accountId}/enrolment-codes`;
    return EnrolmentCode.parse(await this.json('POST', path)).code;
  }

  /** Changes the rules in force. */
  async changePolicy(change: (policy: PolicyPack) => PolicyPack): Promise<void> {
    const { version, policy } = PolicyEntry.parse(await this.json('GET', '/policy'));
    const headers = { 'if-match': `"${version}"` };
    const answer = await this.call('PUT', '/policy', { body: change(policy), headers });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** 0 switches the unlock grace off. */
  setUnlockGrace(unlockGraceMinutes: number): Promise<void> {
    return this.changePolicy((policy) => ({
      ...policy,
      phone: { ...policy.phone, unlockGraceMinutes },
    }));
  }

  /** Every door check the server holds, oldest first. */
  async doorLog(): Promise<DoorLogRow[]> {
    const rows: DoorLogRow[] = [];
    for (;;) {
      const page = DoorLogPage.parse(await this.json('GET', `/door-log?offset=${rows.length}`));
      rows.push(...page.rows);
      if (rows.length >= page.total || page.rows.length === 0) return rows.reverse();
    }
  }
}

export interface WenyuanCampus {
  office: Office;
  buildings: { id: Id; name: string; doorId: Id }[];
}

/** A server that has been set up, with two buildings and the roster of `wenyuan-clean.xlsx`. */
export async function setUpWenyuan(server: RunningServer): Promise<WenyuanCampus> {
  const office = new Office(server.url);
  await office.json('POST', '/setup', {
    secret: server.setUpLink().split('#setup=')[1],
    organisation: '文苑大学',
    campusName: '南校区',
    ...SIGN_IN,
  });
  const lists = JSON.parse(readFileSync(`${FIXTURES}buildings.json`, 'utf8')) as {
    wenyuan: unknown;
  };
  await office.json('POST', '/places/import', lists.wenyuan);
  await office.importRoster(`${FIXTURES}wenyuan-clean.xlsx`);
  const { buildings } = await office.places();
  return {
    office,
    buildings: buildings.map(({ building, doors }) => {
      const door = doors[0];
      if (!door) throw new Error(`${building.name} has no door`);
      return { id: building.id, name: building.name, doorId: door.door.id };
    }),
  };
}
