const format = new Intl.DateTimeFormat('en-GB', {
  ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  timeZone: 'UTC',
});

/** `Mon, 23 Nov, 02:00 UTC`: schedules are kept in it. */
export const utcTime = (date: string) => `${format.format(new Date(date))} UTC`;
