const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** The day of a moment as people write it: "3 March 2026" (UTC, so that server and browser say the same). */
export const dayOf = (moment: Date): string => date.format(moment);
