import { NotAllowed, NotSignedIn } from '../errors.ts';

export const roles = ['viewer', 'analyst', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

export const roleMeanings: Record<Role, string> = {
	viewer: 'reads everything, writes nothing',
	analyst: 'logs and codes developments, assesses recommendations',
	editor: 'does what analysts do, adopts codings, imports publications',
	admin: 'does what editors do, invites people, changes roles and settings'
};

/** What each action needs at least. Commands ask `authorise`; interfaces ask `may` to show or not. */
export const actions = {
	recordDevelopment: 'analyst',
	editDevelopment: 'analyst',
	hideDevelopment: 'analyst',
	restoreDevelopment: 'analyst',
	codeEvidence: 'analyst',
	adoptCoding: 'editor',
	adjudicate: 'editor',
	setCodingRule: 'editor',
	assignCoding: 'editor',
	takeAssignment: 'analyst',
	/** Decides what becomes of items in the inbox. */
	triage: 'analyst',
	capture: 'analyst',
	writeRules: 'editor',
	assess: 'analyst',
	setOwner: 'editor',
	keepText: 'analyst',
	annotate: 'analyst',
	comment: 'analyst',
	moderate: 'editor',
	composeBriefing: 'analyst',
	reviewBriefing: 'analyst',
	issueBriefing: 'editor',
	shareBriefing: 'editor',
	keepTemplates: 'editor',
	addCitationStyle: 'editor',
	keepSources: 'editor',
	/** Adds feeds, turns them on and off, edits and hides them. */
	manageFeeds: 'editor',
	importPublication: 'editor',
	importDevelopments: 'editor',
	invite: 'admin',
	changeRole: 'admin',
	deactivateUser: 'admin',
	/** Sees where somebody is signed in, and signs them out everywhere. */
	endSessions: 'admin',
	/** Makes a link with which somebody chooses a new password. */
	offerPassword: 'admin',
	changeSettings: 'admin',
	removeSample: 'admin',
	createToken: 'viewer'
} as const satisfies Record<string, Role>;
export type Action = keyof typeof actions;

/** Actions that an API token of scope `read` may not take: all of them write. */
export const tokenScopes = ['read', 'write'] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** Somebody who acts: the signed-in user, the owner of a token, or the person at the command line. */
export type Actor = {
	id: number;
	name: string;
	email: string | null;
	role: Role;
	/** `write` for a session and the command line; what the token says for a token. */
	scope: TokenScope;
};

/** Whether `actor` may take `action`. */
export function may(actor: Pick<Actor, 'role' | 'scope'> | null, action: Action): boolean {
	if (!actor || actor.scope !== 'write') return false;
	return roles.indexOf(actor.role) >= roles.indexOf(actions[action]);
}

/** Throws NotSignedIn or NotAllowed unless `actor` may take `action`. */
export function authorise(actor: Actor | null, action: Action): asserts actor is Actor {
	if (!actor) throw new NotSignedIn('Sign in first.');
	if (may(actor, action)) return;
	if (actor.scope !== 'write') throw new NotAllowed('This token may only read. Make one with scope “write”.');
	throw new NotAllowed(
		`This needs the role ${actions[action]} or higher; yours is ${actor.role}. An administrator can change it.`
	);
}
