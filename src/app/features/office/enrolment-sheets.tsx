import copy from 'lucide-static/icons/copy.svg?raw';
import printer from 'lucide-static/icons/printer.svg?raw';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EnrolmentCode, StaffEntry } from '../../../protocol/office-staff.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { dateTimeText } from './campus-time.ts';
import { useDoing } from './loaded.ts';
import { LoopbackWarning } from './loopback-warning.tsx';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { roleText } from './role-text.ts';
import { ProblemNote } from './problem-note.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { useUnfinished } from './use-unfinished.ts';
import styles from './office.module.css';
import sheetStyles from './enrolment-sheets.module.css';

interface Sheet {
  entry: StaffEntry;
  code: EnrolmentCode;
}

/** Codes for one person or many, to scan, to type or to print. They exist on this page only. */
export function EnrolmentSheets(props: {
  staff: readonly StaffEntry[];
  onDone: () => void;
}): JSX.Element {
  const { api } = useOffice();
  const { staff, onDone } = props;
  const doing = useDoing();
  useUnfinished('codes');
  const [sheets, setSheets] = useState<readonly Sheet[]>([]);
  const hasStarted = useRef(false);

  /** Goes on where it stopped; each person's code is made once. */
  async function create() {
    for (const entry of staff.slice(sheets.length)) {
      const code = await doing.run(() => api.createEnrolmentCode(entry.account.id));
      if (code === null) return;
      setSheets((before) => [...before, { entry, code }]);
    }
  }
  useEffect(() => {
    if (hasStarted.current) return;
    hasStarted.current = true;
    void create();
  }, []);

  const isReady = sheets.length === staff.length;
  return (
    <div class={styles.page}>
      <div class={`${styles.head} ${sheetStyles.screenOnly}`}>
        <h1>{t('enrol.title')}</h1>
        <div class={styles.row}>
          <Button icon={printer} disabled={!isReady} onClick={() => print()}>
            {t('enrol.print', { count: staff.length })}
          </Button>
          <Button kind="primary" onClick={onDone}>
            {t('enrol.done')}
          </Button>
        </div>
      </div>
      <Warnings />
      <ProblemNote
        of={doing.problem}
        actions={<Button onClick={() => void create()}>{t('tryAgain')}</Button>}
      />
      {!isReady && doing.problem === null && (
        <p class={styles.row}>
          <Spinner label={t('loading')} />
          {t('enrol.making', { done: sheets.length, count: staff.length })}
        </p>
      )}
      <div class={sheetStyles.sheets}>
        {sheets.map((sheet) => (
          <SheetCard key={sheet.entry.account.id} sheet={sheet} />
        ))}
      </div>
    </div>
  );
}

/** Said on screen only: the sheet goes to the person. */
function Warnings(): JSX.Element {
  return (
    <div class={`${styles.list} ${sheetStyles.screenOnly}`}>
      <Banner tone="waiting">
        <p>{t('enrol.once')}</p>
      </Banner>
      <LoopbackWarning />
    </div>
  );
}

function SheetCard({ sheet }: { sheet: Sheet }): JSX.Element {
  const { me, zone } = useOffice();
  const { entry, code } = sheet;
  const link = new URL(code.link, location.origin).href;
  const posts = entry.assignments
    .filter(({ isValid }) => isValid)
    .map(({ assignment, place }) =>
      [roleText(assignment), place].filter((part) => part !== null).join(' · '),
    );
  return (
    <article class={sheetStyles.sheet}>
      <header>
        <p class={styles.soft}>{me.organisation}</p>
        <h2>{entry.account.name}</h2>
        {posts.length > 0 && <p>{posts.join(t('semicolon'))}</p>}
      </header>
      <QrCode text={link} label={t('enrol.qr', { name: entry.account.name })} />
      <div class={sheetStyles.words}>
        <p>{t('enrol.orType')}</p>
        <p class={sheetStyles.code}>{code.code}</p>
        <p>{t('enrol.expires', { at: dateTimeText(code.expiresAt, zone) })}</p>
        <ol>
          <li>{t('enrol.step.open', { address: location.origin })}</li>
          <li>{t('enrol.step.install')}</li>
          <li>{t('enrol.step.scan')}</li>
          <li>{t('enrol.step.pin')}</li>
        </ol>
        <CopyButton link={link} name={entry.account.name} />
      </div>
    </article>
  );
}

function CopyButton({ link, name }: { link: string; name: string }): JSX.Element {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  return (
    <div class={`${styles.row} ${sheetStyles.screenOnly}`}>
      <Button
        icon={copy}
        label={t('enrol.copyOf', { name })}
        onClick={() =>
          void navigator.clipboard.writeText(link).then(
            () => setOutcome('copied'),
            () => setOutcome('refused'),
          )
        }
      >
        {t('enrol.copy')}
      </Button>
      <span role="status">{outcome !== null && t(`enrol.${outcome}`)}</span>
      {outcome === 'refused' && <span class={styles.code}>{link}</span>}
    </div>
  );
}
