import * as v from 'valibot';
import * as shapes from './composing-shapes.ts';
import type { Operation } from './operation.ts';
import { none, type Parameters } from './parameters.ts';
import { listOf, told } from './shapes.ts';

const writing = [400, 403, 404, 413, 415, 422] as const;
const template = { shape: shapes.houseTemplate, name: 'HouseTemplate' } as const;

export const houseTemplateParameters: Parameters = {
	name: told(v.string(), 'What it is called; the name of its file will do.')
};

/** What briefings are about and what their Word files look like, in words; see `operations.ts`. */
export const composingOperations: readonly Operation[] = [
	{
		method: 'put',
		path: '/briefings/{briefing}/publications',
		id: 'choosePublications',
		summary: 'Choose which publications a briefing is about',
		description:
			'For analysts. Names the version that was read, as `version` in the body or as If-Match; a change elsewhere in between is a 409 or a ' +
			'412. Blocks about what it leaves are taken out and can be put back. A briefing in review is not changed: take it back to draft.',
		body: 'BriefingChoice',
		answer: { status: 200, shape: shapes.chosen, name: 'BriefingChosen' },
		problems: [...writing, 409, 412, 428]
	},
	{
		method: 'put',
		path: '/briefings/{briefing}/house-template',
		id: 'followHouseTemplate',
		summary: 'Choose which house template the Word files of a briefing follow',
		body: 'Following',
		answer: { status: 200, shape: shapes.following, name: 'Following' },
		problems: writing
	},
	{
		method: 'get',
		path: '/house-templates',
		id: 'listHouseTemplates',
		summary: 'Word files of the house, whose styles briefings can follow',
		description: 'For members, however reading is set. By name, hidden ones too.',
		query: none,
		answer: {
			status: 200,
			shape: listOf('houseTemplates', shapes.houseTemplate),
			name: 'HouseTemplateList'
		},
		problems: [400]
	},
	{
		method: 'post',
		path: '/house-templates',
		id: 'keepHouseTemplate',
		summary: 'Add a Word file of the house',
		description:
			'For editors. The body is the .docx itself, without macros, of at most 10 MB. Its text is left out.',
		query: houseTemplateParameters,
		takesFile: true,
		answer: { status: 201, ...template },
		problems: [400, 403, 413, 415, 422]
	},
	{
		method: 'post',
		path: '/house-templates/{template}/hide',
		id: 'hideHouseTemplate',
		summary: 'Offer a house template no more',
		description: 'For editors. Briefings that follow it still do.',
		answer: { status: 200, ...template },
		problems: [403, 404]
	},
	{
		method: 'post',
		path: '/house-templates/{template}/restore',
		id: 'restoreHouseTemplate',
		summary: 'Offer a hidden house template again',
		description: 'For editors.',
		answer: { status: 200, ...template },
		problems: [403, 404]
	}
];
