import { LANGUAGES, languageName, useFormat, useLanguage } from '@promenade/portal-kit';
import { useTranslation } from 'react-i18next';
import { ownTimeZone } from '../event-window.js';
import type { PromotionEvent } from '../promotion-event.js';
import styles from './event-facts.module.css';

interface EventFactsProps {
  event: PromotionEvent;
  /** Whom it is for, in words: a confirmation, where facts are shown too, cannot ask for the names of tiers. */
  audience: string;
}

/** When, how and in which languages an event reaches its audience, in the zone of the event. */
export function EventFacts({ event, audience }: EventFactsProps) {
  const { t } = useTranslation('scheduling');
  const { dateTime, list, timeOfDay } = useFormat();
  const language = useLanguage();
  const ownZone = ownTimeZone();
  const windowIn = (timeZone: string) =>
    t('portal.windowText', {
      start: dateTime(event.start_datetime, timeZone),
      end: dateTime(event.end_datetime, timeZone),
    });
  const languages = LANGUAGES.filter((each) => event.content[each]).map((each) =>
    languageName(each, language),
  );
  return (
    <dl className={styles.facts}>
      <dt>{t('portal.fields.window')}</dt>
      <dd>
        {windowIn(event.timezone)}
        {ownZone === event.timezone ? null : (
          <small>{t('portal.inYourZone', { window: windowIn(ownZone) })}</small>
        )}
      </dd>
      <dt>{t('portal.fields.timezone')}</dt>
      <dd>
        <bdi>{event.timezone}</bdi>
      </dd>
      <dt>{t('portal.fields.dispatchTime')}</dt>
      <dd>{t('portal.dispatchText', { time: timeOfDay(event.dispatch_time) })}</dd>
      <dt>{t('portal.fields.audience')}</dt>
      <dd dir="auto">{audience}</dd>
      <dt>{t('portal.fields.languages')}</dt>
      <dd>{list(languages)}</dd>
      <dt>{t('portal.fields.promotionPackage')}</dt>
      <dd>
        <bdi>{event.promotion_package}</bdi>
      </dd>
    </dl>
  );
}
