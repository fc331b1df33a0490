/** Something that several benches of one run use: a server with its rosters, an enrolled phone. */
export interface Prop<T> {
  open: (stage: Stage) => Promise<T>;
  close: (opened: T) => Promise<void>;
}

/** What the benches of one run share: opened when first asked for, closed at the end in reverse order. */
export interface Stage {
  /** A temporary folder of this run, gone afterwards. */
  folder: string;
  /** How many stored facts `server-curve` goes up to. */
  facts: number;
  /** How many people report in `reports-hour`. */
  reports: number;
  get: <T>(prop: Prop<T>) => Promise<T>;
  /** For a bench that must have it to itself; the next `get` opens it anew. */
  put: <T>(prop: Prop<T>) => Promise<void>;
  clear: () => Promise<void>;
}

export function createStage(
  folder: string,
  { facts = 1_000_000, reports = 30_000 }: { facts?: number; reports?: number } = {},
): Stage {
  const opened = new Map<object, { value: unknown; close: () => Promise<void> }>();

  const stage: Stage = {
    folder,
    facts,
    reports,
    get: async <T>(prop: Prop<T>): Promise<T> => {
      const known = opened.get(prop);
      if (known !== undefined) return known.value as T;
      const value = await prop.open(stage);
      opened.set(prop, { value, close: () => prop.close(value) });
      return value;
    },
    put: async (prop) => {
      await opened.get(prop)?.close();
      opened.delete(prop);
    },
    clear: async () => {
      for (const { close } of [...opened.values()].toReversed()) await close();
      opened.clear();
    },
  };
  return stage;
}
