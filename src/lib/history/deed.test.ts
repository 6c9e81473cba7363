import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { deedOf, hasWords } from './deed.ts';

/** What commands write into the history, as it stands in their code. */
function recordedActions(): string[] {
	const room = new URL('../', import.meta.url);
	const modules = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((path) =>
		path.endsWith('.server.ts')
	);
	const found = modules.flatMap((path) =>
		[...readFileSync(new URL(path, room), 'utf8').matchAll(/\baction: '(\w+)'/g)].map(([, action]) => action!)
	);
	return [...new Set(found)].sort();
}

describe('history says in words', () => {
	test.each(recordedActions())('%s, which a command records', (action) => {
		expect(hasWords(action), `Give ${action} words in src/lib/history/deed.ts.`).toBe(true);
	});

	const told: [string, Parameters<typeof deedOf>[0], string][] = [
		[
			'a first coding',
			{ action: 'codeEvidence', before: null, after: { effect: -2, state: 'adopted' }, about: 'C1' },
			'coded C1: −2'
		],
		[
			'a coding that waits',
			{
				action: 'codeEvidence',
				before: { effect: -1 },
				after: { effect: -2, state: 'submitted' },
				about: 'C1'
			},
			'coded C1: −1 → −2 (submitted)'
		],
		[
			'an adjudication',
			{ action: 'adjudicate', before: null, after: { effect: 1, reason: 'Both saw half.' }, about: 'A2' },
			'adjudicated A2: +1'
		],
		[
			'another role',
			{ action: 'changeRole', before: { role: 'analyst' }, after: { role: 'editor' } },
			'changed the role: analyst → editor'
		],
		[
			'the role of somebody among others',
			{ action: 'changeRole', before: { role: 'analyst' }, after: { role: 'editor' }, about: 'Ana' },
			'changed the role of Ana: analyst → editor'
		],
		[
			'a deactivation',
			{ action: 'deactivateUser', before: null, after: null, about: 'Ana' },
			'deactivated Ana'
		],
		[
			'an invitation',
			{ action: 'invite', before: null, after: { email: null, role: 'viewer' } },
			'invited whoever holds the link as viewer'
		],
		['a level', { action: 'assess', before: null, after: { level: 2 } }, 'assessed: Intermediate'],
		['no level', { action: 'assess', before: null, after: { level: null } }, 'assessed: Not assessed'],
		[
			'a new wording',
			{ action: 'reviseRecommendation', before: { title: 'A' }, after: { title: 'B', version: 2 } },
			'gave the recommendation a new wording, version 2'
		],
		[
			'a place for a coder',
			{ action: 'assignCoders', before: null, after: { assignee: 'Ben' } },
			'asked Ben to code it'
		],
		[
			'an owner',
			{ action: 'setOwner', before: { owner: null }, after: { owner: 'Ben' } },
			'changed the owner: Ben'
		]
	];
	test.each(told)('%s', (_, change, words) => {
		expect(deedOf(change)).toBe(words);
	});

	test('what it has no words for, in plain letters', () => {
		expect(deedOf({ action: 'sendPigeon', before: null, after: null })).toBe('send pigeon');
	});
});
