import { NotFound } from '#lib/errors.ts';
import type { takeAssignment } from '#lib/evidence/assignments.server.ts';
import { listPlaces } from '#lib/evidence/places.server.ts';
import { assignmentOf } from './work.ts';
import { acts } from './writing.server.ts';

/** An endpoint that does something about the assignment in its address, and answers with what became of it. */
export const actsOnAssignment = (command: typeof takeAssignment) =>
	acts('takeAssignment', async ({ tx, actor, event: { params } }) => {
		const { id, developmentId } = await command(tx, actor, assignmentIdOf(params));
		const place = (await listPlaces(tx, [developmentId])).find(({ assignmentId }) => assignmentId === id);
		if (!place) throw notThere();
		return { body: assignmentOf(place) };
	});

function assignmentIdOf({ assignment = '' }: Partial<Record<string, string>>): number {
	if (/^[1-9]\d{0,14}$/.test(assignment)) return Number(assignment);
	throw notThere();
}

const notThere = () => new NotFound('There is no such assignment, or it was called off.');
