import download from 'lucide-static/icons/download.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FileNotice, RowRemark } from '../../../protocol/office-roster.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { saveAsFile } from './save-as-file.ts';
import { t } from './office-strings.ts';
import { codeSentences, remarkDetail, remarksCsv } from './roster-text.ts';
import { Table, type Column } from './table.tsx';
import styles from './office.module.css';

/** Enough to see what is the matter; the rest at a click. */
const FIRST_ROWS = 20;

const remarkKey = (remark: RowRemark) => `${remark.sheet ?? ''}/${remark.row}/${remark.code}`;

const place = (remark: RowRemark) =>
  remark.sheet === undefined
    ? String(remark.row)
    : t('remark.place', { sheet: remark.sheet, row: remark.row });

const COLUMNS = (): Column<RowRemark>[] => [
  { label: t('remark.row'), look: 'name', cell: place },
  { label: t('remark.reason'), cell: (remark) => codeSentences(remark.code).reason },
  { label: t('remark.advice'), cell: (remark) => codeSentences(remark.code).advice },
  { label: t('remark.detail'), cell: (remark) => remarkDetail(remark) || '–' },
];

function SaveButton({ remarks, name }: { remarks: readonly RowRemark[]; name: string }) {
  return (
    <Button icon={download} onClick={() => saveAsFile(name, remarksCsv(remarks))}>
      {t('remark.save')}
    </Button>
  );
}

/** The rows that cannot be imported: where, why, and what to do. `total` may be more than is listed. */
export function RejectedRows(props: {
  rejected: readonly RowRemark[];
  total: number;
}): JSX.Element | null {
  const { rejected, total } = props;
  const [isWhole, setWhole] = useState(false);
  if (total === 0) return null;
  return (
    <section class={styles.page} aria-label={t('remark.rejected', { count: total })}>
      <div class={styles.head}>
        <h2>{t('remark.rejected', { count: total })}</h2>
        <SaveButton remarks={rejected} name="rejected-rows.csv" />
      </div>
      <p class={styles.soft}>{t('remark.rejectedLead')}</p>
      <Table
        caption={t('remark.rejected', { count: total })}
        rows={isWhole ? rejected : rejected.slice(0, FIRST_ROWS)}
        rowKey={remarkKey}
        columns={COLUMNS()}
      />
      {!isWhole && rejected.length > FIRST_ROWS && (
        <div>
          <Button onClick={() => setWhole(true)}>
            {t('remark.showAll', { count: rejected.length })}
          </Button>
        </div>
      )}
      {isWhole && rejected.length < total && (
        <p class={styles.soft}>{t('remark.first', { count: rejected.length, total })}</p>
      )}
    </section>
  );
}

/** Warnings by kind, the most frequent first; each opens to its rows. */
export function Warnings(props: {
  warnings: readonly RowRemark[];
  total: number;
}): JSX.Element | null {
  const { warnings, total } = props;
  if (total === 0) return null;
  const byCode = new Map<string, RowRemark[]>();
  for (const warning of warnings)
    byCode.set(warning.code, [...(byCode.get(warning.code) ?? []), warning]);
  const groups = [...byCode].sort(([, a], [, b]) => b.length - a.length);
  return (
    <section class={styles.page} aria-label={t('remark.warnings', { count: total })}>
      <div class={styles.head}>
        <h2>{t('remark.warnings', { count: total })}</h2>
        <SaveButton remarks={warnings} name="warnings.csv" />
      </div>
      <p class={styles.soft}>{t('remark.warningsLead')}</p>
      <div>
        {groups.map(([code, remarks]) => (
          <details key={code} class={styles.details}>
            <summary>
              {codeSentences(code).reason}{' '}
              <span class={styles.tag}>{t('remark.rows', { count: remarks.length })}</span>
            </summary>
            <p>{codeSentences(code).advice}</p>
            <Table
              caption={codeSentences(code).reason}
              rows={remarks}
              rowKey={remarkKey}
              columns={[
                { label: t('remark.row'), look: 'name', cell: place },
                { label: t('remark.detail'), cell: (remark) => remarkDetail(remark) || '–' },
              ]}
            />
          </details>
        ))}
      </div>
      {warnings.length < total && (
        <p class={styles.soft}>{t('remark.first', { count: warnings.length, total })}</p>
      )}
    </section>
  );
}

/** What is said of the file or a sheet of it. */
export function Notices({ notices }: { notices: readonly FileNotice[] }): JSX.Element | null {
  if (notices.length === 0) return null;
  return (
    <Banner tone="waiting">
      {notices.map((notice) => {
        const { reason, advice } = codeSentences(notice.code);
        return (
          <p key={`${notice.code}/${notice.sheet ?? ''}`}>
            {notice.sheet !== undefined && <strong>{notice.sheet} · </strong>}
            {reason} {advice}
          </p>
        );
      })}
    </Banner>
  );
}
