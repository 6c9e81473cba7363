import { documentOf } from '#lib/briefings/compose.ts';
import { gatherInputs } from '#lib/briefings/gather.server.ts';
import { getBriefing } from '#lib/briefings/queries.server.ts';
import { NotSignedIn } from '#lib/errors.ts';
import { briefingOf } from '../../../briefings.ts';
import { briefingIdOf, none } from '../../../parameters.ts';
import { readsAnew } from '../../../reading.server.ts';
import { onlyAllows } from '../../../refusal.ts';

export const GET = readsAnew(none, async ({ locals: { db, user }, params }) => {
	if (!user) throw new NotSignedIn('Briefings are for members: send a token from the settings page.');
	const id = briefingIdOf(params);
	const [briefing, inputs] = await Promise.all([getBriefing(db, id), gatherInputs(db, id)]);
	return briefingOf(briefing, documentOf(inputs));
});
export const fallback = onlyAllows('GET');
