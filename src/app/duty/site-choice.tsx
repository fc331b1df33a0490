import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import type { BodySite } from '../../domain/reading.ts';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import { t } from './form-strings.ts';
import { MEASURED_SITES } from './measured-sites.ts';

/** Where on the body this shift or round measures. */
export function SiteChoice({ site }: { site: Signal<BodySite> }): JSX.Element {
  return (
    <SegmentedChoice
      legend={t.both('shift.site')}
      value={site.value}
      options={MEASURED_SITES.map((value) => ({ value, label: t.both(`site.${value}`) }))}
      onChange={(value) => (site.value = value)}
    />
  );
}
