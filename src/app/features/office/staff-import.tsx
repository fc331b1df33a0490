import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { StaffApplyReply, StaffPreview } from '../../../protocol/office-staff.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { FileDrop } from './file-drop.tsx';
import { useDoing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import { RefusedFile } from './refused-file.tsx';
import { Notices, RejectedRows, Warnings } from './remark-lists.tsx';
import { Table } from './table.tsx';
import { useUnfinished } from './use-unfinished.ts';
import styles from './office.module.css';

/** A list of unit keepers: preview, then apply. */
export function StaffImport({ onImported }: { onImported: () => void }): JSX.Element {
  const { api } = useOffice();
  const upload = useDoing();
  const apply = useDoing();
  const [share, setShare] = useState<number | null>(null);
  const [fileName, setFileName] = useState('');
  const [preview, setPreview] = useState<StaffPreview | null>(null);
  const [applied, setApplied] = useState<StaffApplyReply['applied'] | null>(null);

  async function open(file: File) {
    setPreview(null);
    setApplied(null);
    apply.clear();
    setFileName(file.name);
    setShare(0);
    const read = await upload.run(() => api.previewStaff(file, setShare));
    setShare(null);
    setPreview(read);
  }

  async function applyPreview(id: string) {
    const reply = await apply.run(() => api.applyStaff(id));
    if (reply === null) return;
    setPreview(null);
    setApplied(reply.applied);
    onImported();
  }

  return (
    <details class={`${styles.details} ${styles.card}`}>
      <summary>{t('staff.import')}</summary>
      <div class={styles.page}>
        <p class={styles.soft}>{t('staff.importLead')}</p>
        <FileDrop
          label={t('staff.importFile')}
          accept=".xlsx,.csv,text/csv"
          share={share}
          onFile={(file) => void open(file)}
        />
        <RefusedFile problem={upload.problem} fileName={fileName} />
        {applied && (
          <Banner tone="good" role="status">
            <p>{t('staff.applied', { ...applied })}</p>
          </Banner>
        )}
        {preview && (
          <StaffPreviewView
            preview={preview}
            isBusy={apply.isBusy}
            onApply={() => void applyPreview(preview.id)}
            onCancel={() => setPreview(null)}
          />
        )}
        <ProblemNote of={apply.problem} />
      </div>
    </details>
  );
}

function StaffPreviewView(props: {
  preview: StaffPreview;
  isBusy: boolean;
  onApply: () => void;
  onCancel: () => void;
}): JSX.Element {
  const { preview, isBusy, onApply, onCancel } = props;
  useUnfinished('staff-import');
  const { counts } = preview;
  const isNothing = counts.new + counts.changed === 0;
  return (
    <>
      <p>{t('staff.previewSum', { ...counts, name: preview.fileName })}</p>
      <Notices notices={preview.notices} />
      <RejectedRows rejected={preview.rejected} total={preview.rejected.length} />
      <Warnings warnings={preview.warnings} total={preview.warnings.length} />
      {preview.ended.length > 0 && (
        <Banner tone="waiting">
          <p>
            {t('staff.ended', {
              who: preview.ended
                .map(({ name, building, unit }) => `${name} · ${placeOf(building, unit)}`)
                .join(t('comma')),
            })}
          </p>
        </Banner>
      )}
      {preview.rows.length > 0 && (
        <Table
          caption={t('staff.importFile')}
          rows={preview.rows}
          rowKey={(row) => String(row.row)}
          columns={[
            { label: t('staff.name'), look: 'name', cell: (row) => row.name },
            { label: t('remark.row'), look: 'number', cell: (row) => row.row },
            {
              label: t('staff.posts'),
              cell: (row) => placeOf(row.building, row.unit),
            },
            { label: t('staff.phone'), cell: (row) => row.phone },
            { label: t('difference.what'), cell: (row) => t(`staff.kind.${row.kind}`) },
          ]}
        />
      )}
      <div class={styles.row}>
        <Button kind="primary" disabled={isBusy || isNothing} onClick={onApply}>
          {isBusy ? t('apply.busy') : t('staff.apply')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        {isNothing && <span>{t('apply.nothing')}</span>}
      </div>
    </>
  );
}

const placeOf = (building: string, unit: string | null) =>
  unit === null ? building : t('post.unit', { building, unit });
