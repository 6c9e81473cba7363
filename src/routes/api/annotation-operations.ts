import * as v from 'valibot';
import * as shapes from './annotation-shapes.ts';
import type { Operation } from './operations.ts';
import { annotationParameters, none, textParameters } from './parameters.ts';

const writing = [400, 403, 404, 413, 415, 422] as const;
const jsonLd = ['application/ld+json', 'application/json'] as const;
const textPath = '/developments/{id}/text';
const forMembers = 'For members, however reading is set.';
const model =
	'As the W3C’s Web Annotation Data Model has it, as `application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`, or as ' +
	'`application/json` where that is asked for.';

const annotation = (status: 200 | 201) =>
	({ status, shape: shapes.annotation, name: 'Annotation', types: jsonLd }) as const;

/** The words of a source and what is marked in them; see `operations.ts`. */
export const annotationOperations: readonly Operation[] = [
	{
		method: 'get',
		path: textPath,
		id: 'getText',
		summary: 'The words of a development’s source',
		description: `${forMembers} As plain text, or as JSON where that is asked for. Its ETag is its version, for If-Match.`,
		query: textParameters,
		answer: {
			status: 200,
			shape: shapes.keptText,
			name: 'KeptText',
			types: ['application/json'],
			isPlain: true
		},
		problems: [400, 404]
	},
	{
		method: 'put',
		path: textPath,
		id: 'keepText',
		summary: 'Keep the words of a development’s source as a new version',
		description:
			'Plain text or JSON, at most 500,000 characters. Names the version that was read, as `version` in JSON or as If-Match; a development ' +
			'without text has version 0 and takes plain text without If-Match. Somebody else’s text in between is a 409 or a 412, and nothing is ' +
			'overwritten. Annotations follow their passages; those that cannot are kept as orphans. The same words again change nothing.',
		body: 'KeptText',
		answer: { status: 200, shape: shapes.keptTextSaved, name: 'KeptTextSaved' },
		problems: [...writing, 409, 412, 428]
	},
	{
		method: 'get',
		path: '/developments/{id}/annotations',
		id: 'listAnnotations',
		summary: 'What the team marked in the text, as an annotation collection or one page of it',
		description: `${forMembers} ${model} Hidden ones, and links to codings that the reader may not see, are left out.`,
		query: annotationParameters,
		answer: {
			status: 200,
			shape: v.union([shapes.collection, shapes.page]),
			name: 'Annotations',
			types: jsonLd
		},
		problems: [400, 404]
	},
	{
		method: 'post',
		path: '/developments/{id}/annotations',
		id: 'annotate',
		summary: 'Highlight a passage, comment on it, or tie it to a coding',
		description:
			'An annotation of the W3C’s model. The passage is known by its TextQuoteSelector, and by a TextPositionSelector beside it where the ' +
			'quote and its surroundings occur more than once. A comment has words as its body; a link has the address of a coding, ending in ' +
			'`#coding-12`. The same highlight again makes no second one.',
		body: 'Annotation',
		answer: annotation(201),
		problems: [...writing, 409]
	},
	{
		method: 'get',
		path: '/annotations/{annotation}',
		id: 'getAnnotation',
		summary: 'One annotation',
		description: `${forMembers} ${model} Its ETag is its version, for If-Match.`,
		query: none,
		answer: annotation(200),
		problems: [400, 404]
	},
	{
		method: 'patch',
		path: '/annotations/{annotation}',
		id: 'editAnnotation',
		summary: 'Change the words of your own annotation',
		description:
			'Names the version that was read, as `version` in the body or as If-Match; a change elsewhere in between is a 409 or a 412. A ' +
			'highlight that is given words becomes a comment.',
		body: 'AnnotationPatch',
		answer: annotation(200),
		problems: [...writing, 409, 412, 428]
	},
	{
		method: 'post',
		path: '/annotations/{annotation}/hide',
		id: 'hideAnnotation',
		summary: 'Take an annotation out of view: your own, or as an editor anybody’s',
		answer: annotation(200),
		problems: [403, 404]
	},
	{
		method: 'post',
		path: '/annotations/{annotation}/restore',
		id: 'restoreAnnotation',
		summary: 'Bring a hidden annotation back',
		answer: annotation(200),
		problems: [403, 404]
	}
];
