import { addSource } from '#lib/developments/keep-sources.server.ts';
import { readSourceFilter, sourceSchema } from '#lib/developments/source.ts';
import { getSource, listSources } from '#lib/developments/sources.server.ts';
import { readsAnew } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { parameterFault } from '../../request-fault.ts';
import { sourceParameters } from '../../sources.ts';
import { created, writes } from '../../writing.server.ts';

export const GET = readsAnew(
	sourceParameters,
	async ({ locals: { db }, url: { searchParams, pathname } }) => {
		const filter = readSourceFilter(searchParams);
		for (const name of ['kind', 'reliability'] as const)
			if (searchParams.get(name) && !filter[name]) throw parameterFault(name, 'There is no such choice.');
		const { sources, next } = await listSources(db, filter, searchParams.get('after')?.slice(0, 300));
		const following = new URLSearchParams(searchParams);
		following.set('after', next ?? '');
		return { sources, next: next && `${pathname}?${following}` };
	}
);

export const POST = writes('keepSources', sourceSchema, async ({ tx, actor, input }) => {
	const id = await addSource(tx, actor, input);
	return created(`/api/v1/sources/${id}`, await getSource(tx, id));
});
export const fallback = onlyAllows('GET', 'POST');
