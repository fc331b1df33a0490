import 'fake-indexeddb/auto';
import { render, type ComponentChildren } from 'preact';
import { LocationProvider } from 'preact-iso';
import { v4 } from 'uuid';
import { onTestFinished, vi } from 'vitest';
import { AppContext } from '../../src/app/context.ts';
import { setLanguage, twoLanguages } from '../../src/app/strings.ts';
import { openWork, type Work } from '../../src/app/work.ts';
import type { DocumentBody, DocumentKind } from '../../src/domain/document.ts';
import type { FeedEntry } from '../../src/protocol/sync.ts';
import type { PullChanges } from '../../src/store/replica-intake.ts';
import { openVault, type Vault } from '../../src/store/vault.ts';
import { buildChanges, buildPage, STAFF } from './feed.ts';
import { buildEnrolment, emptyProfile, FEW_ROUNDS } from './phone-storage.ts';

export type SomeDocument = {
  [K in DocumentKind]: { kind: K; id: string; body: DocumentBody<K> };
}[DocumentKind];

export interface OpenPhone {
  app: AppContext;
  vault: Vault;
  work: Work;
  /** What would show the rescue screen. */
  failures: readonly unknown[];
  /** Sets the device's clock forward. */
  pass: (ms: number) => void;
}

interface PhoneParts {
  documents: (account: { id: string; personId: string; name: string }) => SomeDocument[];
  startAt: string;
  /** What the server told with them; without it they are all there is. */
  told?: Partial<PullChanges>;
  /** Without it there is no network. */
  fetch?: typeof globalThis.fetch;
}

/** A new phone, enrolled and unlocked: real keys, journal and replica. */
export async function openPhone({
  documents,
  startAt,
  told,
  fetch = () => Promise.reject(new TypeError('no network')),
}: PhoneParts): Promise<OpenPhone> {
  await emptyProfile();
  vi.stubGlobal('fetch', fetch);
  let nowMs = Date.parse(startAt);
  const now = () => nowMs;
  const vault = await openVault({ now, ...FEW_ROUNDS });
  const enrolment = buildEnrolment();
  const unlocked = await vault.enrol(enrolment);
  const failures: unknown[] = [];
  const work = await openWork({
    vault,
    now,
    report: (failure) => failures.push(failure),
    onDrained: () => failures.push('drained'),
  });
  const { app, close } = await work.openApp(unlocked, { lock: () => {}, touch: () => {} });
  const entries = documents(enrolment.reply.account).map(entryOf);
  await app.replica.apply({
    cursorUsed: null,
    changes: buildChanges('c1', [buildPage(STAFF, entries)], told),
  });
  onTestFinished(async () => {
    for (const unmount of shown) unmount();
    await settled();
    // What a screen writes when it goes comes before this.
    await work.journal.saveDraft('last', null);
    close();
    work.sync.stop();
    work.journal.close();
    vi.unstubAllGlobals();
    if (failures.length > 0) throw failures[0];
  });
  return { app, vault, work, failures, pass: (ms) => (nowMs += ms) };
}

function entryOf({ kind, id, body }: SomeDocument, place: number): FeedEntry {
  return { kind: 'document', seq: place + 1, sha: v4(), documentKind: kind, id, version: 1, body };
}

/** One mounted screen, read and touched as a person with a screen reader would. */
export interface Screen {
  page: HTMLElement;
  text: () => string;
  /** The control with this role and name. Throws where there is none, or more than one. */
  get: (role: Role, name: string | RegExp) => HTMLElement;
  /** The first of several, in the order of the page. Throws where there is none. */
  first: (role: Role, name: string | RegExp) => HTMLElement;
  has: (role: Role, name: string | RegExp) => boolean;
  tap: (name: string | RegExp, role?: Role) => Promise<void>;
  type: (label: string | RegExp, text: string) => Promise<void>;
  /** Chooses from a native list. */
  choose: (label: string | RegExp, value: string) => Promise<void>;
  submit: (label: string | RegExp) => Promise<void>;
  /** Resolves when the look does not throw any more. */
  until: <T>(look: () => T) => Promise<T>;
  unmount: () => void;
}

const SELECTORS = {
  button: 'button:not([role]), [role=button]',
  option: '[role=option]',
  field: 'input:not([type=radio]), textarea, select',
  radio: 'input[type=radio]',
  link: 'a[href]',
} as const;
type Role = keyof typeof SELECTORS;

const shown = new Set<() => void>();

export function showScreen(app: AppContext, children: ComponentChildren): Screen {
  history.replaceState(null, '', '/');
  setLanguage('en');
  twoLanguages.value = false;
  const page = document.createElement('div');
  document.body.append(page);
  render(
    <AppContext.Provider value={app}>
      <LocationProvider>{children}</LocationProvider>
    </AppContext.Provider>,
    page,
  );
  const unmount = () => {
    render(null, page);
    page.remove();
    shown.delete(unmount);
  };
  shown.add(unmount);

  const all = (role: Role, name: string | RegExp) =>
    [...page.querySelectorAll<HTMLElement>(SELECTORS[role])].filter((element) =>
      fits(nameOf(element), name),
    );
  const get: Screen['get'] = (role, name) => {
    const [element, ...others] = all(role, name);
    if (element === undefined || others.length > 0)
      throw new Error(
        `${others.length + Number(element !== undefined)} ${role}s ${name}: ${page.innerText}`,
      );
    return element;
  };
  const first: Screen['first'] = (role, name) => {
    const [element] = all(role, name);
    if (element === undefined) throw new Error(`no ${role} ${name}: ${page.innerText}`);
    return element;
  };
  return {
    page,
    first,
    text: () => page.textContent.replaceAll(/\s+/g, ' '),
    get,
    has: (role, name) => all(role, name).length > 0,
    tap: async (name, role = 'button') => {
      const element = await untilFound(() => {
        const found = get(role, name);
        if (found.closest('[aria-disabled=true]') !== null) throw new Error(`${name}: not yet`);
        return found;
      });
      element.click();
      await settled();
    },
    type: async (label, text) => {
      const field = await untilFound(() => get('field', label));
      (field as HTMLInputElement).value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await settled();
    },
    choose: async (label, value) => {
      const list = await untilFound(() => get('field', label));
      (list as HTMLSelectElement).value = value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
      await settled();
    },
    submit: async (label) => {
      const form = get('field', label).closest('form');
      form!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
      await settled();
    },
    until: untilFound,
    unmount,
  };
}

/** Room for a busy machine: nothing here is a measurement. */
const untilFound = <T,>(look: () => T): Promise<T> => vi.waitFor(look, { timeout: 10_000 });

/** Two frames: one in which signals draw again, one for the effects. */
async function settled(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1)
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
}

function nameOf(element: HTMLElement): string {
  const label = element.getAttribute('aria-label');
  if (label !== null) return label;
  const words = (element.closest('label') ?? element).cloneNode(true) as HTMLElement;
  for (const hidden of words.querySelectorAll('[aria-hidden=true], select')) hidden.remove();
  return words.textContent.replaceAll(/\s+/g, ' ').trim();
}

function fits(text: string, name: string | RegExp): boolean {
  return typeof name === 'string' ? text === name : name.test(text);
}
