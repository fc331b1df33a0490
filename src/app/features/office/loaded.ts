import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Answer, OfficeProblem } from './call.ts';

/** What was last read from the server; kept while it is read again. */
export interface Loaded<Value> {
  value: Value | null;
  problem: OfficeProblem | null;
  isLoading: boolean;
  reload: () => Promise<void>;
}

/** Reads when the screen opens and whenever `key` changes. An answer that comes late is not taken. */
export function useLoaded<Value>(load: () => Promise<Answer<Value>>, key: string): Loaded<Value> {
  const [state, setState] = useState<Omit<Loaded<Value>, 'reload'> & { key: string }>({
    value: null,
    problem: null,
    isLoading: true,
    key,
  });
  const turn = useRef(0);
  const latest = useRef(load);
  latest.current = load;

  const reload = useCallback(async () => {
    const mine = ++turn.current;
    setState((before) => ({ ...before, isLoading: true }));
    const answer = await latest.current();
    if (mine !== turn.current) return;
    setState((before) =>
      answer.ok
        ? { value: answer.value, problem: null, isLoading: false, key }
        : {
            value: before.key === key ? before.value : null,
            problem: answer.problem,
            isLoading: false,
            key,
          },
    );
  }, [key]);

  useEffect(() => {
    void reload();
    return () => {
      turn.current++;
    };
  }, [reload]);

  const { value, problem, isLoading } = state;
  return { value, problem, isLoading, reload };
}

/** One thing that is being done for the user, and what became of it. */
export interface Doing {
  isBusy: boolean;
  problem: OfficeProblem | null;
  /** `null` if it failed (then `problem` says why) or if something is still being done. */
  run: <Value>(action: () => Promise<Answer<Value>>) => Promise<Value | null>;
  clear: () => void;
}

export function useDoing(): Doing {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<OfficeProblem | null>(null);
  const isRunning = useRef(false);

  const run = useCallback(async <Value>(action: () => Promise<Answer<Value>>) => {
    if (isRunning.current) return null;
    isRunning.current = true;
    setBusy(true);
    setProblem(null);
    const answer = await action();
    isRunning.current = false;
    setBusy(false);
    if (answer.ok) return answer.value;
    setProblem(answer.problem);
    return null;
  }, []);
  const clear = useCallback(() => setProblem(null), []);
  return { isBusy, problem, run, clear };
}
