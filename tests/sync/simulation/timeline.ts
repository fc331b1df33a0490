import { createHash } from 'node:crypto';
import type { Chance } from '../../../src/server/demo/chance.ts';

/** One run of a program: a page, a server process, or the world itself. What ends, never goes on. */
export interface Run {
  readonly name: string;
  isOver: boolean;
  /** Until then its machine sleeps: what is due waits, and its monotonic clock stands. */
  wakesAtMs: number;
}

export const newRun = (name: string): Run => ({ name, isOver: false, wakesAtMs: 0 });

export interface Task {
  readonly run: Run;
  readonly label: string;
  dueMs: number;
  readonly order: number;
  readonly work: () => void;
  isCancelled: boolean;
}

/**
 * The only clock and the only queue of a simulated world: every macrotask of every program is one entry, run one
 * at a time, each with all its microtasks. So everything that happens follows from the seed alone.
 */
export class Timeline {
  nowMs = 0;
  steps = 0;
  /** Whose task is running: what it schedules belongs to the same run. */
  current: Run;
  readonly world: Run = newRun('world');
  /** Asked before each step; may end runs. */
  beforeStep: (task: Task) => void = () => {};
  /** What happened, in words. */
  readonly lines: string[] = [];
  readonly #chance: Chance;
  readonly #heap: Task[] = [];
  readonly #hash = createHash('sha256');
  #order = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
    this.current = this.world;
  }

  /** Schedules for a run; tasks that are due at the same moment keep their order. */
  at(run: Run, delayMs: number, [label, work]: readonly [string, () => void]): Task {
    this.#order += 1;
    const dueMs = this.nowMs + Math.max(0, delayMs);
    const task = { run, label, dueMs, order: this.#order, work, isCancelled: false };
    push(this.#heap, task);
    return task;
  }

  /** Something that takes a moment: mostly hardly any, sometimes long enough for others to come between. */
  momentMs(): number {
    const dice = this.#chance.next();
    if (dice < 0.7) return dice * 0.3;
    return dice < 0.97 ? dice * 3 : dice * 40;
  }

  /** Runs the next task. `false` if there is none, or none before `untilMs`. */
  async step(untilMs: number): Promise<boolean> {
    const task = this.#next();
    if (task === undefined || task.dueMs > untilMs) {
      if (task !== undefined) push(this.#heap, task);
      this.nowMs = Math.max(this.nowMs, untilMs);
      return false;
    }
    this.nowMs = Math.max(this.nowMs, task.dueMs);
    if (task.run.wakesAtMs > this.nowMs) {
      task.dueMs = task.run.wakesAtMs;
      push(this.#heap, task);
      return true;
    }
    this.beforeStep(task);
    if (task.run.isOver) return true;
    this.steps += 1;
    this.#hash.update(`${this.nowMs} ${task.run.name} ${task.label}\n`);
    this.current = task.run;
    task.work();
    await allMicrotasks();
    this.current = this.world;
    return true;
  }

  async runUntil(untilMs: number): Promise<void> {
    while (await this.step(untilMs));
  }

  /** Lets the world go on until something holds; `false` if it does not within the time. */
  async runWhile(isWaiting: () => boolean, limitMs: number): Promise<boolean> {
    const untilMs = this.nowMs + limitMs;
    while (isWaiting()) if (!(await this.step(untilMs))) return !isWaiting();
    return true;
  }

  /** Into the trace: what a reader of a failing seed wants to know. */
  note(text: string): void {
    this.#hash.update(text);
    this.lines.push(`${(this.nowMs / 1000).toFixed(3).padStart(9)} ${text}`);
  }

  /** Into the trace's hash only. */
  mix(text: string | Uint8Array): void {
    this.#hash.update(text);
  }

  hash(): string {
    return this.#hash.copy().digest('hex');
  }

  #next(): Task | undefined {
    for (;;) {
      const task = pop(this.#heap);
      if (task === undefined || (!task.isCancelled && !task.run.isOver)) return task;
    }
  }
}

/** A real macrotask: by then every microtask of the step is done. */
const allMicrotasks = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const isBefore = (a: Task, b: Task): boolean =>
  a.dueMs === b.dueMs ? a.order < b.order : a.dueMs < b.dueMs;

function push(heap: Task[], task: Task): void {
  let index = heap.length;
  heap.push(task);
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent]!;
    if (!isBefore(task, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = task;
}

function pop(heap: Task[]): Task | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const child = right < heap.length && isBefore(heap[right]!, heap[left]!) ? right : left;
    if (!isBefore(heap[child]!, last)) break;
    heap[index] = heap[child]!;
    index = child;
  }
  heap[index] = last;
  return first;
}
