import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { reportRulesOf } from '../../../domain/default-report.ts';
import type { FactBody, FactType } from '../../../domain/fact.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import type { StaffSightings } from '../../../domain/abnormal-reports.ts';
import type { MyRecord } from '../../../domain/my-record.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { ReportRules } from '../../../domain/report-rules.ts';
import { sessionClockOf, type SessionClock } from '../../../domain/report-session.ts';
import type { SessionLog } from '../../../domain/session-log.ts';
import { onStorageFailure, type StorageFailure } from '../../../store/storage-failure.ts';
import { campusZone } from '../../campus-zone.ts';
import type { AppContext } from '../../context.ts';
import { afterFrame } from '../../device/after-frame.ts';
import { createClock, type Timed } from '../../duty/clock.ts';
import { createKeptForm, type KeptForm } from '../../duty/kept-form.ts';
import { followReports } from './followed-reports.ts';
import { NOTHING_ASKED, type AskDraft } from './ask-draft.ts';
import { NO_REPORT, type ReportDraft } from './report-draft.ts';

/** What every screen of this duty shares while an account is unlocked. All of it is derived from facts. */
export interface ReportDuty extends Timed {
  minuteMs: ReadonlySignal<number>;
  nowInstant: () => Instant;
  /** Brought up to date within a second of each change. Reading it renders again when it has grown. */
  told: () => SessionLog;
  /** What this phone knows that was recorded about whoever is signed in. */
  mine: () => MyRecord;
  sightings: () => StaffSightings;
  rules: () => ReportRules;
  sessions: () => SessionClock;
  form: KeptForm<ReportDraft>;
  /** A request for a correction that is being written. */
  asking: KeptForm<AskDraft>;
  /** The report that was recorded last, as long as the screens stand. */
  justReported: Signal<Id | null>;
  /** Why the last tap could not be kept. */
  notSaved: Signal<StorageFailure['why'] | null>;
  take: (facts: readonly Fact[]) => void;
  /** Resolves when it is on the disk of this phone; `null` where it was not kept. */
  record: <T extends FactType>(type: T, body: FactBody<T>) => Promise<Fact | null>;
  stop: () => void;
}

export function createReportDuty(app: AppContext): ReportDuty {
  const { stop: stopClock, ...clock } = createClock(app);
  const facts = followReports(app);
  const form = createKeptForm<ReportDraft>(app, { name: 'self-report', empty: NO_REPORT });
  const asking = createKeptForm<AskDraft>(app, { name: 'correction', empty: NOTHING_ASKED });
  const notSaved = signal<StorageFailure['why'] | null>(null);
  const rules = (): ReportRules => {
    // The office may change them while a screen stands.
    void app.revision.value;
    return reportRulesOf(app.policy());
  };

  return {
    app,
    ...clock,
    told: () => facts.read().sessions(),
    mine: () => facts.read().mine,
    sightings: () => facts.read().sightings,
    rules,
    sessions: () => {
      void app.revision.value;
      return sessionClockOf(app.policy(), campusZone(app));
    },
    form,
    asking,
    justReported: signal(null),
    notSaved,
    take: facts.take,
    record: async (type, body) => {
      const kept: Fact[] = [];
      notSaved.value = null;
      await app.journal
        .record({ by: app.unlocked, type, body, shiftId: null })
        .then((fact) => kept.push(fact))
        .catch(onStorageFailure(({ why }) => (notSaved.value = why)));
      facts.take(kept);
      afterFrame(app.touch);
      return kept[0] ?? null;
    },
    stop: () => {
      stopClock();
      facts.stop();
      form.stop();
      asking.stop();
    },
  };
}

export const ReportDutyContext = createContext<ReportDuty | null>(null);

export function useDuty(): ReportDuty {
  const duty = useContext(ReportDutyContext);
  if (duty === null) throw new Error('useDuty is for screens of reports');
  return duty;
}
