import { levelLabel } from '../assessments/assessment.ts';
import { formatEffect } from '../evidence/evidence.ts';

type Fields = Record<string, unknown> | null;

/** One line of history as it is stored. */
export type RecordedChange = {
	action: string;
	before: Fields;
	after: Fields;
	/** What it is about where the page does not say: a recommendation's code, a person's name. */
	about?: string | null;
	/** The coding that it is about: `−1 by Ben`. */
	coding?: string | null;
};

type Words = (change: RecordedChange) => string;

/** Says `fallback`, or that it was about something. */
const named =
	(deed: string, fallback: string): Words =>
	({ about }) =>
		`${deed} ${about ?? fallback}`;
/** The same, with the record after a preposition or not at all. */
const said =
	(deed: string): Words =>
	({ about }) =>
		about ? `${deed} for ${about}` : deed;
/** The same, of somebody's coding. */
const judged =
	(deed: string): Words =>
	({ about, coding }) =>
		`${deed} ${coding ? `the coding ${coding}` : 'a coding'}${about ? ` for ${about}` : ''}`;
const turned =
	(deed: string, field: string): Words =>
	({ before, after, about }) =>
		`${deed}${about ? ` of ${about}` : ''}: ${was(before?.[field])}${textOf(after?.[field])}`;

/** What was done, to follow a name: every action that a command records. */
const deeds: Record<string, Words> = {
	recordDevelopment: () => 'logged this development',
	editDevelopment: () => 'edited',
	hideDevelopment: () => 'hid this development',
	restoreDevelopment: () => 'restored this development',
	importDevelopments: () => 'imported this development',
	undoImport: () => 'took this back with the import that brought it',
	redoImport: () => 'brought this back with its import',
	keepFile: () => 'chose a file to import',
	readAnew: () => 'had the file read anew',
	nameColumns: () => 'named the columns',
	runImport: () => 'had the file taken in',
	cancelImport: () => 'cancelled the import',
	hideSample: () => 'hid this with the sample',
	restoreSample: () => 'restored this with the sample',
	removeSample: () => 'removed the sample',
	attachReport: ({ after }) => `attached ${reportsOf(after)} from the inbox`,
	detachReport: ({ before }) => `took ${reportsOf(before)} from the inbox off again`,
	dismissItem: () => 'dismissed this item',
	snoozeItem: () => 'snoozed this item',
	attachItem: () => 'attached this item to a development',
	logItem: () => 'logged a development from this item',
	bringBackItem: () => 'brought this item back to the inbox',
	undoTriage: () => 'undid the decision about this item',
	returnSnoozed: () => 'brought this item back, since its time had come',
	codeEvidence: ({ before, after, about }) =>
		`coded ${about ?? 'it'}: ${before ? `${effectOf(before)} → ` : ''}${effectOf(after)}${stateOf(after)}`,
	saveDraft: said('kept a draft of a coding'),
	discardDraft: said('discarded the draft of a coding'),
	adoptCoding: judged('adopted'),
	disputeCoding: judged('left in dispute'),
	rejectCoding: judged('rejected'),
	withdrawCoding: ({ before, about }) =>
		`withdrew the coding ${effectOf(before)}${about ? ` for ${about}` : ''}`,
	adjudicate: ({ before, after, about }) =>
		`adjudicated ${about ?? 'it'}: ${before ? `${effectOf(before)} → ` : ''}${effectOf(after)}`,
	assignCoding: said('shared out the coding'),
	assignCoders: ({ after }) =>
		after?.assignee ? `asked ${textOf(after.assignee)} to code it` : 'opened a place for a coder',
	takeAssignment: said('took on the coding'),
	giveBack: said('gave the coding back'),
	finishAssignment: said('finished the coding'),
	reopenAssignment: said('took the coding up again'),
	cancelAssignment: said('took back the request to code it'),
	returnLapsed: () => 'returned the coding to the pool, since its time ran out',
	assess: ({ after }) => `assessed: ${levelLabel(typeof after?.level === 'number' ? after.level : null)}`,
	setOwner: turned('changed the owner', 'owner'),
	savePublication: ({ before }) => `${before ? 'changed' : 'added'} the publication`,
	hidePublication: () => 'hid the publication',
	restorePublication: () => 'restored the publication',
	setCodingRule: () => 'changed how codings are adopted',
	importPublication: () => 'imported the publication',
	saveTheme: ({ before, about }) => `${before ? 'changed' : 'added'} ${about ?? 'a theme'}`,
	saveRecommendation: ({ before, about }) =>
		`${before ? 'changed' : 'added'} ${about ?? 'the recommendation'}`,
	reviseRecommendation: ({ after, about }) =>
		`gave ${about ?? 'the recommendation'} a new wording${after?.version ? `, version ${textOf(after.version)}` : ''}`,
	keepText: ({ before }) => `${before ? 'changed' : 'added'} the text of the source`,
	capturePage: () => 'captured a page',
	addRule: () => 'wrote this rule',
	editRule: () => 'changed this rule',
	switchRule: ({ after }) => (after?.isOn ? 'turned this rule on' : 'turned this rule off'),
	hideRule: () => 'hid this rule',
	restoreRule: () => 'restored this rule',
	bringBack: ({ after }) =>
		after?.items === 1
			? 'brought back the item that it had kept out'
			: `brought back ${textOf(after?.items)} items that it had kept out`,
	annotate: ({ after }) =>
		after?.motivation === 'commenting'
			? 'commented on a passage'
			: after?.motivation === 'linking'
				? 'tied a passage to a coding'
				: 'highlighted a passage',
	editAnnotation: () => 'changed the words on a passage',
	hideAnnotation: () => 'hid a mark in the text',
	restoreAnnotation: () => 'restored a mark in the text',
	openThread: () => 'opened a thread',
	resolveThread: () => 'resolved a thread',
	reopenThread: () => 'opened a thread again',
	comment: () => 'commented',
	editComment: () => 'edited a comment',
	hideComment: () => 'hid a comment',
	restoreComment: () => 'restored a comment',
	moderate: () => 'moderated a comment',
	addSource: () => 'added this source',
	editSource: () => 'edited this source',
	mergeSources: ({ after }) => `merged this source into ${textOf(after?.into)}`,
	takeOverSource: ({ after }) =>
		`took over ${textOf(after?.name)} with its ${textOf(after?.developments)} developments`,
	partSources: ({ before }) => `took back the merge into ${textOf(before?.into)}`,
	createBriefing: () => 'began this briefing',
	editBriefing: () => 'edited the title, the audience or the period',
	choosePublications: () => 'chose which publications it is about',
	hideBriefing: () => 'hid this briefing',
	restoreBriefing: () => 'restored this briefing',
	sendToReview: () => 'sent this briefing to review',
	takeBackToDraft: () => 'took this briefing back to draft',
	issueBriefing: ({ after }) => `issued this briefing, no. ${textOf(after?.number)}`,
	reviewBriefing: () => 'reviewed this briefing',
	shareIssue: ({ after }) => `made a link to issue ${textOf(after?.number)}`,
	revokeShare: () => 'took a link back',
	shareBriefing: () => 'shared this briefing',
	followHouseTemplate: () => 'chose whose styles the Word file follows',
	keepHouseTemplate: ({ after }) => `kept a house template, “${textOf(after?.name)}”`,
	hideHouseTemplate: () => 'hid a house template',
	restoreHouseTemplate: () => 'brought a house template back',
	addBlock: named('added', 'a block'),
	editBlock: named('edited', 'a block'),
	moveBlock: named('moved', 'a block'),
	removeBlock: named('took out', 'a block'),
	putBackBlock: named('put back', 'a block'),
	turnIntoText: named('turned into text', 'a block'),
	makeAgain: named('made from the tracker again', 'a block'),
	applyTemplate: () => 'gave it the blocks of a template',
	saveTemplate: ({ after }) => `kept its structure as a template, “${textOf(after?.name)}”`,
	hideTemplate: () => 'hid a template',
	restoreTemplate: () => 'restored a template',
	addCitationStyle: ({ after }) => `added the citation style “${textOf(after?.title)}”`,
	hideCitationStyle: ({ after }) => `hid the citation style “${textOf(after?.title)}”`,
	restoreCitationStyle: ({ after }) => `restored the citation style “${textOf(after?.title)}”`,
	addFeed: () => 'added this feed',
	editFeed: () => 'edited this feed',
	turnFeedOn: () => 'turned this feed on',
	turnFeedOff: () => 'turned this feed off',
	hideFeed: () => 'hid this feed',
	restoreFeed: () => 'restored this feed',
	moveFeed: ({ after }) => `followed this feed to its new address, ${textOf(after?.url)}`,
	stopFeed: () => 'turned this feed off, since its site says that it is gone',
	renewItem: () => 'took over what its feed says now',
	createUser: named('made the account of', 'this person'),
	changeName: ({ before, after }) => `changed their name: ${was(before?.name)}${textOf(after?.name)}`,
	changeRole: turned('changed the role', 'role'),
	deactivateUser: named('deactivated', 'this account'),
	reactivateUser: named('reactivated', 'this account'),
	endSessions: ({ about }) => `signed ${about ?? 'this person'} out everywhere`,
	offerPassword: named('made a link for a new password for', 'this person'),
	resetPassword: () => 'chose a new password by a link',
	changePassword: () => 'changed their password',
	invite: ({ after }) =>
		`invited ${textOf(after?.email ?? 'whoever holds the link')} as ${textOf(after?.role)}`,
	revokeInvitation: ({ before }) =>
		`withdrew the invitation of ${textOf(before?.email ?? 'whoever holds the link')}`,
	acceptInvitation: () => 'used an invitation',
	createToken: ({ after }) => `made an API token, “${textOf(after?.name)}”`,
	revokeToken: ({ before }) => `revoked an API token, “${textOf(before?.name)}”`,
	setMailing: turned('changed how notifications are mailed', 'mailing'),
	changeSettings: turned('changed who may read', 'reading')
};

/** Whether there are words for an action; else it shows as plain letters. */
export const hasWords = (action: string): boolean => Object.hasOwn(deeds, action);

/** What was done, to follow a name: "coded C1: −1 → −2", "changed the role: analyst → editor". */
export function deedOf(change: RecordedChange): string {
	return deeds[change.action]?.(change) ?? inWords(change.action);
}

function effectOf(fields: Fields): string {
	return typeof fields?.effect === 'number' ? formatEffect(fields.effect) : '?';
}

/** A coding that did not become evidence at once says so. */
function stateOf(fields: Fields): string {
	const state = fields?.state;
	if (typeof state !== 'string' || state === 'adopted') return '';
	return ` (${state})`;
}

const was = (value: unknown) => (value === null || value === undefined ? '' : `${textOf(value)} → `);
const textOf = (value: unknown): string =>
	value === null || value === undefined || value === '' ? 'nothing' : String(value as string | number);

function reportsOf(fields: Fields): string {
	const reports = Array.isArray(fields?.reports) ? (fields.reports as unknown[]) : [];
	return reports.length === 1 ? `“${textOf(reports[0])}”` : `${reports.length} reports`;
}

/** `removeSample` as "remove sample". */
const inWords = (action: string) => action.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
