/** So long a loss is told again. */
const READ_WITHIN_MS = 10_000;

/** What a phone tells of a journal that is gone, and whether it must. */
export class LossTold {
  /** Whether the next start must tell it. */
  isDue = false;
  #atMs = -Infinity;
  /** When the app died first after that. */
  #diedAtMs = Infinity;

  died(nowMs: number): void {
    this.#diedAtMs = Math.min(this.#diedAtMs, nowMs);
  }

  /** What is wrong with what a start told; `null` if nothing is. */
  hear(isTold: boolean, nowMs: number): string | null {
    const isWrong = isTold !== this.isDue && !(isTold && !this.#isRead(nowMs));
    if (isTold) [this.#atMs, this.#diedAtMs] = [nowMs, Infinity];
    this.isDue = false;
    if (!isWrong) return null;
    return isTold ? 'told of a lost journal' : 'not told of the lost journal';
  }

  /** Else the app died, or another tab opened, before anybody can have read it: it is told once more. */
  #isRead(nowMs: number): boolean {
    return Math.min(nowMs, this.#diedAtMs) - this.#atMs >= READ_WITHIN_MS;
  }
}
