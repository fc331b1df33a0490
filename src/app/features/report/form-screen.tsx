import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import type { JSX } from 'preact';
import { isLateIn, windowOf } from '../../../domain/report-session.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import { useBackButton } from '../../ui/back-button.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { ExposureStep } from './exposure-step.tsx';
import { NotKept } from './not-kept.tsx';
import { nextStep, stepsOf, type ReportDraft, type Step } from './report-draft.ts';
import { ReportLanguage } from './report-language.tsx';
import { useDuty, type ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';
import { SendStep } from './send-step.tsx';
import { sessionText } from './session-words.ts';
import { SymptomsStep } from './symptoms-step.tsx';
import { TemperatureStep } from './temperature-step.tsx';
import { WhereStep } from './where-step.tsx';

/** What a question tells the form: its answer, after which the next one comes. */
export interface StepProps {
  draft: ReportDraft;
  /** Something typed or chosen; the question stays. */
  change: (part: Partial<ReportDraft>) => void;
  /** The whole answer: on to the first question without one. */
  answer: (part: Partial<ReportDraft>) => void;
}

const STEPS: Record<Step, (props: StepProps) => JSX.Element> = {
  temperature: TemperatureStep,
  symptoms: SymptomsStep,
  where: WhereStep,
  exposure: ExposureStep,
  send: SendStep,
};

/** One question at a time, each with its answers under the thumb; all of it is kept as it is typed. */
export function FormScreen(): JSX.Element {
  const duty = useDuty();
  const draft = duty.form.draft.value;
  const steps = stepsOf(duty.rules());
  const at = Math.max(0, steps.indexOf(draft.step));
  const step = steps[at] ?? 'send';
  const { change, clear } = duty.form;
  const back = (): void => {
    const before = steps[at - 1];
    if (before === undefined) clear();
    else change({ step: before });
  };
  useBackButton(true, back);
  const answer = (part: Partial<ReportDraft>): void => {
    const next = { ...draft, ...part };
    change({ ...part, step: nextStep(next, duty.app.policy(), duty.rules()) });
  };
  const Question = STEPS[step];
  return (
    <main class={styles.form}>
      <header class={styles.formTop}>
        <Button kind="quiet" icon={arrowLeft} label={t('form.back')} onClick={back} />
        <p class={styles.about}>
          <strong>
            <Text of={titleWords(draft)} />
          </strong>
          <span class={styles.soft}>
            <Text of={t.both('form.step', { at: at + 1, all: steps.length })} />
          </span>
        </p>
        <ReportLanguage />
      </header>
      {isLate(duty, draft) && (
        <Banner tone="waiting" icon={clock} role="status">
          <Text of={t.both('form.late')} />
        </Banner>
      )}
      <NotKept />
      <Question key={step} draft={draft} change={change} answer={answer} />
    </main>
  );
}

function titleWords({ about, session }: ReportDraft) {
  const name = about === null || about.onBehalfAs === null ? null : about.name;
  return bothOf(
    name === null ? 'form.titleSelf' : 'form.title',
    (language) => ({
      session: session === null ? '' : sessionText(session, language),
      ...(name !== null && { name }),
    }),
    t,
  );
}

function isLate(duty: ReportDuty, { session }: ReportDraft): boolean {
  const window = session === null ? null : windowOf(session, duty.sessions());
  return window !== null && isLateIn(window, new Date(duty.minuteMs.value).toISOString());
}
