import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RosterPreview } from '../../../protocol/office-roster.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import type { Doing } from './loaded.ts';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import styles from './office.module.css';
import rosterStyles from './roster.module.css';

/** From this share of the known residents on, a missing part of the file is likelier than their leaving. */
const MANY_LEFT_SHARE = 0.1;

/** The last step: what becomes of those who are not in the file, and the one click that does it all. */
export function ApplyPanel(props: {
  preview: RosterPreview;
  doing: Doing;
  /** The file is being read again: what is shown here is about to change. */
  isReading: boolean;
  onApply: (handleLeft: 'keep' | 'mark-left') => void;
}): JSX.Element {
  const { preview, doing, isReading, onApply } = props;
  const { difference } = preview;
  const [handleLeft, setHandleLeft] = useState<'keep' | 'mark-left'>('keep');
  const known = difference.same + difference.moved + difference.changed + difference.left;
  const changeCount = difference.new + difference.moved + difference.changed;
  const leftCount = handleLeft === 'mark-left' ? difference.left : 0;
  const isNothing = changeCount + leftCount === 0;
  return (
    <section class={rosterStyles.apply} aria-label={t('apply.title')}>
      {difference.left > known * MANY_LEFT_SHARE && (
        <Banner tone="waiting">
          <p>{t('apply.manyLeft', { count: difference.left, known })}</p>
        </Banner>
      )}
      {difference.left > 0 && (
        <SegmentedChoice
          legend={t.both('apply.left', { count: difference.left })}
          value={handleLeft}
          options={[
            { value: 'keep', label: t.both('apply.keep') },
            { value: 'mark-left', label: t.both('apply.markLeft') },
          ]}
          onChange={setHandleLeft}
        />
      )}
      <ProblemNote of={doing.problem} />
      <div class={styles.row}>
        <Button
          kind="primary"
          disabled={doing.isBusy || isReading || isNothing}
          onClick={() => onApply(handleLeft)}
        >
          {doing.isBusy ? t('apply.busy') : t('apply.action')}
        </Button>
        <span>
          {isNothing
            ? t('apply.nothing')
            : t('apply.sum', {
                new: difference.new,
                moved: difference.moved,
                changed: difference.changed,
                left: leftCount,
              })}
        </span>
      </div>
    </section>
  );
}
