import type { JSX } from 'preact';
import type { RosterPreview } from '../../../protocol/office-roster.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ApplyPanel } from './apply-panel.tsx';
import { CreatePlacesForm } from './create-places-form.tsx';
import { DifferenceView } from './difference-view.tsx';
import { useDoing, type Doing } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';
import { Notices, RejectedRows, Warnings } from './remark-lists.tsx';
import { useUnfinished } from './use-unfinished.ts';
import styles from './office.module.css';
import rosterStyles from './roster.module.css';

/** Everything that applying the file would do, before anything is done. */
export function RosterPreviewView(props: {
  preview: RosterPreview;
  apply: Doing;
  onPreview: (preview: RosterPreview) => void;
  onApply: (handleLeft: 'keep' | 'mark-left') => void;
  onCancel: () => void;
}): JSX.Element {
  const { preview, apply, onPreview, onApply, onCancel } = props;
  const { places } = useOffice();
  const creating = useDoing();
  useUnfinished('roster');
  const { counts } = preview;
  return (
    <div class={styles.page}>
      <div class={styles.head}>
        <div>
          <h2>{t('roster.preview', { name: preview.fileName })}</h2>
          <p class={styles.soft}>{t('roster.nothingYet')}</p>
        </div>
        <Button disabled={apply.isBusy || creating.isBusy} onClick={onCancel}>
          {t('roster.otherFile')}
        </Button>
      </div>
      <Counts counts={counts} />
      <Notices notices={preview.notices} />
      {preview.unknownBuildings.length > 0 && places.value !== null && (
        <CreatePlacesForm
          preview={preview}
          places={places.value}
          doing={creating}
          onPreview={onPreview}
        />
      )}
      <UnknownUnits preview={preview} />
      <RejectedRows rejected={preview.rejected} total={counts.rejected} />
      <Warnings warnings={preview.warnings} total={counts.warnings} />
      <DifferenceView preview={preview} />
      <ApplyPanel preview={preview} doing={apply} isReading={creating.isBusy} onApply={onApply} />
    </div>
  );
}

function Counts({ counts }: { counts: RosterPreview['counts'] }): JSX.Element {
  const cells = ['dataRows', 'imported', 'merged', 'rejected', 'warnings'] as const;
  return (
    <dl class={rosterStyles.counts}>
      {cells.map((key) => (
        <div key={key}>
          <dt>{t(`roster.count.${key}`)}</dt>
          <dd>{counts[key]}</dd>
        </div>
      ))}
    </dl>
  );
}

function UnknownUnits({ preview }: { preview: RosterPreview }): JSX.Element | null {
  if (preview.unknownUnits.length === 0) return null;
  return (
    <Banner tone="waiting">
      <p>
        {t('roster.unknownUnits', {
          units: preview.unknownUnits
            .map(({ building, unit }) => `${building} ${unit}`)
            .join(t('comma')),
        })}
      </p>
    </Banner>
  );
}
