import { briefingStates, newBriefingSchema } from '#lib/briefings/briefing.ts';
import { createBriefing } from '#lib/briefings/commands.server.ts';
import { listBriefings } from '#lib/briefings/list.server.ts';
import { readLimit } from '#lib/developments/cursor.ts';
import { NotSignedIn } from '#lib/errors.ts';
import { summaryOf } from '../../briefings.ts';
import { briefingParameters } from '../../parameters.ts';
import { readsAnew } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { parameterFault } from '../../request-fault.ts';
import { created, writes } from '../../writing.server.ts';

export const GET = readsAnew(briefingParameters, async ({ locals: { db, user }, url }) => {
	if (!user) throw new NotSignedIn('Briefings are for members: send a token from the settings page.');
	const { searchParams, pathname } = url;
	const asked = searchParams.get('state');
	const state = briefingStates.find((one) => one === asked) ?? null;
	if (asked && !state) throw parameterFault('state', `A state is one of: ${briefingStates.join(', ')}.`);
	const limit = readLimit(searchParams.get('limit'));
	const { rows, next } = await listBriefings(db, state, { after: searchParams.get('cursor'), limit });
	const following = new URLSearchParams(searchParams);
	following.set('cursor', next ?? '');
	return { briefings: rows.map(summaryOf), next: next && `${pathname}?${following}` };
});

export const POST = writes('composeBriefing', newBriefingSchema, async ({ tx, actor, input }) => {
	const { id } = await createBriefing(tx, actor, input);
	return created(`/api/v1/briefings/${id}`, { id, title: input.title, state: 'draft' });
});
export const fallback = onlyAllows('GET', 'POST');
