import { fail, redirect } from '@sveltejs/kit';
import { today } from '#lib/calendar.ts';
import { getDevelopment } from '#lib/developments/queries.server.ts';
import {
	isSentTwice,
	logDevelopment,
	logSchema,
	newFormId,
	PerhapsLogged,
	readFormId
} from '#lib/evidence/log-development.server.ts';
import { useCapture } from '#lib/feeds/capture.server.ts';
import { findRecommendation } from '#lib/recommendations/queries.server.ts';
import { parseRef } from '#lib/recommendations/recommendation.ts';
import { authorise } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import { respond } from '../../respond.server.ts';
import { getCodebook } from '../choices.server.ts';
import { emptyCoding, emptyValues, mostCodings, readDevelopment, toInput } from '../development-form.ts';
import { linkLogged } from '#lib/feeds/triage.server.ts';
import { listNames } from '../names.server.ts';
import { captureIn, fromCapture } from './from-capture.server.ts';
import { backToInbox, findItemToLog, itemNow, readItem } from './from-item.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = member(event);
	authorise(actor, 'recordDevelopment');
	const { db } = event.locals;
	const { searchParams } = event.url;
	const ref = parseRef(searchParams.get('recommendation') ?? '');
	const saved = Number(searchParams.get('saved')) || undefined;
	const captureId = captureIn(event.url);
	const [codebook, names, recommendation, logged, captured, item] = await Promise.all([
		getCodebook(db),
		listNames(db),
		ref && findRecommendation(db, ref),
		saved && getDevelopment(db, saved, actor),
		captureId && fromCapture(db, actor, captureId),
		findItemToLog(db, searchParams)
	]);
	const url = searchParams.get('url') ?? '';
	const begun = {
		...emptyValues,
		accessedOn: today(),
		sourceUrl: /^https?:/.test(url) ? url.slice(0, 2_000) : ''
	};
	const codings = recommendation
		? [{ ...emptyCoding, recommendation: `${recommendation.publication}/${recommendation.code}` }]
		: [];
	return {
		live: follow(event, []),
		begin: {
			values: { ...begun, ...(captured ? captured.values : {}), codings, ...item?.values },
			formId: newFormId(),
			version: 0
		},
		captured: captured ? { ...captured.capture, duplicates: captured.duplicates } : null,
		codebook,
		names,
		userId: actor.id,
		item: item?.shown ?? null,
		logged: logged ? { id: logged.id, title: logged.title } : null
	};
};

export const actions: Actions = {
	log: async ({ request, locals, url }) => {
		const form = await request.formData();
		const values = readDevelopment(form);
		const sent = { formId: readFormId(form.get('formId')), seen: idsIn(form.get('seen')) };
		const captureId = captureIn(url);
		const item = readItem(form.get('item'));
		let found: PerhapsLogged | undefined;
		const send = () =>
			respond(locals, toInput(values), logSchema, (tx, actor, input) =>
				logDevelopment(tx, actor, input, sent)
					.catch((error: unknown) => {
						if (error instanceof PerhapsLogged) found = error;
						throw isSentTwice(error) ? new SentTwice() : error;
					})
					.then(async (made) => {
						if (captureId) await useCapture(tx, actor, captureId, made.id);
						if (item) await linkLogged(tx, actor, item, made.id);
						return made;
					})
			);
		const again = (error: unknown) => {
			if (error instanceof SentTwice) return send();
			throw error;
		};
		const answer = await send().catch(again);
		if (!answer.done)
			return fail(answer.failure.status, {
				...answer.failure.data,
				values,
				duplicates: found?.duplicates ?? [],
				...(item ? await itemNow(locals.db, item, answer.failure) : {})
			});
		const { id } = answer.result;
		if (item) redirect(303, backToInbox(url.searchParams, item.id));
		if (form.get('then') !== 'another') redirect(303, `/developments/${id}?logged`);
		const recommendation = url.searchParams.get('recommendation');
		redirect(
			303,
			`/developments/new?saved=${id}${recommendation ? `&recommendation=${recommendation}` : ''}`
		);
	},

	/** Without scripts: the same form with more rows for codings. */
	more: async ({ request }) => {
		const values = readDevelopment(await request.formData());
		const codings = [...values.codings, emptyCoding, emptyCoding, emptyCoding].slice(0, mostCodings);
		return fail(400, { values: { ...values, codings }, errors: {}, message: undefined, duplicates: [] });
	}
};

/** Another sending of this form was recorded while this one waited. Not a rule, so that it is sent again. */
class SentTwice extends Error {}

const idsIn = (value: FormDataEntryValue | null) =>
	new Set(typeof value === 'string' ? value.split(',').map(Number) : []);
