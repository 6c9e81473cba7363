import { fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { blockEditSchema, newBlockSchema } from '#lib/briefings/block.ts';
import {
	addBlock,
	editBlock,
	makeAgain,
	moveBlock,
	putBackBlock,
	removeBlock,
	turnIntoText
} from '#lib/briefings/commands.server.ts';
import { idField, readForm, respond } from '../../respond.server.ts';
import { editOf, listsOfBlock } from './block-form.ts';
import { idIn } from './opened.ts';

type Event = RequestEvent<{ id: string }>;

const optionalId = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => idIn(text) || null)
);
const one = v.object({ blockId: idField });
const versioned = v.object({ blockId: idField, version: idField });
const move = v.object({ blockId: idField, before: optionalId });

/** What is added, as the list of the form says it: `text`, or `recommendation:12`. */
function newBlock({ what = '', before }: Record<string, string>) {
	const [kind, recommendationId] = what.split(':');
	return { kind, recommendationId: idIn(recommendationId) || null, before: idIn(before) || null };
}

export const blockActions = {
	add: async ({ request, locals, params }: Event) => {
		const values = newBlock(await readForm(request));
		const answer = await respond(locals, values, newBlockSchema, (tx, actor, input) =>
			addBlock(tx, actor, idIn(params.id), input)
		);
		return answer.done ? { done: 'Added.', added: answer.result.id } : answer.failure;
	},

	save: async ({ request, locals }: Event) => {
		const values = await readForm(request, { lists: listsOfBlock });
		const answer = await respond(locals, editOf(values), blockEditSchema, editBlock);
		if (answer.done) return { done: 'Saved.', version: answer.result.version };
		const { errors, message } = answer.failure.data;
		const blockId = idIn(values.blockId);
		return fail(answer.failure.status, {
			section: 'block' as const,
			errors,
			message,
			blockId,
			text: values.text ?? null
		});
	},

	move: async ({ request, locals }: Event) => {
		const answer = await respond(locals, await readForm(request), move, moveBlock);
		return answer.done ? { done: 'Moved.' } : answer.failure;
	},

	remove: async ({ request, locals }: Event) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { blockId }) =>
			removeBlock(tx, actor, blockId)
		);
		return answer.done ? { done: 'Taken out.' } : answer.failure;
	},

	putBack: async ({ request, locals }: Event) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { blockId }) =>
			putBackBlock(tx, actor, blockId)
		);
		return answer.done ? { done: 'Put back.' } : answer.failure;
	},

	intoText: async ({ request, locals }: Event) => {
		const answer = await respond(locals, await readForm(request), versioned, (tx, actor, input) =>
			turnIntoText(tx, actor, input)
		);
		return answer.done ? { done: 'Text now.', version: answer.result.version } : answer.failure;
	},

	again: async ({ request, locals }: Event) => {
		const answer = await respond(locals, await readForm(request), versioned, makeAgain);
		return answer.done ? { done: 'Made from the tracker again.' } : answer.failure;
	}
};
