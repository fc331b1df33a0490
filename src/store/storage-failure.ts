/**
 * The browser's database failed, twice where a second try made sense. `full`: no room left; `broken`:
 * it cannot be opened or used. The shell shows the rescue screen.
 */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
  readonly why: 'full' | 'broken';

  constructor(why: StorageFailure['why'], cause: unknown) {
    super(`The local database failed: ${why}`, { cause });
    this.why = why;
  }
}
