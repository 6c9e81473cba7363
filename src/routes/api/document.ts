import { STATUS_CODES } from 'node:http';
import type * as v from 'valibot';
import { fileTypes, plain, sentAs, sentBy } from './media-types.ts';
import { operations, type Operation } from './operations.ts';
import { pathItem, type Json } from './path-parameters.ts';
import { problemDetails } from './shapes.ts';
import { bodySchemas } from './body-schemas.ts';
import { answerSchema as answer, inputSchema as input } from './json-schema.ts';

/** The API described as OpenAPI 3.1, from the schemas that check what comes in and the shapes of what goes out. */
export function describeApi(version: string): Json {
	const paths: Record<string, Json> = {};
	for (const operation of operations) {
		paths[operation.path] ??= pathItem(operation.path);
		paths[operation.path]![operation.method] = described(operation);
	}
	return {
		openapi: '3.1.0',
		info: {
			title: 'Stocktake',
			version,
			description:
				'What became of a policy paper’s recommendations: developments, what they mean, and progress over time. ' +
				'JSON with camelCase names; dates are ISO 8601 with their precision beside them.'
		},
		jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
		servers: [{ url: '/api/v1' }],
		security: [{}, { token: [] }],
		paths,
		components: {
			schemas: { ...bodySchemas(), ...answerSchemas(), Problem: answer(problemDetails) },
			responses: Object.fromEntries(
				problemStatuses.map((status) => [String(status), problemResponse(status)])
			),
			securitySchemes: {
				token: {
					type: 'http',
					scheme: 'bearer',
					description:
						'A token from the settings page, or from `npm run stocktake -- token:create`. Reading needs one where reading is for members only; ' +
						'writing always needs one of scope `write`. Sessions of the pages do not write here.'
				}
			}
		}
	};
}

const problemStatuses = [400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429, 500];

function described({
	id,
	summary,
	description,
	query,
	body,
	answer: given,
	problems,
	method,
	isOpen,
	takesFile
}: Operation): Json {
	const parameters = [...queryParameters(query ?? {}), ...headersOf(id)];
	const isWrite = method !== 'get';
	const statuses = [...new Set([...problems, ...(isOpen ? [] : [401, 429]), 500])].sort();
	const mediaTypes = sentAs[body ?? ''] ?? sentBy[method] ?? ['application/json'];
	return {
		operationId: id,
		summary,
		...(description ? { description } : {}),
		...(isOpen ? { security: [] } : isWrite ? { security: [{ token: [] }] } : {}),
		...(parameters.length > 0 ? { parameters } : {}),
		...(body
			? {
					requestBody: {
						required: true,
						content: {
							...content(mediaTypes, { $ref: `#/components/schemas/${body}Input` }),
							...(body === 'KeptText' ? plain : {})
						}
					}
				}
			: {}),
		...(takesFile ? { requestBody: { required: true, content: fileTypes } } : {}),
		responses: {
			[given.status]: {
				description: answersInWords[given.status],
				...(given.status === 200 ? {} : { headers: { Location: locationHeader } }),
				content: {
					...content(given.types ?? ['application/json'], { $ref: `#/components/schemas/${given.name}` }),
					...(given.isPlain ? plain : {})
				}
			},
			...(given.isFile ? { 202: inTheMaking } : {}),
			...(id === 'recordDevelopment' ? { 200: repeated } : {}),
			...(isOpen ? { 503: unavailable } : {}),
			...Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${status}` }]))
		}
	};
}

const content = (types: readonly string[], schema: Json) =>
	Object.fromEntries(types.map((type) => [type, { schema }]));
const answersInWords = { 200: 'Here it is.', 201: 'Made.', 202: 'It is being made.' };
const inTheMaking = {
	description: answersInWords[202],
	headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } },
	content: content(['application/json'], { $ref: '#/components/schemas/BriefingDocument' })
};
const locationHeader = { description: 'Address of what was made.', schema: { type: 'string' } };
const repeated = {
	description: 'This Idempotency-Key was sent before: what it made then.',
	content: content(['application/json'], { $ref: '#/components/schemas/Development' })
};
const unavailable = {
	description: 'It does not.',
	content: content(['application/json'], { $ref: '#/components/schemas/Health' })
};

function queryParameters(query: Record<string, v.GenericSchema>): Json[] {
	return Object.entries(query).map(([name, schema]) => {
		const { description, ...rest } = input(schema);
		return { name, in: 'query', ...(description ? { description } : {}), schema: rest };
	});
}

function headersOf(id: string): Json[] {
	if (id === 'recordDevelopment')
		return [
			{
				name: 'Idempotency-Key',
				in: 'header',
				description: 'Makes sending again harmless.',
				schema: { type: 'string', maxLength: 200 }
			}
		];
	if (!['editDevelopment', 'keepText', 'editAnnotation'].includes(id)) return [];
	const description = 'The ETag that was read, such as "3".';
	return [{ name: 'If-Match', in: 'header', description, schema: { type: 'string' } }];
}

function problemResponse(status: number): Json {
	const headers: Record<number, Json> = {
		401: { 'WWW-Authenticate': { description: 'Bearer', schema: { type: 'string' } } },
		405: { Allow: { description: 'What can be done here.', schema: { type: 'string' } } },
		429: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } }
	};
	return {
		description: STATUS_CODES[status],
		...(headers[status] ? { headers: headers[status] } : {}),
		content: content(['application/problem+json'], { $ref: '#/components/schemas/Problem' })
	};
}

function answerSchemas(): Json {
	return Object.fromEntries(operations.map(({ answer: { name, shape } }) => [name, answer(shape)]));
}
