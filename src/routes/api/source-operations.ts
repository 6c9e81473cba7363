import type { Operation } from './operation.ts';
import { none } from './parameters.ts';
import * as shapes from './source-shapes.ts';
import { sourceParameters } from './sources.ts';

const writing = [400, 403, 409, 413, 415, 422] as const;
const answer = { status: 200, shape: shapes.source, name: 'Source' } as const;
const ofSource = '/sources/{source}';

/** The register of sources, in words; see `operations.ts`. */
export const sourceOperations: readonly Operation[] = [
	{
		method: 'get',
		path: '/sources',
		id: 'listSources',
		summary: 'The register of sources by name, fifty at a time',
		description: 'Without sources that were merged into another one.',
		query: sourceParameters,
		answer: { status: 200, shape: shapes.sourcePage, name: 'SourcePage' },
		problems: [400]
	},
	{
		method: 'post',
		path: '/sources',
		id: 'addSource',
		summary: 'Add a source to the register',
		body: 'Source',
		answer: { ...answer, status: 201 },
		problems: writing
	},
	{
		method: 'get',
		path: ofSource,
		id: 'getSource',
		summary: 'One source',
		description: 'Its ETag is its version, for If-Match.',
		query: none,
		answer,
		problems: [400, 404]
	},
	{
		method: 'patch',
		path: ofSource,
		id: 'editSource',
		summary: 'Change fields of a source',
		description:
			'Names the version that was read, as `version` in the body or as the If-Match header; somebody else’s change in between is a 409 or a 412.',
		body: 'SourcePatch',
		answer,
		problems: [...writing, 404, 412, 428]
	},
	{
		method: 'post',
		path: `${ofSource}/merge`,
		id: 'mergeSources',
		summary: 'Make a source one with another',
		description:
			'Its developments and other names go over, and its name leads there from then on. Answers the source that stays. `part` takes it back.',
		body: 'SourceMerge',
		answer,
		problems: [...writing, 404]
	},
	{
		method: 'post',
		path: `${ofSource}/part`,
		id: 'partSources',
		summary: 'Take a merge back',
		answer,
		problems: [403, 404]
	}
];
