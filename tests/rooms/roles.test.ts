import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { keepAnnotatedText } from '#lib/annotations/annotated-text.server.ts';
import { annotate, hideAnnotation } from '#lib/annotations/annotation.server.ts';
import { annotationSchema } from '#lib/annotations/annotation.ts';
import { hideComment } from '#lib/annotations/comments.server.ts';
import { openThread, reply, resolveThread } from '#lib/annotations/discussion.server.ts';
import { assess } from '#lib/assessments/commands.server.ts';
import {
	editDevelopment,
	hideDevelopment,
	recordDevelopment,
	restoreDevelopment
} from '#lib/developments/commands.server.ts';
import { addSource, editSource } from '#lib/developments/keep-sources.server.ts';
import { mergeSources, partSources } from '#lib/developments/merge-sources.server.ts';
import * as briefings from '#lib/briefings/commands.server.ts';
import {
	followHouseTemplate,
	hideHouseTemplate,
	keepHouseTemplate,
	restoreHouseTemplate
} from '#lib/briefings/house-templates.server.ts';
import { issueBriefing, sendToReview, takeBackToDraft } from '#lib/briefings/issuing.server.ts';
import { listBlocks } from '#lib/briefings/queries.server.ts';
import { listShares, revokeShare, shareIssue } from '#lib/briefings/shares.server.ts';
import { newBriefingSchema } from '#lib/briefings/briefing.ts';
import { NotAllowed, NotSignedIn } from '#lib/errors.ts';
import * as feeds from '#lib/feeds/commands.server.ts';
import { feedSchema } from '#lib/feeds/feed.ts';
import {
	assignCoders,
	cancelAssignment,
	finishAssignment,
	giveBack,
	reopenAssignment,
	takeAssignment
} from '#lib/evidence/assignments.server.ts';
import {
	adjudicate,
	adoptCoding,
	closeCoding,
	codeEvidence,
	rejectCoding,
	saveDraft,
	stopWaiting
} from '#lib/evidence/commands.server.ts';
import { importCatalogue, importFiles } from '#lib/exchange/commands.server.ts';
import {
	attachItems,
	bringBackItems,
	dismissItems,
	linkLogged,
	snoozeItems
} from '#lib/feeds/triage.server.ts';
import { keepCapture, useCapture } from '#lib/feeds/capture.server.ts';
import { addRule, bringBack, editRule, setRuleHidden, switchRule } from '#lib/feeds/write-rules.server.ts';
import { undoTriage } from '#lib/feeds/undo-triage.server.ts';
import { assignments } from '#lib/evidence/table.server.ts';
import { setCodingRule, setPublicationHidden } from '#lib/publications/commands.server.ts';
import { setOwner } from '#lib/recommendations/owner.server.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import { changeRole, deactivateUser, reactivateUser, signOutEverywhere } from '#lib/users/commands.server.ts';
import { invite, offerPassword } from '#lib/users/invitation.server.ts';
import { changeSettings } from '#lib/users/site.server.ts';
import { users } from '#lib/users/table.server.ts';
import { actions, roles, type Action, type Actor, type Role } from '#lib/users/user.ts';
import { aDevelopment, aStyle, aWordFile, makeActor, makePublication } from '../fixtures.ts';
import { makeFeed, makeItems } from '../inbox-items.ts';
import { roomDatabase } from '../postgres.ts';

/*
 * Every action as everybody: each role, the same with a token that may only read, and nobody. A new action fails here
 * until the commands that ask for it stand in `commands`; what they need to work on is made once, in `stage`.
 */

const { db } = await roomDatabase();
const people = Object.fromEntries(
	await Promise.all(roles.map(async (role) => [role, await makeActor(db, role)] as const))
) as Record<Role, Actor>;
const newBriefing = v.parse(newBriefingSchema, { title: 'Briefing', publications: ['stage'] });
const aSource = {
	name: 'Kept',
	kind: 'news' as const,
	reliability: 'B' as const,
	owner: '',
	speaksAboutItself: false,
	note: '',
	aliases: []
};
const aFeed = (url: string) => v.parse(feedSchema, { title: 'Feed', url });
const stage = await setStage();
const signedOff = await signOff(people.editor);

const aPage = {
	url: 'https://example.org/',
	finalUrl: 'https://example.org/',
	title: 'Page',
	publisher: 'Example',
	author: '',
	publishedOn: null,
	language: null,
	text: '',
	html: '',
	bodyHash: null
};
const aRule = {
	feedId: null,
	effect: 'exclude',
	test: 'words',
	field: 'anywhere',
	pattern: 'football'
} as const;
const ruleOf = async (tx: Transaction) => (await addRule(tx, people.editor, aRule)).id;

/** A command as `actor` would give it, on what stands on the stage. */
type Command = (tx: Transaction, actor: Actor) => Promise<unknown>;

/** The commands that each action lets people give. */
const commands: Record<Action, Record<string, Command>> = {
	recordDevelopment: { recordDevelopment: (tx, actor) => recordDevelopment(tx, actor, aDevelopment()) },
	editDevelopment: {
		editDevelopment: (tx, actor) =>
			editDevelopment(tx, actor, stage.developmentId, 1, aDevelopment({ title: 'Another title' }))
	},
	hideDevelopment: { hideDevelopment: (tx, actor) => hideDevelopment(tx, actor, stage.developmentId) },
	restoreDevelopment: { restoreDevelopment: (tx, actor) => restoreDevelopment(tx, actor, stage.hiddenId) },
	codeEvidence: {
		codeEvidence: (tx, actor) =>
			codeEvidence(tx, actor, {
				developmentId: stage.developmentId,
				recommendationId: stage.recommendationId,
				effect: -1,
				rationale: 'Sets it back.'
			}),
		saveDraft: (tx, actor) => saveDraft(tx, actor, { ...stage.disputed, effect: 1, rationale: '' }),
		closeCoding: (tx, actor) =>
			closeCoding(tx, actor, { developmentId: stage.developmentId, publicationId: stage.publicationId })
	},
	adoptCoding: {
		adoptCoding: (tx, actor) => adoptCoding(tx, actor, stage.codingId, 'So.'),
		rejectCoding: (tx, actor) => rejectCoding(tx, actor, stage.codingId, 'So.')
	},
	adjudicate: {
		adjudicate: (tx, actor) =>
			adjudicate(tx, actor, stage.disputed, { adopt: stage.seen[0]!, reason: 'So.', seen: stage.seen }),
		stopWaiting: (tx, actor) => stopWaiting(tx, actor, stage.waiting)
	},
	setCodingRule: {
		setCodingRule: (tx, actor) =>
			setCodingRule(tx, actor, stage.publicationId, { codingRule: 'reviewed', assignmentDays: 3 })
	},
	assignCoding: {
		assignCoders: (tx, actor) =>
			assignCoders(tx, actor, {
				publication: 'stage',
				developmentIds: [stage.developmentId],
				coderIds: [stage.somebody.id],
				each: 1
			}),
		cancelAssignment: (tx, actor) => cancelAssignment(tx, actor, stage.pooledId)
	},
	takeAssignment: {
		takeAssignment: (tx, actor) => takeAssignment(tx, actor, stage.pooledId),
		giveBack: async (tx, actor) => giveBack(tx, actor, await stage.assign(tx, actor)),
		finishAssignment: async (tx, actor) => finishAssignment(tx, actor, await stage.assign(tx, actor)),
		reopenAssignment: async (tx, actor) => reopenAssignment(tx, actor, await stage.assign(tx, actor))
	},
	manageFeeds: {
		addFeed: (tx, actor) => feeds.addFeed(tx, actor, aFeed('https://added.example/')),
		editFeed: (tx, actor) => feeds.editFeed(tx, actor, stage.feedId, 1, aFeed('https://edited.example/')),
		turnFeed: (tx, actor) => feeds.turnFeed(tx, actor, stage.feedId, false),
		pollNow: (tx, actor) => feeds.pollNow(tx, actor, stage.feedId),
		hideFeed: (tx, actor) => feeds.hideFeed(tx, actor, stage.feedId),
		restoreFeed: (tx, actor) => feeds.restoreFeed(tx, actor, stage.feedId)
	},
	triage: {
		dismissItems: (tx, actor) => dismissItems(tx, actor, stage.items, { reason: 'too_minor', note: '' }),
		snoozeItems: (tx, actor) => snoozeItems(tx, actor, stage.items, '2999-01-01'),
		attachItems: (tx, actor) => attachItems(tx, actor, stage.items, stage.developmentId),
		linkLogged: (tx, actor) => linkLogged(tx, actor, stage.items[0]!, stage.developmentId),
		bringBackItems: (tx, actor) => bringBackItems(tx, actor, stage.items),
		undoTriage: (tx, actor) => undoTriage(tx, actor, stage.items)
	},
	capture: {
		keepCapture: (tx, actor) => keepCapture(tx, actor, aPage),
		useCapture: async (tx, actor) =>
			useCapture(tx, actor, (await keepCapture(tx, stage.somebody, aPage)).id, stage.developmentId)
	},
	writeRules: {
		addRule: (tx, actor) => addRule(tx, actor, aRule),
		editRule: async (tx, actor) => editRule(tx, actor, await ruleOf(tx), 1, { ...aRule, pattern: 'cup' }),
		switchRule: async (tx, actor) => switchRule(tx, actor, await ruleOf(tx), false),
		setRuleHidden: async (tx, actor) => setRuleHidden(tx, actor, await ruleOf(tx), true),
		bringBack: async (tx, actor) => {
			const id = await ruleOf(tx);
			await switchRule(tx, people.editor, id, false);
			return bringBack(tx, actor, id);
		}
	},
	setOwner: {
		setOwner: (tx, actor) =>
			setOwner(tx, actor, { recommendationId: stage.recommendationId, ownerId: stage.somebody.id })
	},
	assess: {
		assess: (tx, actor) =>
			assess(tx, actor, stage.recommendationId, {
				assessedOn: '2022-04-01',
				level: 0,
				trajectory: 'steady',
				confidence: 'low',
				rationale: 'Nothing has begun.',
				overrideReason: '',
				developmentIds: []
			})
	},
	keepText: {
		keepAnnotatedText: (tx, actor) =>
			keepAnnotatedText(tx, actor, {
				developmentId: stage.developmentId,
				version: 1,
				text: 'Other words.',
				origin: 'pasted'
			})
	},
	annotate: {
		annotate: (tx, actor) => annotate(tx, actor, passageOf(stage.developmentId))
	},
	composeBriefing: {
		createBriefing: (tx, actor) => briefings.createBriefing(tx, actor, newBriefing),
		editBriefing: (tx, actor) =>
			briefings.editBriefing(tx, actor, stage.briefing.id, 1, { ...newBriefing, title: 'Another' }),
		choosePublications: (tx, actor) =>
			briefings.choosePublications(tx, actor, stage.briefing.id, 1, {
				publications: newBriefing.publications,
				withBlocks: false
			}),
		addBlock: (tx, actor) =>
			briefings.addBlock(tx, actor, stage.briefing.id, {
				kind: 'text',
				recommendationId: null,
				text: '',
				before: null
			}),
		editBlock: (tx, actor) =>
			briefings.editBlock(tx, actor, { ...stage.briefing.made, choices: { charts: false } }),
		moveBlock: (tx, actor) => briefings.moveBlock(tx, actor, { ...stage.briefing.made, before: null }),
		removeBlock: (tx, actor) => briefings.removeBlock(tx, actor, stage.briefing.made.blockId),
		putBackBlock: (tx, actor) => briefings.putBackBlock(tx, actor, stage.briefing.made.blockId),
		turnIntoText: (tx, actor) => briefings.turnIntoText(tx, actor, stage.briefing.made),
		makeAgain: (tx, actor) => briefings.makeAgain(tx, actor, stage.briefing.turned),
		applyTemplate: (tx, actor) =>
			briefings.applyTemplate(tx, actor, stage.briefing.id, stage.briefing.templateId),
		followHouseTemplate: (tx, actor) =>
			followHouseTemplate(tx, actor, { briefingId: stage.briefing.id, templateId: stage.houseTemplateId }),
		hideBriefing: (tx, actor) => briefings.hideBriefing(tx, actor, stage.briefing.id),
		restoreBriefing: (tx, actor) => briefings.restoreBriefing(tx, actor, stage.briefing.id)
	},
	reviewBriefing: {
		sendToReview: (tx, actor) => sendToReview(tx, actor, stage.briefing.id),
		takeBackToDraft: (tx, actor) => takeBackToDraft(tx, actor, stage.briefing.id)
	},
	issueBriefing: {
		issueBriefing: (tx, actor) => issueBriefing(tx, actor, signedOff.reviewed)
	},
	shareBriefing: {
		shareIssue: (tx, actor) => shareIssue(tx, actor, { ...signedOff.issued, expiresOn: null, password: '' }),
		revokeShare: (tx, actor) =>
			revokeShare(tx, actor, { briefingId: signedOff.issued.briefingId, shareId: signedOff.shareId })
	},
	keepTemplates: {
		saveTemplate: (tx, actor) =>
			briefings.saveTemplate(tx, actor, stage.briefing.id, { name: 'Another', withTexts: false }),
		hideTemplate: (tx, actor) => briefings.hideTemplate(tx, actor, stage.briefing.templateId),
		restoreTemplate: (tx, actor) => briefings.restoreTemplate(tx, actor, stage.briefing.templateId),
		keepHouseTemplate: (tx, actor) => keepHouseTemplate(tx, actor, { name: 'Another', file: aWordFile() }),
		hideHouseTemplate: (tx, actor) => hideHouseTemplate(tx, actor, stage.houseTemplateId),
		restoreHouseTemplate: (tx, actor) => restoreHouseTemplate(tx, actor, stage.houseTemplateId)
	},
	addCitationStyle: {
		addCitationStyle: (tx, actor) => briefings.addCitationStyle(tx, actor, { file: aStyle('Another') }),
		hideCitationStyle: (tx, actor) => briefings.hideCitationStyle(tx, actor, stage.styleId),
		restoreCitationStyle: (tx, actor) => briefings.restoreCitationStyle(tx, actor, stage.styleId)
	},
	keepSources: {
		addSource: (tx, actor) => addSource(tx, actor, { ...aSource, name: 'New' }),
		editSource: (tx, actor) => editSource(tx, actor, stage.sources.kept, 1, { ...aSource, note: 'Changed.' }),
		mergeSources: (tx, actor) =>
			mergeSources(tx, actor, { id: stage.sources.kept, intoId: stage.sources.other, version: 1 }),
		partSources: (tx, actor) => partSources(tx, actor, stage.sources.merged)
	},
	importPublication: {
		importCatalogue: (tx, actor) =>
			importCatalogue(tx, actor, {
				document: { slug: 'new', title: 'New', authors: [], sections: [] },
				goal: null,
				themes: [],
				recommendations: []
			} as unknown as Parameters<typeof importCatalogue>[2])
	},
	importDevelopments: { importFiles: (tx, actor) => importFiles(tx, actor, {}) },
	invite: { invite: (tx, actor) => invite(tx, actor, { email: null, role: 'viewer' }) },
	changeRole: {
		changeRole: (tx, actor) => changeRole(tx, actor, { userId: stage.somebody.id, role: 'editor' })
	},
	deactivateUser: {
		deactivateUser: (tx, actor) => deactivateUser(tx, actor, { userId: stage.somebody.id }),
		reactivateUser: (tx, actor) => reactivateUser(tx, actor, { userId: stage.somebody.id })
	},
	endSessions: {
		signOutEverywhere: (tx, actor) => signOutEverywhere(tx, actor, { userId: stage.somebody.id })
	},
	offerPassword: {
		offerPassword: (tx, actor) => offerPassword(tx, actor, { userId: stage.somebody.id })
	},
	changeSettings: { changeSettings: (tx, actor) => changeSettings(tx, actor, { reading: 'members' }) },
	removeSample: {
		setPublicationHidden: (tx, actor) => setPublicationHidden(tx, actor, stage.publicationId, true)
	},
	comment: {
		openThread: (tx, actor) =>
			openThread(tx, actor, { subject: 'development', subjectId: stage.developmentId, body: 'A word.' }),
		reply: (tx, actor) => reply(tx, actor, { threadId: stage.threadId, body: 'An answer.' }),
		resolveThread: (tx, actor) => resolveThread(tx, actor, stage.threadId)
	},
	moderate: {
		hideComment: (tx, actor) => hideComment(tx, actor, stage.commentId),
		hideAnnotation: (tx, actor) => hideAnnotation(tx, actor, stage.annotationId)
	},
	createToken: { createToken: (tx, actor) => createToken(tx, actor, { name: 'mine', scope: 'read' }) }
};

test('every action is tried', () => {
	expect(Object.keys(commands).sort()).toEqual(Object.keys(actions).sort());
});

const attempts = Object.entries(commands).flatMap(([action, byName]) =>
	Object.entries(byName).flatMap(([name, command]) =>
		roles.map((role) => {
			const isAllowed = roles.indexOf(role) >= roles.indexOf(actions[action as Action]);
			return { action, name, command, role, verdict: isAllowed ? 'done' : 'refused', isAllowed };
		})
	)
);

describe('everybody tries everything', () => {
	test.each(attempts)('$action: $name by $role is $verdict', async ({ command, role, isAllowed }) => {
		const actor = people[role];
		if (isAllowed) await expect(outcomeOf(command, actor)).resolves.toBe('done');
		else await expect(outcomeOf(command, actor)).rejects.toBeInstanceOf(NotAllowed);
		const token: Actor = { ...actor, scope: 'read' };
		await expect(outcomeOf(command, token)).rejects.toBeInstanceOf(NotAllowed);
	});

	test.each(attempts.filter(({ role }) => role === 'admin'))(
		'$action: $name by nobody is refused',
		async ({ command }) => {
			await expect(outcomeOf(command, null)).rejects.toBeInstanceOf(NotSignedIn);
		}
	);
});

/** Gives the command and takes it back, so that the stage stays as it was. @throws what the command throws */
async function outcomeOf(command: Command, actor: Actor | null): Promise<'done'> {
	const undo = new Error('Undo.');
	return inTransaction(db, async (tx) => {
		// Interfaces hand over whoever is signed in: the commands have to look.
		await command(tx, actor as Actor);
		throw undo;
	}).catch((error: unknown) => {
		if (error === undo) return 'done';
		throw error;
	});
}

async function setStage() {
	const { publicationId, ids } = await makePublication(db, 'stage', ['C1']);
	const recommendationId = ids.C1!;
	const somebody = await makeActor(db, 'analyst', 'somebody');
	const coder = await makeActor(db, 'analyst', 'coder');
	const second = await makeActor(db, 'analyst', 'second');
	// Somebody has to be able to sign in as administrator at all times.
	await db.update(users).set({ passwordHash: 'set' }).where(eq(users.id, people.admin.id));
	return inTransaction(db, async (tx) => {
		const { id: developmentId } = await recordDevelopment(tx, coder, aDevelopment());
		const { id: hiddenId } = await recordDevelopment(tx, coder, aDevelopment());
		await hideDevelopment(tx, coder, hiddenId);
		await keepAnnotatedText(tx, coder, { developmentId, version: 0, text: 'The words.', origin: 'pasted' });
		const said = { subject: 'development', subjectId: developmentId, body: 'Said.' } as const;
		const { threadId, commentId } = await openThread(tx, coder, said);
		const { id: annotationId } = await annotate(tx, coder, passageOf(developmentId));
		const judgement = { developmentId, recommendationId, rationale: '' };
		await codeEvidence(tx, coder, { ...judgement, effect: 1 });
		const { codingId } = await codeEvidence(tx, second, { ...judgement, effect: 2 });
		const place = { developmentId, publicationId, assignedBy: people.editor.id };
		const [pooled] = await tx.insert(assignments).values(place).returning({ id: assignments.id });
		const pooledId = pooled!.id;
		/** Gives that place to whoever is trying. */
		const assign = async (trying: Transaction, actor: Actor | null) => {
			const assigneeId = actor?.id ?? coder.id;
			await trying
				.update(assignments)
				.set({ assigneeId, lapsesAt: new Date() })
				.where(eq(assignments.id, pooledId));
			return pooledId;
		};
		const briefing = await stageBriefing(tx, people.editor);
		const sources = {
			kept: await addSource(tx, people.editor, aSource),
			other: await addSource(tx, people.editor, { ...aSource, name: 'Other' }),
			merged: await addSource(tx, people.editor, { ...aSource, name: 'Merged' })
		};
		await mergeSources(tx, people.editor, { id: sources.merged, intoId: sources.other, version: 1 });
		const style = await briefings.addCitationStyle(tx, people.editor, { file: aStyle('Kept') });
		const house = await keepHouseTemplate(tx, people.editor, { name: 'House', file: aWordFile() });
		const disputed = {
			developmentId: (await recordDevelopment(tx, coder, aDevelopment())).id,
			recommendationId
		};
		const blind = { rule: 'double_blind' } as const;
		const first = await codeEvidence(tx, coder, { ...disputed, effect: 1, rationale: '' }, blind);
		const other = await codeEvidence(tx, second, { ...disputed, effect: 2, rationale: '' }, blind);
		const waiting = {
			developmentId: (await recordDevelopment(tx, coder, aDevelopment())).id,
			recommendationId
		};
		await codeEvidence(tx, coder, { ...waiting, effect: 1, rationale: '' }, blind);
		const seen = [first.codingId, other.codingId];
		const items = await makeItems(tx, await makeFeed(tx, 'Stage news'), ['On stage']);
		const { id: feedId } = await feeds.addFeed(tx, people.editor, aFeed('https://stage.example/'));
		return {
			publicationId,
			feedId,
			recommendationId,
			developmentId,
			hiddenId,
			codingId,
			somebody,
			threadId,
			commentId,
			annotationId,
			disputed,
			waiting,
			seen,
			pooledId,
			assign,
			briefing,
			sources,
			styleId: style.id,
			items,
			houseTemplateId: house.id
		};
	});
}

/** A briefing with a block that is made and one that was turned into text. */
async function stageBriefing(tx: Transaction, editor: Actor) {
	const { id } = await briefings.createBriefing(tx, editor, newBriefing);
	const [made, other] = (await listBlocks(tx, id)).map((block) => ({ blockId: block.id, version: 1 }));
	const { version } = await briefings.turnIntoText(tx, editor, other!);
	const kept = await briefings.saveTemplate(tx, editor, id, { name: 'Kept', withTexts: false });
	return { id, made: made!, turned: { ...other!, version }, templateId: kept.id };
}

/** A briefing that waits to be issued, and one that was issued and shared. */
async function signOff(editor: Actor) {
	const inReview = () =>
		inTransaction(db, async (tx) => {
			const { id } = await briefings.createBriefing(tx, editor, newBriefing);
			await sendToReview(tx, editor, id);
			return { id, version: 1 };
		});
	const reviewed = await inReview();
	const other = await inReview();
	const { number } = await inTransaction(db, (tx) => issueBriefing(tx, editor, other));
	const issued = { briefingId: other.id, number };
	await inTransaction(db, (tx) => shareIssue(tx, editor, { ...issued, expiresOn: null, password: '' }));
	const [share] = await listShares(db, other.id);
	return { reviewed, issued, shareId: share!.id };
}

function passageOf(developmentId: number) {
	return v.parse(annotationSchema, {
		developmentId,
		motivation: 'highlighting',
		selectors: { quote: { type: 'TextQuoteSelector', exact: 'words' } }
	});
}
