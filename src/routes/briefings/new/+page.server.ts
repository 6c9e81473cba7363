import { fail, redirect } from '@sveltejs/kit';
import { today } from '#lib/calendar.ts';
import { newBriefingSchema } from '#lib/briefings/briefing.ts';
import { defaultCitationStyle } from '#lib/briefings/citation-style.ts';
import { listCitationStyles } from '#lib/briefings/citation-styles.server.ts';
import { defaultPeriod } from '#lib/briefings/default-period.ts';
import { createBriefing } from '#lib/briefings/commands.server.ts';
import { listLastIssues } from '#lib/briefings/list.server.ts';
import { listTemplates } from '#lib/briefings/templates.server.ts';
import { listLastOccurred } from '#lib/progress/latest.server.ts';
import { dayInWords } from '#lib/progress/period.ts';
import { wholeView } from '#lib/progress/view.ts';
import { citeShortly } from '#lib/publications/publication.ts';
import { listPublications } from '#lib/publications/queries.server.ts';
import { listRecommendations } from '#lib/recommendations/queries.server.ts';
import { authorise } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import { readForm, respond } from '../../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(member(event), 'composeBriefing');
	const { db } = event.locals;
	const live = follow(event, []);
	const [publications, templates, issues, styles] = await Promise.all([
		listPublications(db),
		listTemplates(db),
		listLastIssues(db),
		listCitationStyles(db)
	]);
	const recommendations = await Promise.all(
		publications.map(({ slug }) => listRecommendations(db, { publication: slug }))
	);
	const asked = event.url.searchParams.get('publication');
	const first = publications.find(({ slug }) => slug === asked) ?? publications[0];
	const on = today();
	const known = first
		? await listLastOccurred(db, { publication: first.slug }, { ...wholeView, asOf: on })
		: new Map<number, string>();
	const period = defaultPeriod(on, [...known.values()].toSorted().at(-1) ?? null);
	return {
		live,
		publications: publications.map(({ slug, title }, at) => ({
			slug,
			title,
			recommendations: recommendations[at]!.map(({ code, title: name, theme, themeTitle }) => ({
				code,
				title: name,
				theme,
				themeTitle
			}))
		})),
		templates: templates.map(({ id, name }) => ({ id, name })),
		issues,
		styles,
		periodIs: period.isEarlier
			? 'Nothing is known of the last twelve months: these are the last twelve of which something is.'
			: 'The last twelve months, unless you choose others.',
		begin: {
			title: first ? `${citeShortly(first)}: the year to ${dayInWords(period.to)}` : '',
			publications: first ? [first.slug] : [],
			periodFrom: period.from,
			periodTo: period.to,
			citationStyle: defaultCitationStyle
		}
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const values = await readForm(request, { lists: ['publications', 'themes', 'recommendations'] });
		const { templateId, since, sinceIssue, ...rest } = values;
		const input = {
			...rest,
			since: since || sinceIssue,
			templateId: templateId ? Number(templateId) : null
		};
		const answer = await respond(locals, input, newBriefingSchema, createBriefing);
		if (answer.done) redirect(303, `/briefings/${answer.result.id}`);
		return fail(answer.failure.status, { ...answer.failure.data, values });
	}
};
