const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

const minute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** The day of a moment as people write it: "3 March 2026" (UTC, so that server and browser say the same). */
export const dayOf = (moment: Date): string => date.format(moment);

/** A moment as people write it, in UTC: "3 Mar 2026, 14:05 UTC". */
export const minuteOf = (moment: Date): string => `${minute.format(moment)} UTC`;
