import type { AttachmentSha } from '../../../src/domain/attachment.ts';
import type { Id, Instant } from '../../../src/domain/id.ts';
import type { OperationResult } from '../../../src/protocol/sync.ts';

/** One thing that a person did, and what the screen has said of it. */
export interface Line {
  id: Id;
  phone: string;
  deviceId: Id;
  by: Id;
  type: string;
  body: unknown;
  /** `asked`: the page died before it said anything. */
  said: 'asked' | 'saved' | 'not-saved';
  /** When it was asked, and when the screen said so: in milliseconds since 1970, as it really was. */
  askedAtMs: number;
  saidAtMs: number;
  /** What the screen shows as the server's receipt now; `null` while it shows none. */
  told: OperationResult | null;
  /** Whether the screen has ever shown a receipt. */
  wasTold: boolean;
  /** Whether that receipt has ever said that it counts. */
  hasCounted: boolean;
  /** Which of the phone's journals keeps it: what a browser clears, it clears with all that was in it. */
  journal: number;
  /** Whether what had not gone up was cleared with the journal. */
  isCleared: boolean;
}

/** What was taken with one or more of these, and what the screen says of it. */
export interface Photo {
  sha: AttachmentSha;
  line: Line;
  deviceId: Id;
  isTold: boolean;
  wasTold: boolean;
}

/** Kept outside of both sides: the judge of both. */
export class Ledger {
  readonly lines = new Map<Id, Line>();
  readonly photos = new Map<AttachmentSha, Photo>();
  /** What was seen to be wrong while it happened. */
  readonly faults: string[] = [];
  /** Everything received up to here, by the server's clock, was ever in a backup. */
  coveredThrough: Instant | null = null;
  /** The server was put back: a phone that counts itself may find that it lacks something. */
  wasRestored = false;

  ask(of: Omit<Line, 'said' | 'saidAtMs' | 'told' | 'wasTold' | 'hasCounted' | 'isCleared'>): Line {
    const line: Line = {
      ...of,
      said: 'asked',
      saidAtMs: Infinity,
      told: null,
      wasTold: false,
      hasCounted: false,
      isCleared: false,
    };
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
