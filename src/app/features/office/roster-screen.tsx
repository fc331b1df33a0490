import type { JSX } from 'preact';
import type { ApplyReply } from '../../../protocol/office-roster.ts';
import { Banner } from '../../ui/banner.tsx';
import { FileDrop } from './file-drop.tsx';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { RefusedFile } from './refused-file.tsx';
import { useRosterImport } from './roster-import.ts';
import { RosterPreviewView } from './roster-preview.tsx';
import styles from './office.module.css';

const ACCEPTED =
  '.xlsx,.csv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A roster file on its way in: chosen, previewed, mended, applied. */
export function RosterScreen(): JSX.Element {
  const { places } = useOffice();
  const { preview, applied, ...roster } = useRosterImport();
  return (
    <div class={styles.page}>
      <h1>{t('page.roster')}</h1>
      {preview === null ? (
        <>
          <p class={styles.lead}>{t('roster.lead')}</p>
          {applied && <Applied applied={applied} />}
          <FileDrop
            label={t('roster.file')}
            accept={ACCEPTED}
            share={roster.share}
            onFile={(file) => void roster.open(file)}
          />
          <RefusedFile problem={roster.upload.problem} fileName={roster.fileName} />
        </>
      ) : (
        <>
          {roster.isOutdated && (
            <Banner tone="waiting" role="alert">
              <p>{t('roster.outdated')}</p>
            </Banner>
          )}
          <RosterPreviewView
            key={`${preview.id}/${preview.expiresAt}`}
            preview={preview}
            apply={roster.apply}
            onPreview={(next) => {
              roster.show(next);
              void places.reload();
            }}
            onApply={(handleLeft) => void roster.applyPreview(handleLeft)}
            onCancel={() => roster.show(null)}
          />
        </>
      )}
    </div>
  );
}

function Applied({ applied }: { applied: ApplyReply['applied'] }): JSX.Element {
  return (
    <Banner
      tone="good"
      role="status"
      actions={
        <a class={styles.link} href="/office/staff">
          {t('roster.nextStaff')}
        </a>
      }
    >
      <p>{t('roster.applied', { ...applied })}</p>
    </Banner>
  );
}
