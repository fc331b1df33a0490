import type { AttachmentSha } from '../../../src/domain/attachment.ts';
import type { Id, Instant } from '../../../src/domain/id.ts';
import type { Chance } from '../../../src/server/demo/chance.ts';
import type { OpenedApp, Work } from '../../../src/app/work.ts';
import type { StorageFailure } from '../../../src/store/storage-failure.ts';
import type { Unlocked, Vault } from '../../../src/store/vault.ts';
import type { WakeReason } from '../../../src/sync/sync.ts';
import type { Program } from './bundle.ts';
import type { Campus, Member } from './campus.ts';
import { crashDisk, type Disks } from './databases.ts';
import { CodeInHand } from './code-in-hand.ts';
import { textOf, type Ledger } from './ledger.ts';
import { pageSurroundings, type Device } from './page.ts';
import type * as Entry from './page-entry.ts';
import { tellsOfDisk } from './disk-word.ts';
import { isRightFinding } from './right-finding.ts';
import { lookAt } from './screen.ts';
import { newRun, type Run, type Timeline } from './timeline.ts';
import type { Wire } from './wire.ts';
import { LossTold } from './loss-told.ts';

export type PageProgram = Program<typeof Entry>;

const PIN = '271828';
/** What an attacker would pay for is not what this is about. */
const PIN_ROUNDS = 1;

/** One tab. */
export interface Page {
  work: Work;
  vault: Vault;
  code: typeof Entry;
  fetch: typeof globalThis.fetch;
  unlocked: Unlocked | null;
  opened: OpenedApp | null;
  isEntering: boolean;
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
  checkPhoto: (sha: AttachmentSha) => string | null;
  /** Whether the office has revoked it: then it may be wiped. */
  isRevoked: (deviceId: Id) => boolean;
  /** Whether enough has befallen its disk for the app to call it so. */
  mayFail: (run: Run, why: StorageFailure['why']) => boolean;
}

/** One phone with its member: what it keeps outlives its pages. */
export class Phone {
  readonly device: Device;
  readonly member: Member;
  run: Run;
  pages: Page[] = [];
  readonly parts: PhoneParts;
  /** Who has the phone in hand: its member, or the colleague. */
  signedIn: Member;
  /** Counts up where the browser clears all that it keeps. */
  journal = 1;
  isWiped = false;
  /** When the office first revoked it, by the timeline. */
  revokedAtMs = Infinity;
  readonly #lossTold = new LossTold();
  readonly code: CodeInHand;
  /** Things that the app would have kept for days: when it counts itself, it misses them. */
  #hasForgotten = false;

  constructor(name: string, member: Member, parts: PhoneParts) {
    this.parts = parts;
    this.member = member;
    this.signedIn = member;
    this.code = new CodeInHand(this, PIN);
    this.run = newRun(name);
    this.run.isOver = true;
    this.device = {
      name,
      disk: parts.disks.newDisk(),
      local: new Map(),
      clockOffsetMs: 0,
      sleptMs: 0,
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
    if (this.isWiped) return;
    if (!this.isOn) this.run = newRun(this.device.name);
    const { run } = this;
    this.parts.timeline.note(`${this.device.name} opens the app`);
    this.do('open', () => this.#open(run));
  }

  kill(): void {
    if (!this.isOn) return;
    this.parts.timeline.note(`${this.device.name} is killed`);
    this.#lossTold.died(this.parts.timeline.nowMs);
    this.run.isOver = true;
    this.pages = [];
    this.device.locks.clear();
    this.device.channels.clear();
    crashDisk(this.device.disk, this.parts.chance);
  }

  /** The browser clears its databases, and mostly the rest too; what had gone up comes down again. */
  clear(): void {
    const { timeline, ledger, chance, disks } = this.parts;
    if (this.isWiped) return;
    this.kill();
    timeline.note(`the browser of ${this.device.name} clears its databases`);
    for (const line of ledger.lines.values())
      if (line.phone === this.device.name) Object.assign(line, { isCleared: true, told: null });
    for (const photo of ledger.photos.values())
      if (photo.line.phone === this.device.name) photo.isTold = false;
    this.device.disk = disks.newDisk();
    this.journal += 1;
    if (chance.happens(0.7)) this.device.local.clear();
    this.#lossTold.isDue = this.device.local.has('shouwang.canary');
    this.open();
  }

  /** The phone goes from hand to hand. */
  changeHands(): void {
    this.signedIn = this.#other();
    this.parts.timeline.note(`${this.device.name} is in the hands of ${this.signedIn.accountId}`);
    this.lock();
    this.unlock();
  }

  readonly #other = (): Member =>
    this.signedIn === this.member ? this.parts.campus.colleague : this.member;

  reopen(): void {
    this.kill();
    this.open();
  }

  /** Something that happens in the page, now; what it throws is a fault of the product. */
  do(label: string, work: () => Promise<void>): void {
    const { timeline, ledger } = this.parts;
    const fail = (error: unknown) => {
      if (tellsOfDisk(this, error)) this.#rescue(label);
      else ledger.fault(`${this.device.name}: ${label}: ${textOf(error)}`);
    };
    timeline.at(this.run, 0, [label, () => void work().catch(fail)]);
  }

  lock(pages: readonly Page[] = this.pages): void {
    for (const page of pages) {
      page.opened?.close();
      page.opened = null;
      page.unlocked = null;
    }
  }

  unlock(): void {
    for (const page of this.pages)
      if (page.opened === null) this.do('unlock', () => this.#enter(page));
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
      const count = await page.work.journal.prune({ days: 0, durableThrough, now: durableThrough });
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
    const now = () => (surroundings['Date'] as typeof Date).now();
    const report = (error: unknown) => this.reported(error);
    const found = () => ({ ...this.parts.ledger, hasForgotten: this.#hasForgotten });
    const note = (text: string) => void (isRightFinding(text, found()) || report(text));
    const vault = await code.openVault({ now, pinRounds: PIN_ROUNDS });
    const onDrained = () => this.#wipe();
    const work = await code.openWork({ vault, now, report, note, onDrained });
    const fetch = surroundings['fetch'] as typeof globalThis.fetch;
    const none = { unlocked: null, opened: null, isEntering: false };
    const page: Page = { code, vault, work, fetch, ...none };
    this.pages.push(page);
    this.#hearCanary(work);
    const look = () => lookAt(device.name, work.journal, this.parts);
    work.journal.subscribe(look);
    look();
    await this.#enter(page);
    this.code.type();
  }

  #hearCanary({ canary: { lost } }: Work): void {
    const fault = this.#lossTold.hear(lost, this.parts.timeline.nowMs);
    if (fault !== null) this.parts.ledger.fault(`${this.device.name}: ${fault}`);
  }

  /** As the app does it upon the server's word that it has all that this phone had to hand over. */
  #wipe(): void {
    const { timeline, ledger, disks, isRevoked } = this.parts;
    const { name } = this.device;
    if (!isRevoked(this.member.deviceId)) return ledger.fault(`${name} is wiped for no reason`);
    timeline.note(`${name} is wiped`);
    this.isWiped = true;
    this.kill();
    this.device.disk = disks.newDisk();
    for (const line of ledger.lines.values()) if (line.phone === name) line.told = null;
    for (const photo of ledger.photos.values()) if (photo.line.phone === name) photo.isTold = false;
  }

  async #enter(page: Page): Promise<void> {
    if (page.isEntering) return;
    page.isEntering = true;
    await this.#tryPin(page).finally(() => (page.isEntering = false));
    if (page.opened === null || page.unlocked?.accountId === this.signedIn.accountId) return;
    this.lock();
    this.unlock();
  }

  async #tryPin(page: Page): Promise<void> {
    const known = await page.vault.accounts();
    const isKnown = known.some(({ accountId }) => accountId === this.signedIn.accountId);
    const isFirst = known.length === 0;
    if (!isKnown && (isFirst || this.pages.length === 1))
      return this.show(page, await this.#enrol(page, isFirst));
    // One tab alone enrols a second person.
    if (!isKnown) this.signedIn = this.#other();
    const { accountId } = this.signedIn;
    const unlocked = await page.vault.unlock(accountId, PIN);
    if (unlocked.ok) return this.show(page, unlocked.unlocked);
    this.parts.timeline.note(`${this.device.name} stays locked: ${unlocked.why}`);
    if (unlocked.why === 'gone') return this.parts.ledger.fault(`${accountId} is gone`);
    const { timeline } = this.parts;
    timeline.at(this.run, unlocked.waitMs + 100, ['try again', () => this.unlock()]);
  }

  /** With the credentials that the office's book has for this phone. */
  #enrol({ vault }: Page, isFirst: boolean): Promise<Unlocked> {
    const { deviceId, colleagueSecret } = this.member;
    const { accountId, personId, name } = this.signedIn;
    const account = { id: accountId, personId, name };
    const organisation = { organisation: 'Invented Campus', isDemo: false, publicKey: {} };
    const reply = { server: this.parts.campus.serverId, deviceId, account, ...organisation };
    const deviceToken = isFirst ? this.member.deviceToken : null;
    const isOwn = this.signedIn === this.member;
    const accountSecret = isOwn ? this.member.accountSecret : colleagueSecret;
    return vault.enrol({ reply, deviceToken, accountSecret, pin: PIN });
  }

  async show(page: Page, unlocked: Unlocked): Promise<void> {
    page.opened?.close();
    page.opened = null;
    page.unlocked = unlocked;
    page.opened = await page.work.openApp(unlocked, { lock: () => {}, touch: () => {} });
    if (await page.vault.isCurrent(unlocked)) return;
    // As the session does it: this tab was opening when another one enrolled the account anew.
    this.lock([page]);
    this.unlock();
  }

  /** What no code expected, as the window would hear of it. */
  reported(error: unknown): void {
    if (tellsOfDisk(this, error)) this.parts.timeline.note(`${this.device.name}: ${textOf(error)}`);
    else this.parts.ledger.fault(`${this.device.name} reports ${textOf(error)}`);
  }

  /** The rescue screen asks to open the app again, and the person does. */
  #rescue(label: string): void {
    const { timeline } = this.parts;
    timeline.note(`${this.device.name} shows the rescue screen (${label})`);
    timeline.at(timeline.world, 2000, ['reload', () => this.reopen()]);
  }
}
