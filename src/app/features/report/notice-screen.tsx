import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { retentionOf } from '../../../domain/default-policy.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Text } from '../../ui/text.tsx';
import { consentOf, isAgreed } from './may-report.ts';
import { NOTICE_VERSION, t } from './notice-strings.ts';
import { NotKept } from './not-kept.tsx';
import { ReportLanguage } from './report-language.tsx';
import { useDuty } from './report-duty.ts';
import styles from './report.module.css';

const PARTS = ['what', 'why', 'basis', 'who', 'how', 'rights', 'refuse'] as const;

/** What happens with what is reported; asks for consent where there is none, and takes it back. */
export function NoticeScreen({ isAsked }: { isAsked: boolean }): JSX.Element {
  const duty = useDuty();
  const { route } = useLocation();
  const { reportDays: days, leaveDays } = retentionOf(duty.app.policy());
  const isOfBefore = !isAgreed(duty) && consentOf(duty)?.isGiven === true;
  return (
    <main class={styles.screen}>
      <header class={styles.top}>
        {!isAsked && (
          <Button
            kind="quiet"
            icon={arrowLeft}
            label={t('back')}
            onClick={() => route('/report')}
          />
        )}
        <h1>
          <Text of={t.both(isAsked ? 'title' : 'titleAgain')} />
        </h1>
        <ReportLanguage />
      </header>
      {isOfBefore && (
        <Banner tone="waiting">
          <Text of={t.both('changed')} />
        </Banner>
      )}
      <p>
        <Text of={t.both('lead')} />
      </p>
      {PARTS.map((part) => (
        <section key={part} class={styles.part}>
          <h2>
            <Text of={t.both(part)} />
          </h2>
          <p>
            <Text of={t.both(`${part}Words`, { days, leaveDays })} />
          </p>
        </section>
      ))}
      <p class={styles.soft}>{t('version', { version: NOTICE_VERSION })}</p>
      <NotKept />
      {isAgreed(duty) ? <Withdrawal /> : <Agreement isAsked={isAsked} />}
    </main>
  );
}

function useAnswer(): (isGiven: boolean) => Promise<void> {
  const duty = useDuty();
  const { route } = useLocation();
  const { personId } = duty.app.unlocked;
  return async (isGiven) => {
    const fact = await duty.record('consent', { personId, noticeVersion: NOTICE_VERSION, isGiven });
    if (fact !== null) route('/report');
  };
}

function Agreement({ isAsked }: { isAsked: boolean }): JSX.Element {
  const { route } = useLocation();
  const answer = useAnswer();
  return (
    <>
      <Button kind="primary" wide onClick={() => void answer(true)}>
        <Text of={t.both('agree')} />
      </Button>
      {!isAsked && (
        <Button wide onClick={() => route('/report')}>
          <Text of={t.both('notNow')} />
        </Button>
      )}
    </>
  );
}

/** Asked twice, with what it means. */
function Withdrawal(): JSX.Element {
  const isSure = useSignal(false);
  const answer = useAnswer();
  return (
    <>
      <Banner tone="good" icon={circleCheck}>
        <Text of={t.both('agreed')} />
      </Banner>
      <Button kind="danger" onClick={() => (isSure.value = true)}>
        <Text of={t.both('withdraw')} />
      </Button>
      <Dialog
        open={isSure.value}
        title={<Text of={t.both('withdraw')} />}
        onClose={() => (isSure.value = false)}
      >
        <p>
          <Text of={t.both('sure')} />
        </p>
        <div class={styles.pair}>
          <Button onClick={() => (isSure.value = false)}>
            <Text of={t.both('withdrawNo')} />
          </Button>
          <Button kind="danger" onClick={() => void answer(false)}>
            <Text of={t.both('withdrawYes')} />
          </Button>
        </div>
      </Dialog>
    </>
  );
}
