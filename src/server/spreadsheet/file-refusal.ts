import type { FileCode } from '../../domain/roster/roster-code.ts';

/** A file that cannot be read whole; caught in one place, where it becomes an answer. */
export class FileRefusal extends Error {
  readonly code: FileCode;

  constructor(code: FileCode, why: string) {
    super(why);
    this.code = code;
  }
}

export function corrupt(why: string): FileRefusal {
  return new FileRefusal('FILE_CORRUPT', why);
}
