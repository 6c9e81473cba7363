import * as v from 'valibot';
import { today } from '#lib/calendar.ts';
import {
	finishAssignment,
	giveBack,
	reopenAssignment,
	returnLapsed,
	takeAssignment
} from '#lib/evidence/assignments.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../live.ts';
import { member } from '../member.server.ts';
import { idField, readForm, respond } from '../respond.server.ts';
import { listOf } from './lists.ts';
import { countWork, listsFor, readWork } from './work.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Rows of each list where all stand on one page, and of one that stands alone. */
const few = 8;
const many = 50;

export const load: PageServerLoad = async (event) => {
	const actor = member(event);
	const { db } = event.locals;
	const live = follow(event, ['assignments', 'evidence', 'development', 'assessment', 'recommendation']);
	const { searchParams } = event.url;
	const shown = listsFor(actor);
	const list = shown.find((one) => one === listOf(searchParams.get('list'))) ?? null;
	const after = list ? searchParams.get('after') : null;
	await inTransaction(db, returnLapsed);
	const [counts, work] = await Promise.all([
		countWork(db, actor),
		readWork(db, actor, list ? [list] : shown, { after, limit: list ? many : few })
	]);
	return {
		live,
		shown,
		list,
		isFirstPage: !after,
		counts,
		work: { ...work, overdue: list ? work.overdue : (work.overdue?.slice(0, few) ?? null) },
		today: today(),
		mayAssign: may(actor, 'assignCoding'),
		mayLog: may(actor, 'recordDevelopment')
	};
};

const one = v.object({ assignmentId: idField });

const action =
	(command: typeof takeAssignment, done: string) =>
	async ({ request, locals }: { request: Request; locals: App.Locals }) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { assignmentId }) =>
			command(tx, actor, assignmentId)
		);
		return answer.done ? { done, assignmentId: answer.result.id } : answer.failure;
	};

export const actions: Actions = {
	take: action(takeAssignment, 'Yours now.'),
	done: action(finishAssignment, 'Done.'),
	giveBack: action(giveBack, 'Back in the pool.'),
	reopen: action(reopenAssignment, 'Yours again.')
};
