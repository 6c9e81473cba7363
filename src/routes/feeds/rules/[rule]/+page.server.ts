import * as v from 'valibot';
import { ruleSchema } from '#lib/feeds/rule.ts';
import { getRule, listFeedNames } from '#lib/feeds/rules.server.ts';
import { bringBack, editRule, setRuleHidden, switchRule } from '#lib/feeds/write-rules.server.ts';
import { listHistoryOfRule } from '#lib/history/queries.server.ts';
import type { Transaction } from '#lib/server/database.ts';
import { may, type Actor } from '#lib/users/user.ts';
import { follow } from '../../../live.ts';
import { member } from '../../../member.server.ts';
import { idField, readForm, respond } from '../../../respond.server.ts';
import { readRule, trialOf } from '../trial.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const user = member(event);
	const { db } = event.locals;
	const id = Number(event.params.rule);
	const live = follow(event, [`rule:${id}`, 'inbox']);
	const rule = await getRule(db, id);
	const [feeds, history] = await Promise.all([listFeedNames(db), listHistoryOfRule(db, id)]);
	const { searchParams } = event.url;
	const isTried = searchParams.has('pattern');
	const values = readRule(
		isTried
			? Object.fromEntries(searchParams)
			: ({ ...rule, feedId: String(rule.feedId ?? ''), pattern: rule.pattern } as unknown as Record<
					string,
					string
				>)
	);
	return {
		live,
		rule,
		feeds,
		history,
		values,
		trial: isTried ? await trialOf(db, values, id) : undefined,
		wasAdded: searchParams.has('added'),
		mayWrite: may(user, 'writeRules')
	};
};

const nothing = v.object({});
const edited = v.object({ version: idField });

export const actions: Actions = {
	edit: async ({ request, locals, params }) => {
		const given = await readForm(request);
		const values = { ...readRule(given), version: given.version ?? '' };
		const answer = await respond(
			locals,
			values,
			v.intersect([ruleSchema, edited]),
			(tx, actor, { version, ...input }) => editRule(tx, actor, Number(params.rule), version, input)
		);
		return answer.done ? { done: 'Saved. It holds for what comes from now on.' } : answer.failure;
	},
	on: (event) => act(event, (tx, actor, id) => switchRule(tx, actor, id, true), 'On from now on.'),
	off: (event) =>
		act(
			event,
			(tx, actor, id) => switchRule(tx, actor, id, false),
			'Off. What it kept out stays out until it is brought back.'
		),
	hide: (event) =>
		act(event, (tx, actor, id) => setRuleHidden(tx, actor, id, true), 'Hidden, and out of force.'),
	restore: (event) => act(event, (tx, actor, id) => setRuleHidden(tx, actor, id, false), 'Restored.'),
	bringBack: (event) => act(event, bringBack, 'They are in the inbox.')
};

type Event = Parameters<NonNullable<Actions['on']>>[0];
type Act = (tx: Transaction, actor: Actor, id: number) => Promise<unknown>;

async function act({ locals, params }: Event, command: Act, done: string) {
	const answer = await respond(locals, {}, nothing, (tx, actor) => command(tx, actor, Number(params.rule)));
	return answer.done ? { done } : answer.failure;
}
