import { Temporal } from 'temporal-polyfill';

const timezone = 'Asia/Jerusalem';
const days = 7;

/** Marks the demo's events among a merchant's own. */
export const demoPackage = 'demo-vip-week';

/**
 * The promotion event of the demo, as `POST /api/scheduling/v1/events` takes it: a week from today on, its first day
 * due at once.
 */
export const demoEvent = (now: Date) => {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timezone);
  const start = local.startOfDay();
  // At nine as usual, unless that is still ahead today: nobody who tries the demo wants to wait for it.
  const dispatchTime = local.hour >= 9 ? '09:00' : '00:00';
  return {
    title: 'VIP Week',
    description: 'A week of 20% off for everyone, to bring dormant customers back.',
    promotion_package: demoPackage,
    start_datetime: start.toInstant().toString(),
    end_datetime: start.add({ days }).toInstant().toString(),
    timezone,
    dispatch_time: dispatchTime,
    content: {
      en: {
        title: 'VIP Week: 20% off everything',
        body: 'For seven days every order is 20% off, and Gold members get free express delivery. The discount is taken off at checkout, no code needed.',
      },
      ar: {
        title: 'أسبوع كبار العملاء: خصم 20% على كل شيء',
        body: 'لمدة سبعة أيام نمنحك خصم 20% على كل طلب، مع توصيل سريع مجاني لأعضاء الفئة الذهبية. يُطبَّق الخصم تلقائيًا عند الدفع، دون حاجة إلى رمز.',
      },
      he: {
        title: 'שבוע ה-VIP: ‏20% הנחה על הכול',
        body: 'במשך שבעה ימים כל הזמנה ב-20% הנחה, ולחברי דרגת הזהב משלוח מהיר חינם. ההנחה מחושבת אוטומטית בקופה, בלי צורך בקוד.',
      },
    },
    audience: { kind: 'everyone' },
  };
};
