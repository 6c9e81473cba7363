import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { hideDevelopment, recordDevelopment } from '#lib/developments/commands.server.ts';
import { codeEvidence } from '#lib/evidence/commands.server.ts';
import { learnSuggestions } from '#lib/feeds/suggest-learning.server.ts';
import { reasonOf } from '#lib/feeds/suggest.ts';
import { findNear, suggestFor } from '#lib/feeds/suggest.server.ts';
import { publications } from '#lib/publications/table.server.ts';
import {
	progressMarkers,
	recommendations,
	recommendationVersions
} from '#lib/recommendations/table.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'ana');
const ella = await makeActor(db, 'editor', 'ella');

/** Gives a recommendation another wording, with one marker. */
async function word(
	recommendationId: number,
	version: number,
	title: string,
	statement: string,
	marker?: string
) {
	await db.insert(recommendationVersions).values({ recommendationId, version, title, statement });
	if (marker)
		await db
			.insert(progressMarkers)
			.values({ recommendationId, version, direction: 'advance', text: marker, position: 1 });
	await db.update(recommendations).set({ version }).where(eq(recommendations.id, recommendationId));
}

const log = async (title: string, summary = '', changes = {}) =>
	(await inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment({ title, summary, ...changes }))))
		.id;
const code = (developmentId: number, recommendationId: number) =>
	inTransaction(db, (tx) =>
		codeEvidence(tx, ana, { developmentId, recommendationId, effect: 1, rationale: '' })
	);
/** What is suggested, as "slug/code", the likeliest first. */
const suggested = async (title: string, summary = '') =>
	(await suggestFor(db, { title, summary })).recommendations.map((one) => `${one.publication}/${one.code}`);
const reasons = async (title: string, summary = '') =>
	(await suggestFor(db, { title, summary })).recommendations.map(reasonOf);

test('an empty database suggests nothing', async () => {
	expect(await learnSuggestions(db)).toBe(0);
	expect(await suggestFor(db, { title: 'Ministers meet in Minsk', on: '2022-03-04' })).toEqual({
		recommendations: [],
		duplicates: []
	});
});

test('nearness is the cosine of rarities, the title counting twice', async () => {
	const { publicationId, ids } = await makePublication(db, 'greek', ['A', 'B']);
	await word(ids.A!, 2, 'Alpha', 'beta');
	await word(ids.B!, 2, 'Gamma', 'delta');
	await learnSuggestions(db);
	const near = await findNear(db, { title: 'Alpha', summary: 'beta zulu' });
	// Two texts: ln(1 + 3 ÷ 1.5) for what one of them has, ln(1 + 3 ÷ 0.5) for zulu. √5 ln 3 ÷ √(5 ln² 3 + ln² 7).
	expect(near.map(({ code, nearness }) => [code, Number(nearness.toFixed(4))])).toEqual([['A', 0.7839]]);
	await db.update(publications).set({ hiddenAt: new Date() }).where(eq(publications.id, publicationId));
	expect(await findNear(db, { title: 'Alpha', summary: 'beta' })).toEqual([]);
});

describe('a publication with wordings alone', () => {
	let ids: Record<string, number>;
	beforeAll(async () => {
		({ ids } = await makePublication(db, 'paper', ['F', 'R', 'T']));
		await word(
			ids.F!,
			2,
			'Set fishing quotas together',
			'Neighbours agree on cod quotas.',
			'Trawlers are counted'
		);
		await word(ids.R!, 2, 'Keep the railways running', 'Freight trains cross the border.');
		await word(ids.T!, 2, 'Talk in small groups', 'Envoys meet in quiet.');
		await learnSuggestions(db);
	});

	test('suggests by statement and markers, and says that nothing is coded there', async () => {
		expect(await reasons('Cod quotas cut as trawlers leave port')).toEqual([
			'shares Cod quotas, trawlers with F; nothing coded there so far'
		]);
	});

	test('suggests nothing for other news, nor for one word in common', async () => {
		expect(await suggested('Striker scores twice in the derby')).toEqual([]);
		expect(await suggested('Freight')).toEqual([]);
		expect(await suggested('')).toEqual([]);
	});

	test('has learned all there is, until something changes', async () => {
		expect(await learnSuggestions(db)).toBe(0);
	});

	test('what is adopted as evidence is learned from, by one copy of the application', async () => {
		expect(await suggested('Normandy format revived in Minsk')).toEqual([]);
		await code(await log('Normandy format meets', 'Advisers of the four sat down in Minsk.'), ids.T!);
		const learned = await Promise.all([learnSuggestions(db), learnSuggestions(db)]);
		expect(learned.toSorted()).toEqual([0, 1]);
		expect(await reasons('Normandy format revived in Minsk')).toEqual([
			'shares Normandy format, Minsk with T; one earlier development coded there'
		]);
	});

	test('what was suggested and coded elsewhere is suggested there from then on', async () => {
		expect((await suggested('Freight trains carry cod'))[0]).toBe('paper/R');
		for (const town of ['Brest', 'Narva'])
			await code(await log(`Freight trains carry cod to ${town}`, 'The quotas allow it.'), ids.F!);
		await learnSuggestions(db);
		expect((await suggested('Freight trains carry cod'))[0]).toBe('paper/F');
	});

	test('a hidden development is forgotten', async () => {
		const id = await log('Dragon boat regatta in Geneva', 'Crews from twelve countries.');
		await code(id, ids.T!);
		await learnSuggestions(db);
		expect(await suggested('Regatta for dragon boats in Geneva')).toEqual(['paper/T']);
		await inTransaction(db, (tx) => hideDevelopment(tx, ella, id));
		await learnSuggestions(db);
		expect(await suggested('Regatta for dragon boats in Geneva')).toEqual([]);
	});

	test('a former wording is forgotten', async () => {
		await word(ids.R!, 3, 'Keep the ferries running', 'Night boats cross the strait.');
		expect(await learnSuggestions(db)).toBe(1);
		expect(await suggested('Railways: more freight at the border')).toEqual([]);
		expect(await suggested('Night ferries cross the strait')).toEqual(['paper/R']);
	});

	test('names in other scripts are found as they are', async () => {
		await code(await log('Встреча в Женеве', 'Лавров и Блинкен'), ids.T!);
		await learnSuggestions(db);
		expect(await reasons('Лавров: новая встреча')).toEqual([
			'shares встреча, Лавров with T; 2 earlier developments coded there'
		]);
	});

	test('another publication has its own suggestions beside these', async () => {
		const other = await makePublication(db, 'other', ['F', 'G']);
		await word(other.ids.F!, 2, 'Count the trawlers', 'Cod quotas need figures.');
		expect(await learnSuggestions(db)).toBe(1);
		expect((await suggested('Cod quotas cut as trawlers leave')).toSorted()).toEqual(['other/F', 'paper/F']);
	});
});

test('a coding that is not adopted is not learned from', async () => {
	const { publicationId, ids } = await makePublication(db, 'reviewed', ['A', 'B']);
	await db.update(publications).set({ codingRule: 'reviewed' }).where(eq(publications.id, publicationId));
	await learnSuggestions(db);
	await code(await log('Glacier survey begins', 'Icebreakers leave Murmansk.'), ids.A!);
	expect(await learnSuggestions(db)).toBe(0);
	expect(await suggested('Icebreakers and glacier survey off Murmansk')).toEqual([]);
});

describe('what may be logged already', () => {
	const found = async (news: Parameters<typeof suggestFor>[1]) =>
		(await suggestFor(db, news)).duplicates.map(({ title, reason }) => [title, reason]);
	beforeAll(() =>
		log(
			'Geneva summit: Biden and Putin agree on ambassadors',
			'They return to their posts; a dialogue on arms control begins.',
			{
				occurredOn: '2021-06-16',
				sourceUrl: 'https://news.example/geneva'
			}
		)
	);

	test('the same thing in other words is found by the words that are rare', async () => {
		const news = {
			title: 'Back to their posts: what came of the day on the lake',
			summary: 'Biden and Putin: their ambassadors return to Geneva, a dialogue on arms control is to begin.'
		};
		expect(await found({ ...news, on: '2021-06-18' })).toEqual([
			[
				'Geneva summit: Biden and Putin agree on ambassadors',
				'shares ambassadors return, posts, Biden, Putin; 2 days apart'
			]
		]);
		expect(await found({ ...news, on: '2021-07-18' })).toEqual([]);
	});

	test('its address is enough, with whatever title', async () => {
		const news = { title: 'Live: the day in Geneva', urls: [null, 'https://news.example/geneva/'] };
		expect(await found(news)).toEqual([
			['Geneva summit: Biden and Putin agree on ambassadors', 'same address']
		]);
	});

	test('another thing of that day is not', async () => {
		expect(await found({ title: 'Biden leaves Geneva for talks on trade', on: '2021-06-16' })).toEqual([]);
	});
});
