import type { JSX } from 'preact';
import type { BodySite } from '../../domain/reading.ts';
import { t } from './duty-strings.ts';
import { MEASURED_SITES } from './measured-sites.ts';
import styles from './site-select.module.css';

/** Where on the body, for one reading that is taken elsewhere than usual. */
export function SiteSelect(props: {
  value: BodySite;
  onChange: (site: BodySite) => void;
}): JSX.Element {
  const sites = MEASURED_SITES.includes(props.value)
    ? MEASURED_SITES
    : [...MEASURED_SITES, props.value];
  return (
    <select
      class={styles.select}
      aria-label={t('measure.site')}
      value={props.value}
      onChange={({ currentTarget }) => {
        const chosen = sites.find((site) => site === currentTarget.value);
        if (chosen !== undefined) props.onChange(chosen);
      }}
    >
      {sites.map((site) => (
        <option key={site} value={site}>
          {t(`site.${site}`)}
        </option>
      ))}
    </select>
  );
}
