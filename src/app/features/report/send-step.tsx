import pencil from 'lucide-static/icons/pencil.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { isAbnormalReport } from '../../../domain/abnormal-health.ts';
import type { PolicyPack } from '../../../domain/policy.ts';
import { judgeTemperature } from '../../../domain/temperature.ts';
import { afterFrame } from '../../device/after-frame.ts';
import { beep, vibrate, type SignalKind } from '../../device/feedback.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import type { StepProps } from './form-screen.tsx';
import { reportOf, stepsOf, type Report, type Step } from './report-draft.ts';
import { useDuty, type ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import { symptomsText, temperatureText, whereText } from './report-words.ts';
import styles from './report.module.css';

/** All answers at one glance; each opens its question again. */
export function SendStep({ draft, change }: StepProps): JSX.Element {
  const duty = useDuty();
  const isBusy = useSignal(false);
  const report = reportOf(draft, duty.app.policy());

  async function send(): Promise<void> {
    if (report === null) return;
    isBusy.value = true;
    await sendReport(duty, report).finally(() => (isBusy.value = false));
  }

  return (
    <>
      <h1>
        <Text of={t.both('send.title')} />
      </h1>
      {report !== null && (
        <ul class={styles.lines}>
          {stepsOf(duty.rules())
            .filter((step) => step !== 'send')
            .map((step) => (
              <li key={step}>
                <button
                  type="button"
                  class={styles.line}
                  aria-label={t('send.change', {
                    what: `${t(`send.${step}`)}, ${answerText(duty, report, step)}`,
                  })}
                  onClick={() => change({ step })}
                >
                  <span class={styles.soft}>
                    <Text of={t.both(`send.${step}`)} />
                  </span>
                  <strong>{answerText(duty, report, step)}</strong>
                  <Icon of={pencil} />
                </button>
              </li>
            ))}
        </ul>
      )}
      {draft.about?.onBehalfAs != null && (
        <p class={styles.soft}>
          <Text of={t.both('form.tell')} />
        </p>
      )}
      <Button
        kind="primary"
        wide
        disabled={isBusy.value || report === null}
        onClick={() => void send()}
      >
        <Text of={t.both('send.send')} />
      </Button>
      <Button kind="quiet" disabled={isBusy.value} onClick={() => duty.form.clear()}>
        <Text of={t.both('form.discard')} />
      </Button>
    </>
  );
}

function answerText(duty: ReportDuty, report: Report, step: Exclude<Step, 'send'>): string {
  switch (step) {
    case 'temperature':
      return temperatureText(report);
    case 'symptoms':
      return symptomsText(duty, report.symptoms);
    case 'where':
      return whereText(report);
    case 'exposure':
      return report.exposure === null ? '–' : t(`exposure.${report.exposure}`);
  }
}

/** On the disk before anything else is shown; the session's card then says what it means. */
async function sendReport(duty: ReportDuty, body: Report): Promise<void> {
  const { app, form } = duty;
  const fact = await form.save(({ alsoClearDraft }) =>
    app.journal.record({
      by: app.unlocked,
      type: 'self-report',
      body,
      shiftId: null,
      ...(alsoClearDraft !== undefined && { alsoClearDraft }),
    }),
  );
  if (fact === null) return;
  duty.take([fact]);
  duty.justReported.value = fact.id;
  const kind = soundOf(body, app.policy());
  afterFrame(() => {
    beep(kind);
    vibrate(kind);
  });
  afterFrame(app.touch);
}

function soundOf(report: Report, policy: PolicyPack): SignalKind {
  if (isAbnormalReport(report, policy)) return 'high';
  return report.reading === null ? 'too-low' : judgeTemperature(report.reading, policy.temperature);
}
