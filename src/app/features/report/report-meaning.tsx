import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import thermometer from 'lucide-static/icons/thermometer.svg?raw';
import phone from 'lucide-static/icons/phone.svg?raw';
import type { JSX } from 'preact';
import { isAbnormalReport } from '../../../domain/abnormal-health.ts';
import { dialled } from '../../../domain/call-line.ts';
import type { PolicyPack } from '../../../domain/policy.ts';
import { judgeTemperature } from '../../../domain/temperature.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import type { Spoken } from '../../strings.ts';
import { Banner, type BannerProps } from '../../ui/banner.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import type { Report } from './report-draft.ts';
import { useDuty, type ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import { symptomsText } from './report-words.ts';
import styles from './report.module.css';

interface Meant {
  report: Report;
  /** Who reads it: the person it is about, or who told it of somebody else. */
  to: 'person' | 'teller';
}

/** What a report means, what to do next, and whom to call. */
export function ReportMeaning(props: Meant & { isReceived: boolean }): JSX.Element {
  const { report, isReceived } = props;
  const duty = useDuty();
  const { temperature, isAbnormal } = judge(report, duty.app.policy());
  const isPlain = !isAbnormal && temperature === 'normal' && report.exposure !== 'unsure';
  const look: Pick<BannerProps, 'tone' | 'icon' | 'role'> = isAbnormal
    ? { tone: 'danger', icon: circleAlert, role: 'alert' }
    : isPlain
      ? { tone: 'good', icon: circleCheck }
      : { tone: 'waiting', icon: thermometer };
  return (
    <Banner {...look}>
      <ul class={styles.meaning}>
        {[...meanings(duty, report), ...whatToDo(duty, props)].map((words) => (
          <li key={words.text}>
            <Text of={words} />
          </li>
        ))}
        {isAbnormal && !isReceived && (
          <li>
            <Text of={t.both('meaning.waitsForNet')} />
          </li>
        )}
      </ul>
      {isAbnormal && <CallLines />}
    </Banner>
  );
}

function meanings(duty: ReportDuty, report: Report): Spoken[] {
  const { temperature: rules } = duty.app.policy();
  const { temperature, isAbnormal } = judge(report, duty.app.policy());
  const isOther = report.onBehalfAs !== null;
  const said: Spoken[] = [];
  if (temperature === 'high' && report.reading !== null)
    said.push(
      t.both(rules.compare === 'gt' ? 'meaning.highAbove' : 'meaning.high', {
        tempC: report.reading.tempC.toFixed(1),
        lineC: rules.thresholdC[report.reading.site].toFixed(1),
      }),
    );
  if (temperature === 'too-low' || temperature === 'impossible')
    said.push(t.both('meaning.too-low'));
  if (temperature === null) said.push(t.both('meaning.not-measured'));
  if (report.symptoms.length > 0)
    said.push(
      t.both(isOther ? 'meaning.symptomsOther' : 'meaning.symptoms', {
        symptoms: symptomsText(duty, report.symptoms),
      }),
    );
  if (report.exposure === 'yes') said.push(t.both('meaning.exposed'));
  if (report.exposure === 'unsure') said.push(t.both('meaning.unsure'));
  if (temperature === 'normal' && !isAbnormal)
    said.push(t.both(isOther ? 'meaning.normalOther' : 'meaning.normal'));
  return said;
}

/** Nothing where nothing is abnormal. */
function whatToDo(duty: ReportDuty, { report, to }: Meant): Spoken[] {
  const { temperature: rules } = duty.app.policy();
  const { temperature, isAbnormal } = judge(report, duty.app.policy());
  if (!isAbnormal) return [];
  const isIll = temperature === 'high' || report.symptoms.length > 0;
  const isAbroad = report.whereabouts === 'abroad';
  return [
    ...(isIll ? [t.both('todo.apart')] : []),
    ...(temperature === 'high'
      ? [
          bothOf(
            'todo.again',
            (language) => ({
              minutes: rules.remeasure.restMinutes,
              sites: rules.remeasure.confirmSites
                .map((site) => t.in(language, `site.${site}`))
                .join(t.in(language, 'list')),
            }),
            t,
          ),
        ]
      : []),
    ...(report.exposure === 'yes' ? [t.both('todo.exposed')] : []),
    t.both(callKey(to, duty.app.policy())),
    ...(isIll ? [t.both(isAbroad ? 'todo.urgentAbroad' : 'todo.urgent')] : []),
    ...(to === 'person' ? [t.both('todo.seen')] : []),
    t.both('todo.rule'),
  ];
}

function callKey(to: Meant['to'], { calls = [] }: PolicyPack) {
  if (to === 'person') return calls.length === 0 ? 'todo.call' : 'todo.callLine';
  return calls.length === 0 ? 'todo.callStaff' : 'todo.callStaffLine';
}

/** A tap dials. Whoever is elsewhere sees by its name which one is theirs. */
function CallLines(): JSX.Element | null {
  const { calls = [] } = useDuty().app.policy();
  if (calls.length === 0) return null;
  return (
    <>
      {calls.map((line) => (
        <a key={`${line.zh} ${line.number}`} class={styles.call} href={dialled(line)}>
          <Icon of={phone} />
          <Text
            of={bothOf('todo.dial', (lang) => ({ name: line[lang], number: line.number }), t)}
          />
        </a>
      ))}
    </>
  );
}

/** `null` = not measured. */
function judge(report: Report, policy: PolicyPack) {
  const { reading } = report;
  return {
    temperature: reading === null ? null : judgeTemperature(reading, policy.temperature),
    isAbnormal: isAbnormalReport(report, policy),
  };
}
