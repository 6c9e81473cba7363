import { documentOf } from '#lib/briefings/compose.ts';
import { gatherInputs } from '#lib/briefings/gather.server.ts';
import { titleOf } from '#lib/briefings/outline.ts';
import { rememberedCitations } from '#lib/briefings/citations-remembered.server.ts';
import { defaultCitationStyle } from '#lib/briefings/citation-style.ts';
import { getCitationStyle, listCitationStyles } from '#lib/briefings/citation-styles.server.ts';
import { styleIsGone, styleOf } from '#lib/briefings/freeze.server.ts';
import { isBlockOf, listDiscussed } from '#lib/briefings/discussed.server.ts';
import { findBlock, getBriefing, listTakenOut } from '#lib/briefings/queries.server.ts';
import { listTemplates } from '#lib/briefings/templates.server.ts';
import { listThreadsOfBlock } from '#lib/annotations/threads.server.ts';
import { listPublications } from '#lib/publications/queries.server.ts';
import { may } from '#lib/users/user.ts';
import { discussionActions } from '../../discussion/actions.server.ts';
import { discussionOf } from '../../discussion/shown.server.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import { blockActions } from './block-actions.server.ts';
import { briefingActions } from './briefing-actions.server.ts';
import { idIn, openedBlock } from './opened.ts';
import type { Actions, PageServerLoad } from './$types';

/** What a briefing is made from: while it is open, it follows all of that. */
const sources = ['development', 'evidence', 'assessment', 'recommendation', 'publication'];

export const load: PageServerLoad = async (event) => {
	const actor = member(event);
	const { db } = event.locals;
	const id = idIn(event.params.id);
	const live = follow(event, [`briefings:${id}`, `threads:${id}`, 'briefing_templates', ...sources]);
	const mayCompose = may(actor, 'composeBriefing');
	const blockId = mayCompose ? idIn(event.url.searchParams.get('block')) : 0;
	const discussedId = idIn(event.url.searchParams.get('discuss'));
	const [briefing, inputs, takenOut, block, templates, publications, said, isDiscussed, discussion] =
		await Promise.all([
			getBriefing(db, id),
			gatherInputs(db, id),
			mayCompose ? listTakenOut(db, id) : [],
			blockId ? findBlock(db, id, blockId) : undefined,
			mayCompose ? listTemplates(db) : [],
			mayCompose ? listPublications(db) : [],
			listDiscussed(db, id),
			discussedId ? isBlockOf(db, id, discussedId) : false,
			discussedId ? discussionOf(db, actor, listThreadsOfBlock(db, discussedId, actor.id), event.url) : null
		]);
	const { recommendations, blocks } = inputs;
	const document = documentOf(inputs);
	const own = await styleOf(inputs);
	const styles = mayCompose ? listCitationStyles(db, briefing.citationStyle) : [];
	const style = own ?? (await getCitationStyle(db, defaultCitationStyle));
	const titled = blocks.map((one) => ({ id: one.id, kind: one.kind, title: titleOf(one, recommendations) }));
	const { title, audience, state, version, periodFrom, periodTo, since, citationStyle } = briefing;
	return {
		live,
		place: `briefing:${id}`,
		briefing: { id, title, audience, state, version, periodFrom, periodTo, since, citationStyle },
		document,
		citations: await rememberedCitations(document, { style, locale: document.locale }),
		styleFault: own === undefined ? styleIsGone : null,
		publications: publications.map(({ id: publicationId, slug, title: name }) => ({
			slug,
			title: name,
			isChosen: inputs.publications.some((one) => one.id === publicationId)
		})),
		outline: titled,
		said: said.map(({ hiddenAt, ...one }) => ({
			id: one.id,
			title: titleOf(one, recommendations),
			isTakenOut: hiddenAt !== null,
			comments: one.comments,
			openThreads: one.openThreads,
			resolvedThreads: one.resolvedThreads
		})),
		discussed: isDiscussed && discussion ? { id: discussedId, discussion } : null,
		takenOut: takenOut.map((one) => ({ id: one.id, title: titleOf(one, recommendations) })),
		open: block ? openedBlock(block, inputs) : null,
		addable: recommendations
			.filter((one) => !blocks.some(({ recommendationId }) => recommendationId === one.id))
			.map(({ id: recommendationId, code, title: name, themeTitle }) => ({
				id: recommendationId,
				label: `${code} ${name}`,
				group: themeTitle
			})),
		styles: await styles,
		templates: templates.map(({ id: templateId, name }) => ({ id: templateId, name })),
		mayCompose,
		mayComment: may(actor, 'comment'),
		mayKeepTemplates: may(actor, 'keepTemplates'),
		userId: actor.id
	};
};

export const actions: Actions = { ...briefingActions, ...blockActions, ...discussionActions };
