import * as v from 'valibot';
import { optionalCalendarDate } from '../calendar.ts';

/** What is asked of whoever shares an issue. */
export const shareSchema = v.object({
	/** The last day on which the link opens; null for no end. */
	expiresOn: optionalCalendarDate,
	/** Asked for before the briefing is shown; '' for none. */
	password: v.optional(
		v.pipe(
			v.string(),
			v.maxLength(200, 'At most 200 characters.'),
			v.check((password) => password === '' || password.length >= 8, 'At least 8 characters, or none.')
		),
		''
	)
});
export type ShareInput = v.InferOutput<typeof shareSchema>;
