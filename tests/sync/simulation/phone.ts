import type { FactBody } from '../../../src/domain/fact.ts';
import type { Id, Instant } from '../../../src/domain/id.ts';
import type { Chance } from '../../../src/server/demo/chance.ts';
import type { OpenedApp, Work } from '../../../src/app/work.ts';
import type { Unlocked, Vault } from '../../../src/store/vault.ts';
import type { WakeReason } from '../../../src/sync/sync.ts';
import type { Program } from './bundle.ts';
import type { Campus, Member } from './campus.ts';
import { crashDisk, type Disks } from './databases.ts';
import { enrolAnew } from './enrol-anew.ts';
import { textOf, type Ledger } from './ledger.ts';
import { pageSurroundings, type Device } from './page.ts';
import type * as Entry from './page-entry.ts';
import { newRun, type Run, type Timeline } from './timeline.ts';
import { randomId } from './web-crypto.ts';
import type { Wire } from './wire.ts';

export type PageProgram = Program<typeof Entry>;

const PIN = '271828';
/** The finding where the server has something that this phone has not, and nothing else differs. */
const MISSING = /"only-here":0,"only-there":\d+,"unlike":0}: lost-here$/;
const PATIENCE_MS = 40_000;
/** What an attacker would pay for is not what this is about. */
const PIN_ROUNDS = 1;

/** What a person can write down in a simulated world. */
export type Recorded = {
  [Type in 'door-check' | 'visitor' | 'shift' | 'void']: { type: Type; body: FactBody<Type> };
}['door-check' | 'visitor' | 'shift' | 'void'];

/** One tab. */
export interface Page {
  work: Work;
  vault: Vault;
  code: typeof Entry;
  fetch: typeof globalThis.fetch;
  unlocked: Unlocked | null;
  opened: OpenedApp | null;
}

export interface PhoneParts {
  timeline: Timeline;
  chance: Chance;
  campus: Campus;
  ledger: Ledger;
  wire: Wire;
  disks: Disks;
  program: PageProgram;
  epochMs: number;
  /** Asked when the screen begins to show a receipt for an operation. */
  checkReceipt: (id: Id) => string | null;
}

/** One phone with its member: what it keeps outlives its pages. */
export class Phone {
  readonly device: Device;
  readonly member: Member;
  run: Run;
  pages: Page[] = [];
  readonly parts: PhoneParts;
  /** Given by the office, and not yet used. */
  #code: string | null = null;
  #askForAnother: () => void = () => undefined;
  /** Things that the app would have kept for days: when it counts itself, it misses them. */
  #hasForgotten = false;

  constructor(name: string, member: Member, parts: PhoneParts) {
    this.parts = parts;
    this.member = member;
    this.run = newRun(name);
    this.run.isOver = true;
    this.device = {
      name,
      disk: parts.disks.newDisk(),
      local: new Map(),
      clockOffsetMs: 0,
      locks: new Map(),
      channels: new Set(),
      hasLocks: parts.chance.happens(0.7),
    };
  }

  get isOn(): boolean {
    return !this.run.isOver;
  }

  /** The app is started; a second call opens another tab. */
  open(): void {
    if (!this.isOn) this.run = newRun(this.device.name);
    const { run } = this;
    this.parts.timeline.note(`${this.device.name} opens the app`);
    this.do('open', () => this.#open(run));
  }

  kill(): void {
    if (!this.isOn) return;
    this.parts.timeline.note(`${this.device.name} is killed`);
    this.run.isOver = true;
    this.pages = [];
    this.device.locks.clear();
    this.device.channels.clear();
    crashDisk(this.device.disk, this.parts.chance);
  }

  #reopen(): void {
    this.kill();
    this.open();
  }

  /** Something that happens in the page, now; what it throws is a fault of the product. */
  do(label: string, work: () => Promise<void>): void {
    const { timeline, ledger } = this.parts;
    const fail = (error: unknown) => {
      if (isStorage(error)) this.#rescue(label);
      else ledger.fault(`${this.device.name}: ${label}: ${textOf(error)}`);
    };
    timeline.at(this.run, 0, [label, () => void work().catch(fail)]);
  }

  /** A person records something; the ledger hears what the screen said. */
  record(of: Recorded): void {
    const { chance, timeline, ledger } = this.parts;
    const page = this.page();
    const by = page?.unlocked;
    if (!page || !by || !page.opened) return;
    this.do('record', async () => {
      const id = randomId(chance);
      const { name: phone } = this.device;
      const line = ledger.ask({ id, phone, by: by.accountId, ...of });
      timeline.note(`${phone} records ${of.type} ${id.slice(0, 8)}`);
      try {
        await page.work.journal.record({ by, ...of, id, shiftId: null });
      } catch (error) {
        if (!isStorage(error)) throw error;
        line.said = 'not-saved';
        timeline.note(`${phone} says ${id.slice(0, 8)} is not saved`);
        return;
      }
      line.said = 'saved';
      timeline.note(`${phone} says ${id.slice(0, 8)} is saved`);
    });
  }

  lock(): void {
    for (const page of this.pages) {
      page.opened?.close();
      page.opened = null;
      page.unlocked = null;
    }
  }

  unlock(): void {
    for (const page of this.pages)
      if (page.opened === null) this.do('unlock', () => this.#enter(page));
  }

  /**
   * An enrolment code of the office gives this account a new secret; it is typed until it has worked.
   * Where its time has run out, the person asks for another: an earlier one, whose answer never came,
   * may have ended what the phone had.
   */
  enrolAgain(code: string, askForAnother: () => void): void {
    this.#code = code;
    this.#askForAnother = askForAnother;
    this.#typeCode();
  }

  #typeCode(): void {
    const { timeline } = this.parts;
    const [page, code] = [this.page(), this.#code];
    if (!page || code === null) return;
    let isAnswered = false;
    // The enrolment screen waits as long as the browser does; the person does not.
    const giveUp = () => void (isAnswered || this.#reopen());
    timeline.at(this.run, PATIENCE_MS, ['patience', giveUp]);
    this.do('enrol again', async () => {
      const enrolledToken = await page.vault.deviceToken();
      const parts = { code, vault: page.vault, enrolledToken, fetch: page.fetch };
      const redeemed = await page.code.redeem({ ...parts, deviceName: 'phone', platform: 'sim' });
      isAnswered = true;
      timeline.note(`${this.device.name} enrols again: ${redeemed.ok || redeemed.why}`);
      if (!redeemed.ok) {
        if (redeemed.why.startsWith('code-')) this.#code = null;
        if (redeemed.why === 'code-expired') this.#askForAnother();
        timeline.at(this.run, 5000, ['types it again', () => this.#typeCode()]);
        return;
      }
      this.lock();
      const unlocked = await enrolAnew(page, { ...redeemed, pin: PIN });
      if (this.#code === code) this.#code = null;
      if (unlocked !== null) await this.#show(page, unlocked);
      this.unlock(); // the other tabs
    });
  }

  wake(reason: WakeReason): void {
    for (const { work } of this.pages) this.do('wake', async () => work.sync.wake(reason));
  }

  /** What was received and is covered by a backup goes, where it may. */
  purge(durableThrough: Instant, mayForget: (journal: Work['journal']) => Promise<boolean>): void {
    const page = this.page();
    if (!page) return;
    this.do('purge', async () => {
      if (!(await mayForget(page.work.journal))) return;
      const count = await page.work.journal.prune(0, durableThrough);
      this.#hasForgotten ||= count > 0;
      this.parts.timeline.note(`${this.device.name} forgets ${count}`);
    });
  }

  page(): Page | undefined {
    return this.pages.length === 0 ? undefined : this.parts.chance.pick(this.pages);
  }

  async #open(run: Run): Promise<void> {
    const { program, epochMs, timeline, chance, wire, disks } = this.parts;
    const { device } = this;
    const surroundings = pageSurroundings({ timeline, chance, device, run, wire, disks, epochMs });
    const code = program(surroundings);
    const clock = surroundings['Date'] as typeof Date;
    const now = () => clock.now();
    const report = (error: unknown) => this.reported(error);
    const isForgotten = (text: string) => this.#hasForgotten && MISSING.test(text);
    const note = (text: string) => void (isForgotten(text) || report(text));
    const vault = await code.openVault({ now, pinRounds: PIN_ROUNDS });
    const onDrained = () => this.parts.ledger.fault(`${device.name} is wiped for no reason`);
    const work = await code.openWork({ vault, now, report, note, onDrained });
    const fetch = surroundings['fetch'] as typeof globalThis.fetch;
    const page: Page = { code, vault, work, fetch, unlocked: null, opened: null };
    this.pages.push(page);
    if (work.canary.lost) this.parts.ledger.fault(`${device.name}: told of a lost journal`);
    work.journal.subscribe(() => this.#look(page));
    this.#look(page);
    await this.#enter(page);
    this.#typeCode();
  }

  async #enter(page: Page): Promise<void> {
    const { accountId } = this.member;
    const known = await page.vault.accounts();
    if (known.length === 0) return this.#show(page, await this.#enrol(page));
    const unlocked = await page.vault.unlock(accountId, PIN);
    if (unlocked.ok) return this.#show(page, unlocked.unlocked);
    this.parts.timeline.note(`${this.device.name} stays locked: ${unlocked.why}`);
    if (unlocked.why === 'gone') return this.parts.ledger.fault(`${accountId} is gone`);
    const { timeline } = this.parts;
    timeline.at(this.run, unlocked.waitMs + 100, ['try again', () => this.unlock()]);
  }

  /** With the credentials that the office's book has for this phone. */
  #enrol({ vault }: Page): Promise<Unlocked> {
    const { accountId, personId, name, deviceId, deviceToken, accountSecret } = this.member;
    const account = { id: accountId, personId, name };
    const organisation = { organisation: 'Invented Campus', isDemo: false, publicKey: {} };
    const reply = { server: this.parts.campus.serverId, deviceId, account, ...organisation };
    return vault.enrol({ reply, deviceToken, accountSecret, pin: PIN });
  }

  async #show(page: Page, unlocked: Unlocked): Promise<void> {
    page.opened?.close();
    page.opened = null;
    page.unlocked = unlocked;
    page.opened = await page.work.openApp(unlocked, { lock: () => {}, touch: () => {} });
  }

  /** What the screen shows of each operation goes into the ledger. */
  #look({ work }: Page): void {
    const { ledger, timeline } = this.parts;
    for (const { operation, state, result } of work.journal.entries()) {
      const line = ledger.lines.get(operation.id);
      if (line === undefined) {
        ledger.fault(`${this.device.name} shows ${operation.id}, which nobody recorded`);
        continue;
      }
      const told = state === 'pending' ? null : result;
      // A parked one may be judged again: the screen then says something else of it.
      if (told?.outcome === line.told?.outcome) continue;
      line.told = told;
      if (told === null) continue;
      line.wasTold = true;
      timeline.note(`${this.device.name} says ${operation.id.slice(0, 8)} is ${told.outcome}`);
      const wrong = this.parts.checkReceipt(operation.id);
      if (wrong !== null) ledger.fault(`${this.device.name}: ${wrong}`);
    }
  }

  /** What no code expected, as the window would hear of it. */
  reported(error: unknown): void {
    if (isStorage(error)) this.parts.timeline.note(`${this.device.name}: ${textOf(error)}`);
    else this.parts.ledger.fault(`${this.device.name} reports ${textOf(error)}`);
  }

  /** The rescue screen asks to open the app again, and the person does. */
  #rescue(label: string): void {
    const { timeline } = this.parts;
    timeline.note(`${this.device.name} shows the rescue screen (${label})`);
    timeline.at(timeline.world, 2000, ['reload', () => this.#reopen()]);
  }
}

const isStorage = (error: unknown): boolean =>
  error instanceof Error && error.name === 'StorageFailure';
