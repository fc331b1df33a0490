import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import {
  DISINFECTION_TYPES,
  foldDisinfectionLog,
  type DisinfectionLog,
} from '../../../domain/disinfection-log.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { StorageFailure } from '../../../store/storage-failure.ts';
import type { AppContext } from '../../context.ts';
import { createClock } from '../../duty/clock.ts';
import { followFacts } from '../../duty/followed-facts.ts';
import { createGrowingFold } from '../../duty/growing-fold.ts';
import { createHalfWrittenWork, type HalfWrittenWork } from './half-written-work.ts';
import { createWorkForms, type WorkForms } from './work-forms.ts';

/** What was saved just now, as long as it may be undone by a tap. */
export interface JustSaved {
  factId: Id;
  savedAtMs: number;
  /** The photos did not fit: it was kept without them. */
  arePhotosLost: boolean;
}

/** What every screen of this duty shares while an account is unlocked. All of it is derived from facts. */
export interface DisinfectionDuty {
  app: AppContext;
  /** Brought up to date within a second of each change. Reading it renders again when it has grown. */
  log: () => DisinfectionLog;
  take: (facts: readonly Fact[]) => void;
  justSaved: Signal<JustSaved | null>;
  /** Why the last tap could not be kept. */
  notSaved: Signal<StorageFailure['why'] | null>;
  halfWritten: HalfWrittenWork;
  forms: WorkForms;
  nowMs: ReadonlySignal<number>;
  nowInstant: () => Instant;
  stop: () => void;
}

export function createDisinfectionDuty(app: AppContext): DisinfectionDuty {
  const { stop: stopClock, ...clock } = createClock(app);
  const facts = followFacts(app, () => createGrowingFold(DISINFECTION_TYPES, foldDisinfectionLog));
  const halfWritten = createHalfWrittenWork(app);
  const forms = createWorkForms(app, halfWritten);
  return {
    app,
    log: () => facts.read().log(),
    take: facts.take,
    justSaved: signal(null),
    notSaved: signal(null),
    halfWritten,
    forms,
    ...clock,
    stop: () => {
      stopClock();
      facts.stop();
      forms.stop();
    },
  };
}

export const DisinfectionDutyContext = createContext<DisinfectionDuty | null>(null);

export function useDuty(): DisinfectionDuty {
  const duty = useContext(DisinfectionDutyContext);
  if (duty === null) throw new Error('useDuty is for screens of disinfection');
  return duty;
}
