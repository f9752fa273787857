/** The body of a request for a new event that nothing is wrong with. */
export const validEvent = {
  title: 'Winter days',
  promotion_package: 'winter-2026',
  start_datetime: '2099-12-01T08:00:00+02:00',
  end_datetime: '2099-12-05T08:00:00+02:00',
  timezone: 'Asia/Jerusalem',
  content: { en: { title: 'Winter days', body: 'Ten percent off.' } },
};
