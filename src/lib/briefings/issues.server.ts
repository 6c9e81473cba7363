import { and, desc, eq } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import { users } from '../users/table.server.ts';
import { freeze, hashOfJson, type Frozen } from './freeze.server.ts';
import type { BriefingInputs } from './inputs.ts';
import { briefingIssues } from './table.server.ts';

const heading = {
	id: briefingIssues.id,
	briefingId: briefingIssues.briefingId,
	number: briefingIssues.number,
	asOf: briefingIssues.asOf,
	contentHash: briefingIssues.contentHash,
	inputsHash: briefingIssues.inputsHash,
	issuedAt: briefingIssues.issuedAt,
	issuedBy: users.name
};

/** The issues of a briefing without their content, newest first. */
export function listIssues(db: Reader, briefingId: number) {
	return db
		.select(heading)
		.from(briefingIssues)
		.innerJoin(users, eq(users.id, briefingIssues.issuedBy))
		.where(eq(briefingIssues.briefingId, briefingId))
		.orderBy(desc(briefingIssues.number));
}
export type IssueHeading = Awaited<ReturnType<typeof listIssues>>[number];

/** One issue as it was sent out. @throws NotFound where there is none. */
export async function getIssue(db: Reader, briefingId: number, number: number) {
	const [row] = await db
		.select({ ...heading, content: briefingIssues.content })
		.from(briefingIssues)
		.innerJoin(users, eq(users.id, briefingIssues.issuedBy))
		.where(and(eq(briefingIssues.briefingId, briefingId), eq(briefingIssues.number, number)));
	if (!row) throw new NotFound('There is no such issue of this briefing.');
	return { ...row, content: row.content as Frozen };
}

export type Rebuilt = {
	/** The inputs that are kept are those that were kept. */
	areInputsWhole: boolean;
	/** What was kept is what was issued. */
	isContentWhole: boolean;
	/** Made again from the inputs it is the same document, to the letter. */
	isSame: boolean;
	contentHash: string;
	/** Hash of what the inputs make today. */
	rebuiltHash: string;
};

/** Makes an issue again from its inputs and holds it against what was kept. */
export async function rebuildIssue(db: Reader, briefingId: number, number: number): Promise<Rebuilt> {
	const [row] = await db
		.select()
		.from(briefingIssues)
		.where(and(eq(briefingIssues.briefingId, briefingId), eq(briefingIssues.number, number)));
	if (!row) throw new NotFound('There is no such issue of this briefing.');
	const rebuiltHash = hashOfJson(await freeze(row.inputs as BriefingInputs));
	return {
		areInputsWhole: hashOfJson(row.inputs) === row.inputsHash,
		isContentWhole: hashOfJson(row.content) === row.contentHash,
		isSame: rebuiltHash === row.contentHash,
		contentHash: row.contentHash,
		rebuiltHash
	};
}
