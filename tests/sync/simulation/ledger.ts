import type { Id, Instant } from '../../../src/domain/id.ts';
import type { OperationResult } from '../../../src/protocol/sync.ts';

/** One thing that a person did, and what the screen has said of it. */
export interface Line {
  id: Id;
  phone: string;
  by: Id;
  type: string;
  body: unknown;
  /** `asked`: the page died before it said anything. */
  said: 'asked' | 'saved' | 'not-saved';
  /** What the screen shows as the server's receipt now; `null` while it shows none. */
  told: OperationResult | null;
  /** Whether the screen has ever shown a receipt. */
  wasTold: boolean;
}

/** Kept outside of both sides: the judge of both. */
export class Ledger {
  readonly lines = new Map<Id, Line>();
  /** What was seen to be wrong while it happened. */
  readonly faults: string[] = [];
  /** Everything received up to here, by the server's clock, was ever in a backup. */
  coveredThrough: Instant | null = null;

  ask(of: Pick<Line, 'id' | 'phone' | 'by' | 'type' | 'body'>): Line {
    const line: Line = { ...of, said: 'asked', told: null, wasTold: false };
    this.lines.set(of.id, line);
    return line;
  }

  fault(text: string): void {
    if (this.faults.length < 20) this.faults.push(text);
  }

  saved(): Line[] {
    return [...this.lines.values()].filter(({ said }) => said === 'saved');
  }
}

export const textOf = (error: unknown): string =>
  error instanceof Error
    ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ')
    : String(error);
