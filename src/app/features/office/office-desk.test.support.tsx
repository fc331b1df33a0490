import { render } from 'preact';
import { onTestFinished, vi } from 'vitest';
import type * as z from 'zod/mini';
import type { Building, Campus } from '../../../domain/place.ts';
import type { Me } from '../../../protocol/office-session.ts';
import { OFFICE_API } from '../../../protocol/office.ts';
import { PROBLEM_STATUS, type ProblemCode } from '../../../protocol/problem.ts';
import { setLanguage, twoLanguages } from '../../strings.ts';
import type { Network, NetworkReply, NetworkRequest } from './network.ts';
import { OfficeFront } from './office-front.tsx';

type Api = typeof OFFICE_API;
/** Those whose reply is JSON: the browser fetches the others by itself. */
type JsonCall = {
  [Name in keyof Api]: Api[Name]['reply'] extends string ? never : Name;
}[keyof Api];
type ReplyOf<Name extends JsonCall> = z.input<Api[Name]['reply']>;
type Answer = (request: NetworkRequest) => NetworkReply;

/** A network with a server behind it that knows only what the test tells it; every reply fits its schema. */
export interface FakeServer {
  network: Network;
  /** What was asked, oldest first. */
  asked: NetworkRequest[];
  /** From now on this call is answered so; a function sees the request. */
  answers: <Name extends JsonCall>(
    name: Name,
    reply: ReplyOf<Name> | ((request: NetworkRequest) => ReplyOf<Name>),
  ) => void;
  refuses: (name: JsonCall, code: ProblemCode, details?: unknown) => void;
  /** The JSON body of the last call of this name. */
  lastBody: (name: JsonCall) => unknown;
}

export function startFakeServer(): FakeServer {
  const answers = new Map<JsonCall, Answer>();
  const asked: (NetworkRequest & { name: JsonCall })[] = [];
  const names = (Object.keys(OFFICE_API) as (keyof Api)[]).filter(
    (name): name is JsonCall => typeof OFFICE_API[name].reply !== 'string',
  );
  return {
    asked,
    network: async (request) => {
      const name = names.find((one) => answers.has(one) && isCallOf(one, request));
      const answer = name && answers.get(name);
      if (!answer) throw new TypeError(`no answer for ${request.path}`);
      asked.push({ ...request, name: name });
      return answer(request);
    },
    answers: (name, reply) => {
      answers.set(name, (request) => {
        const body = typeof reply === 'function' ? reply(request) : reply;
        return jsonReply(200, OFFICE_API[name].reply.parse(body));
      });
    },
    refuses: (name, code, details) => {
      const status = PROBLEM_STATUS[code];
      const body = { type: `urn:shouwang:problem:${code}`, title: code, status, code, details };
      answers.set(name, () => jsonReply(status, body));
    },
    lastBody: (name) => {
      const last = asked.filter((request) => request.name === name).at(-1);
      if (!last) throw new Error(`${name} was not called`);
      const { body } = last;
      return typeof body === 'string' ? (JSON.parse(body) as unknown) : body;
    },
  };
}

function isCallOf(name: JsonCall, { method, path }: NetworkRequest): boolean {
  const endpoint = OFFICE_API[name];
  const pattern = new RegExp(`^/api/v1${endpoint.path.replace(/:\w+/g, '[^/]+')}(\\?|$)`);
  return endpoint.method.toUpperCase() === method && pattern.test(path);
}

const jsonReply = (status: number, body: unknown): NetworkReply => ({
  status,
  contentType: status < 400 ? 'application/json' : 'application/problem+json',
  etag: null,
  text: JSON.stringify(body),
});

/** A made-up id that ends in this number. */
export const idOf = (number: number) =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const ME: Me = {
  account: { id: idOf(1), personId: idOf(2), name: '甄守望', login: 'admin', isActive: true },
  assignments: [],
  organisation: '东湖理工大学',
  isDemo: false,
  server: idOf(3),
  expiresAt: '2026-11-23T00:00:00.000Z',
};
export const CAMPUS: Campus = { id: idOf(4), name: '南校区', zone: 'Asia/Shanghai' };
export const WENYUAN: Building = {
  id: idOf(5),
  campusId: CAMPUS.id,
  name: '文苑二号楼',
  aliases: ['文苑2'],
  accessMode: 'closed',
};

/** As the office's lists name somebody. */
export const BAILU = {
  id: idOf(32),
  name: '白露',
  number: '2019031',
  buildingName: WENYUAN.name,
  room: '2-305',
  className: '法学2001',
};

/** Signed in, with one campus and one building. */
export function answerSignedIn(server: FakeServer): void {
  server.answers('setUpState', { isSetUp: true, isDemo: false });
  server.answers('me', ME);
  server.answers('places', {
    campuses: [{ version: 1, campus: CAMPUS }],
    buildings: [{ version: 3, building: WENYUAN, units: [], doors: [], residentCount: 0 }],
    thermometers: [],
    areas: [],
  });
}

const SELECTORS = {
  button: 'button',
  field: 'input:not([type=radio]):not([type=file]), textarea, select',
  radio: 'input[type=radio]',
  link: 'a[href]',
} as const;
type Role = keyof typeof SELECTORS;

/** The office at an address, read and used as a person would. */
export interface Desk {
  page: HTMLElement;
  text: () => string;
  get: (role: Role, name: string | RegExp) => HTMLElement;
  tap: (name: string | RegExp, role?: Role) => Promise<void>;
  type: (label: string | RegExp, text: string) => Promise<void>;
  /** Submits the form that the control stands in. */
  submit: (button: string | RegExp) => Promise<void>;
  dropFile: (name: string, content: string) => Promise<void>;
  sees: (text: string | RegExp) => Promise<void>;
}

export function openDesk(path: string, server: FakeServer): Desk {
  history.replaceState(null, '', path);
  const page = mountOffice(server);
  const text = () => page.textContent.replaceAll(/\s+/g, ' ');
  const get: Desk['get'] = (role, name) => {
    const found = [...page.querySelectorAll<HTMLElement>(SELECTORS[role])].find((element) =>
      typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element)),
    );
    if (!found) throw new Error(`no ${role} ${String(name)} in: ${text()}`);
    return found;
  };
  const find = (role: Role, name: string | RegExp) =>
    vi.waitFor(() => get(role, name), { timeout: 3000 });
  return {
    page,
    text,
    get,
    tap: async (name, role = 'button') => (await find(role, name)).click(),
    type: async (label, value) => {
      const field = (await find('field', label)) as HTMLInputElement;
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
    submit: async (button) => {
      const form = (await find('button', button)).closest('form');
      if (!form) throw new Error(`${String(button)} is in no form`);
      form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    },
    dropFile: async (name, content) => {
      const input = await vi.waitFor(() => {
        const field = page.querySelector<HTMLInputElement>('[type=file]');
        if (!field) throw new Error(`no place for a file in: ${text()}`);
        return field;
      });
      Object.defineProperty(input, 'files', {
        value: [new File([content], name)],
        configurable: true,
      });
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    sees: (wanted) =>
      vi.waitFor(
        () => {
          const isThere =
            typeof wanted === 'string' ? text().includes(wanted) : wanted.test(text());
          if (!isThere) throw new Error(`not seen: ${String(wanted)} in: ${text()}`);
        },
        { timeout: 3000 },
      ),
  };
}

function mountOffice(server: FakeServer): HTMLElement {
  setLanguage('en');
  twoLanguages.value = false;
  const page = document.createElement('div');
  document.body.append(page);
  render(<OfficeFront network={server.network} />, page);
  onTestFinished(() => {
    render(null, page);
    page.remove();
  });
  return page;
}

/** The label's own words: what stands inside the control is its value, not its name. */
function nameOf(element: HTMLElement): string {
  const label = element.closest('label')?.cloneNode(true) as HTMLElement | undefined;
  for (const control of label?.querySelectorAll('select, input') ?? []) control.remove();
  const name = element.getAttribute('aria-label') ?? (label ?? element).textContent;
  return name.replaceAll(/\s+/g, ' ').trim();
}
