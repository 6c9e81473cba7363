/* Every endpoint of the API in words: what `openapi.json` says. A test asks each for what it promises. */
import { agreementOperations } from './agreement-operations.ts';
import { annotationOperations } from './annotation-operations.ts';
import { captureOperations } from './capture-operations.ts';
import { codingOperations } from './coding-operations.ts';
import { composingOperations } from './composing-operations.ts';
import { briefingOperations } from './briefing-operations.ts';
import { feedOperations } from './feed-operations.ts';
import { inboxOperations } from './inbox-operations.ts';
import { importOperations } from './import-operations.ts';
import { issueOperations } from './issue-operations.ts';
import { discussionOperations } from './discussion-operations.ts';
import * as given from './parameters.ts';
import type { Operation } from './operation.ts';
import * as series from './series-shapes.ts';
import * as shapes from './shapes.ts';
import { sourceOperations } from './source-operations.ts';
import { suggestionOperations } from './suggestion-operations.ts';
import { workOperations } from './work-operations.ts';

export type { Operation } from './operation.ts';

const level =
	'The **level** of a recommendation on a day is its latest assessment by then (of several on one day the one recorded last). ' +
	'The **range** spans each assessor’s latest assessment that is not stale. **Stale** = the assessment is older than the publication’s ' +
	'`staleAfterMonths`. Never assessed is `null`, never 0. **Evidence** counts developments by adopted effect in the period in which they ' +
	'occurred; it is never summed into a level.';
const index =
	'**Index** = Σ level ÷ (3 × number with a level) × 100 over the recommendations with a level. **Coverage** = recommendations whose latest ' +
	'assessment is not stale ÷ recommendations in the slice.';

const publicationPath = '/publications/{slug}';
const recommendationPath = '/recommendations/{publication}/{code}';
const developmentPath = '/developments/{id}';
const reading = [400] as const;
const writing = [400, 403, 413, 415, 422] as const;

export const operations: readonly Operation[] = [
	{
		method: 'get',
		path: '/publications',
		id: 'listPublications',
		summary: 'The publications that are tracked',
		query: given.none,
		answer: {
			status: 200,
			shape: shapes.listOf('publications', shapes.publicationSummary),
			name: 'PublicationList'
		},
		problems: reading
	},
	{
		method: 'get',
		path: publicationPath,
		id: 'getPublication',
		summary: 'One publication with its sections and themes',
		query: given.none,
		answer: { status: 200, shape: shapes.publication, name: 'Publication' },
		problems: [400, 404]
	},
	{
		method: 'patch',
		path: publicationPath,
		id: 'setCodingRule',
		summary: 'Say how a publication is coded',
		description:
			'For editors. It holds for codings from then on; what was begun blind is finished blind. A field that is not sent stays as it is.',
		body: 'PublicationPatch',
		answer: { status: 200, shape: shapes.publicationSummary, name: 'PublicationSummary' },
		problems: [...writing, 404]
	},
	{
		method: 'get',
		path: `${publicationPath}/progress`,
		id: 'getPublicationProgress',
		summary: 'Where a publication, or a slice of it, stands over time',
		description: `${level} ${index}`,
		query: given.portfolioParameters,
		answer: { status: 200, shape: series.publicationProgress, name: 'PublicationProgress' },
		problems: [400, 404]
	},
	{
		method: 'get',
		path: `${publicationPath}/heatmap`,
		id: 'getHeatMap',
		summary: 'Evidence by recommendation and period',
		description:
			'Number of developments, net effect and developments by effect; cells without evidence are left out.',
		query: given.portfolioParameters,
		answer: { status: 200, shape: series.heatMap, name: 'HeatMap' },
		problems: [400, 404]
	},
	{
		method: 'get',
		path: '/recommendations',
		id: 'listRecommendations',
		summary: 'The recommendations of one publication, or of all, in order',
		query: given.recommendationParameters,
		answer: {
			status: 200,
			shape: shapes.listOf('recommendations', shapes.recommendationSummary),
			name: 'RecommendationList'
		},
		problems: [400, 404]
	},
	{
		method: 'get',
		path: recommendationPath,
		id: 'getRecommendation',
		summary: 'One recommendation: wording, parties, place in the paper, markers',
		query: given.none,
		answer: { status: 200, shape: shapes.recommendation, name: 'Recommendation' },
		problems: [400, 404]
	},
	{
		method: 'get',
		path: `${recommendationPath}/progress`,
		id: 'getRecommendationProgress',
		summary: 'Where a recommendation stands over time, and its evidence',
		description: `${level} Coverage is 1 of 1 while the level is not stale.`,
		query: given.viewParameters,
		answer: { status: 200, shape: series.recommendationProgress, name: 'RecommendationProgress' },
		problems: [400, 404]
	},
	{
		method: 'get',
		path: `${recommendationPath}/assessments`,
		id: 'listAssessments',
		summary: 'The assessments of a recommendation, newest first',
		query: given.assessmentParameters,
		answer: { status: 200, shape: shapes.listOf('assessments', shapes.assessment), name: 'AssessmentList' },
		problems: [400, 404]
	},
	{
		method: 'post',
		path: `${recommendationPath}/assessments`,
		id: 'assess',
		summary: 'Assess a recommendation',
		description:
			'Assessments are only ever added. A statement alone never lifts a level above 1, and level 3 needs evidence of a decision or higher: ' +
			'cite such developments, or say in `overrideReason` why the level stands without.',
		body: 'Assessment',
		answer: { status: 201, shape: shapes.assessment, name: 'Assessed' },
		problems: [...writing, 404]
	},
	{
		method: 'get',
		path: '/developments',
		id: 'listDevelopments',
		summary: 'Developments, newest first; or by rank where words are searched for',
		description: 'Follow `next`, or the Link header with rel="next", to the following page.',
		query: given.developmentParameters,
		answer: { status: 200, shape: shapes.developmentPage, name: 'DevelopmentPage' },
		problems: [400, 404]
	},
	{
		method: 'post',
		path: '/developments',
		id: 'recordDevelopment',
		summary: 'Log a development, with its codings if they are known',
		description:
			'All of it or nothing. An `externalId` is taken once: sent again it is a 409 that names the development which has it. An ' +
			'`Idempotency-Key` header serves as the external id: the same request sent again answers 200 with what was made the first time.',
		body: 'Development',
		answer: { status: 201, shape: shapes.development, name: 'Development' },
		problems: [...writing, 409]
	},
	{
		method: 'get',
		path: developmentPath,
		id: 'getDevelopment',
		summary: 'One development with every coding in force',
		description: 'Its ETag is its version, for If-Match.',
		query: given.none,
		answer: { status: 200, shape: shapes.development, name: 'Development' },
		problems: [400, 404]
	},
	{
		method: 'patch',
		path: developmentPath,
		id: 'editDevelopment',
		summary: 'Change fields of a development',
		description:
			'Names the version that was read, as `version` in the body or as the If-Match header; somebody else’s change in between is a 409 or a 412, ' +
			'and nothing is overwritten. A new `occurredOn` without `occurredPrecision` carries its own precision; a new `source` without kind and ' +
			'reliability has its own.',
		body: 'DevelopmentPatch',
		answer: { status: 200, shape: shapes.development, name: 'Development' },
		problems: [...writing, 404, 409, 412, 428]
	},
	{
		method: 'post',
		path: `${developmentPath}/hide`,
		id: 'hideDevelopment',
		summary: 'Hide a development from every list and chart',
		answer: { status: 200, shape: shapes.development, name: 'Development' },
		problems: [403, 404]
	},
	{
		method: 'post',
		path: `${developmentPath}/restore`,
		id: 'restoreDevelopment',
		summary: 'Bring a hidden development back, with its evidence',
		answer: { status: 200, shape: shapes.development, name: 'Development' },
		problems: [403, 404]
	},
	...codingOperations,
	{
		method: 'get',
		path: '/forums',
		id: 'listForums',
		summary: 'The forums in which developments take place',
		query: given.none,
		answer: { status: 200, shape: shapes.listOf('forums', shapes.forum), name: 'ForumList' },
		problems: reading
	},
	...sourceOperations,
	...suggestionOperations,
	...feedOperations,
	...inboxOperations,
	...captureOperations,
	...importOperations,
	...workOperations,
	...annotationOperations,
	...discussionOperations,
	...agreementOperations,
	...briefingOperations,
	...composingOperations,
	...issueOperations,
	{
		method: 'get',
		path: '/healthz',
		id: 'health',
		summary: 'Whether the database answers; also at /healthz',
		answer: { status: 200, shape: shapes.health, name: 'Health' },
		problems: [],
		isOpen: true
	}
];
