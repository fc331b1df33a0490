import type { JSX } from 'preact';
import type { BodySite } from '../../../domain/reading.ts';
import { t } from './door-strings.ts';
import { DOOR_SITES } from './door-sites.ts';
import styles from './site-select.module.css';

/** Where on the body, for one reading that is taken elsewhere than usual. */
export function SiteSelect(props: {
  value: BodySite;
  onChange: (site: BodySite) => void;
}): JSX.Element {
  const sites = DOOR_SITES.includes(props.value) ? DOOR_SITES : [...DOOR_SITES, props.value];
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
