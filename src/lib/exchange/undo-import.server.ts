import type { Transaction } from '../server/database.ts';
import { authorise, type Actor } from '../users/user.ts';
import type { UndoReport } from './file-import.ts';
import type { FileImport } from './file-imports.server.ts';
import { putBackDevelopments, takeBackDevelopments } from './undo-developments.server.ts';
import { putBackCodings, takeBackCodings, turnAssessments } from './undo-judgements.server.ts';
import { putBackRecommendations, takeBackRecommendations } from './undo-recommendations.server.ts';

const mostTold = 50;

/** Gathers what stays as it is, and why. */
export class Left {
	readonly told: UndoReport['left'] = [];
	count = 0;

	add(one: UndoReport['left'][number]): void {
		this.count++;
		if (this.told.length < mostTold) this.told.push({ ...one, name: one.name.slice(0, 200) });
	}
}

/**
 * Takes an import back: hides what it made, and puts back what it changed, where nobody worked on it since. Names of
 * sources, actors, forums and people stay known.
 */
export async function takeBack(tx: Transaction, actor: Actor, job: FileImport): Promise<UndoReport> {
	authorise(actor, 'importDevelopments');
	const left = new Left();
	const counts = await {
		developments: () => takeBackDevelopments(tx, actor, job, left),
		evidence: () => takeBackCodings(tx, actor, job, left),
		assessments: () => turnAssessments(tx, actor, job, { isUndo: true }),
		recommendations: () => takeBackRecommendations(tx, actor, job, left)
	}[job.kind]();
	return { ...counts, left: left.told, leftCount: left.count };
}

/** Takes in again what was taken back. */
export async function putBack(tx: Transaction, actor: Actor, job: FileImport): Promise<UndoReport> {
	authorise(actor, 'importDevelopments');
	const left = new Left();
	const counts = await {
		developments: () => putBackDevelopments(tx, actor, job, left),
		evidence: () => putBackCodings(tx, actor, job, left),
		assessments: () => turnAssessments(tx, actor, job, { isUndo: false }),
		recommendations: () => putBackRecommendations(tx, actor, job, left)
	}[job.kind]();
	return { ...counts, left: left.told, leftCount: left.count };
}
