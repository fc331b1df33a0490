import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readEnrolment } from '../../src/store/device.ts';
import { startPhone, type Phone } from '../support/phone.ts';

let phone: Phone;
/** Every handle that this page has opened. */
let handles: IDBDatabase[];
let deadCalls: number;
/** The first cured by Dexie itself; the others by us alone. */
const ERRORS = ['InvalidStateError', 'UnknownError', 'AbortError'] as const;
let error: (typeof ERRORS)[number];

beforeEach(async () => {
  handles = [];
  deadCalls = 0;
  error = 'InvalidStateError';
  const { value } = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')!;
  const open = value as IDBDatabase['transaction'];
  const dead = new WeakSet<IDBDatabase>();
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    ...of: Parameters<typeof open>
  ) {
    if (dead.has(this)) {
      deadCalls += 1;
      throw new DOMException('Connection to Indexed Database server lost', error);
    }
    if (!handles.includes(this)) handles.push(this);
    return open.apply(this, of);
  });
  phone = await startPhone();
  await phone.recordCheck();
  sendToBackground = () => handles.splice(0).forEach((handle) => dead.add(handle));
});
afterEach(() => {
  phone.close();
  vi.restoreAllMocks();
});

/** As WebKit does with a page that is out of sight: each handle that is open fails from now on, and for ever. */
let sendToBackground: () => void;

test.each(ERRORS)(
  'a phone whose every handle has died by %s goes on by itself: save, draft, read, send',
  async (name) => {
    error = name;
    sendToBackground();

    const id = await phone.recordCheck();
    await phone.journal.saveDraft('form', { name: '徐' });
    expect(await phone.journal.readDraft('form')).toEqual({ name: '徐' });
    expect(await readEnrolment()).not.toBeNull();
    phone.sync.setReader({ unlocked: phone.by, replica: phone.replica });
    await phone.rest();

    expect(phone.server.stored.has(id)).toBe(true);
    expect(phone.journal.counts().pending).toBe(0);
    expect(phone.replica.cursor()).toBe('c1');
    expect([...phone.reports, ...phone.findings]).toEqual([]);
  },
);

test.each(ERRORS)(
  'a dead handle (%s) is called a few times at most, never again and again',
  async (name) => {
    error = name;
    for (let round = 0; round < 5; round += 1) {
      sendToBackground();
      await Promise.all([
        phone.recordCheck(),
        phone.recordCheck(),
        readEnrolment(),
        readEnrolment(),
      ]);
      phone.sync.wake('send-now');
      await phone.rest();
    }

    expect(phone.server.stored.size).toBe(11);
    expect(deadCalls).toBeGreaterThan(5);
    expect(deadCalls).toBeLessThan(40);
    expect([...phone.reports, ...phone.findings]).toEqual([]);
  },
);
