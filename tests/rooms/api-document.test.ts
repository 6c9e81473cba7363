import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareInstallation } from '#lib/installation.ts';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import { builtServer } from '../built-server.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';
import { operations } from '../../src/routes/api/operations.ts';

const { db, url } = await roomDatabase();
const { ask } = await builtServer(url);
await prepareInstallation(db, { administrator: null, sample: true });
const document = (await ask('/api/v1/openapi.json')).body;
let token = '';
beforeAll(async () => {
	const actor = await makeActor(db, 'editor', 'writer');
	token = (await inTransaction(db, (tx) => createToken(tx, actor, { name: 'test', scope: 'write' }))).token;
});

const filled = (path: string) =>
	path
		.replace('{slug}', 'romano-2021')
		.replace('{publication}', 'romano-2021')
		.replace('{code}', 'C1')
		.replace('{id}', '1')
		.replace('{codingId}', '1')
		.replace('{feed}', '1');

describe('the description of the API', () => {
	test('is an OpenAPI 3.1 document by the official schema, and its references lead somewhere', async () => {
		const validator = new Validator();
		expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
		expect(validator.version).toBe('3.1');
		expect(() => validator.resolveRefs()).not.toThrow();
	});

	test('names every endpoint that there is, and no other', () => {
		const folder = new URL('../../src/routes/api/v1/', import.meta.url);
		const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
			file.endsWith('+server.ts')
		);
		const offered = files.flatMap((file) => {
			const path = `/${dirname(file).replaceAll('[', '{').replaceAll(']', '}')}`;
			const text = readFileSync(new URL(file, folder), 'utf8');
			const methods = text.match(/\b(GET|POST|PATCH|PUT|DELETE)\b(?= = |,| \})/g) ?? [];
			return [...new Set(methods)].map((method) => `${method} ${path}`);
		});
		const described = Object.entries<object>(document.paths).flatMap(([path, item]) =>
			Object.keys(item)
				.filter((key) => key !== 'parameters')
				.map((method) => `${method.toUpperCase()} ${path}`)
		);
		expect([...described, 'GET /openapi.json'].sort()).toEqual(offered.sort());
	});

	const reads = operations.filter(({ method }) => method === 'get');
	test.each(reads)('names the parameters that $path takes', async ({ path, query = {} }) => {
		const examples: Record<string, string[]> = {
			from: ['2021-01-01'],
			to: ['2022-12-31'],
			asOf: ['2024-01-01'],
			limit: ['1', '100'],
			publication: ['romano-2021'],
			recommendation: ['romano-2021/C1'],
			coder: ['analyst-1'],
			effects: ['1,2'],
			seed: ['0', '4294967295'],
			resamples: ['0', '2000'],
			on: ['2022-03-04'],
			cursor: [],
			version: [],
			page: ['1'],
			before: ['1', '900'],
			feed: ['1'],
			rule: ['1'],
			language: ['en'],
			after: ['1']
		};
		for (const { name, schema } of document.paths[path].get.parameters ?? []) {
			const listed = (schema.items ?? schema).enum?.map(String);
			for (const value of listed ?? examples[name] ?? ['C']) {
				const asked = `/api/v1${filled(path)}?${name}=${encodeURIComponent(value)}`;
				expect((await ask(asked, { token })).status, asked).toBe(200);
			}
		}
		expect((document.paths[path].get.parameters ?? []).map((one: { name: string }) => one.name)).toEqual(
			Object.keys(query)
		);
		if (path !== '/healthz') expect((await ask(`/api/v1${filled(path)}?unheard=of`)).status).toBe(400);
	});
});

describe('what the description asks for', () => {
	const withBody = operations.filter(({ body, method }) => body && method === 'post');
	const requiredIn = (body: string | undefined): string[] => {
		const schema = document.components.schemas[`${body}Input`];
		return (schema.properties ? schema : document.components.schemas.CodingInput).required ?? [];
	};
	const withRequired = withBody.filter(({ body }) => requiredIn(body).length > 0);
	test.each(withRequired)('of $path is what it misses when nothing is sent', async ({ path, body }) => {
		const required = requiredIn(body);
		const reply = await ask(`/api/v1${filled(path)}`, { token, json: {} });
		expect(reply.status).toBe(422);
		const pointers = reply.body.errors.map((fault: { pointer: string }) => fault.pointer.slice(1));
		expect(pointers.sort()).toEqual([...required].sort());
	});

	test.each(withBody)('of $path knows every field that it names', async ({ path, body }) => {
		const schema = document.components.schemas[`${body}Input`];
		const properties = schema.properties ?? document.components.schemas.CodingInput.properties;
		const json = Object.fromEntries(Object.keys(properties).map((name) => [name, { wrong: true }]));
		const { body: refused } = await ask(`/api/v1${filled(path)}`, { token, json });
		const details = refused.errors.map((fault: { detail: string }) => fault.detail).join();
		expect(details).not.toContain('no such field');
	});
});
