import * as given from './agreement-parameters.ts';
import * as agreement from './agreement-shapes.ts';
import type { Operation } from './operations.ts';

export const agreementOperations: readonly Operation[] = [
	{
		method: 'get',
		path: '/agreement',
		id: 'getAgreement',
		summary: 'How far coders agree, for any slice',
		description:
			'A **unit** is a development × a recommendation with codings of two coders or more. Each coder counts once, with the coding in force; who ' +
			'coded blind counts with what they said then. Drafts, blind codings that wait for the second, and what an editor wrote to adjudicate do not ' +
			'count; what was rejected does. **Intervals** are 95% percentile bootstrap intervals over units. Fewer than ten units: `kind` is `too-few`, ' +
			'and there is no number.',
		query: given.agreementParameters,
		answer: { status: 200, shape: agreement.agreement, name: 'Agreement' },
		problems: [400, 404]
	},
	{
		method: 'get',
		path: '/agreement/pairs',
		id: 'listAgreementPairs',
		summary: 'The pairs of codings behind it, newest development first',
		description:
			'A unit with three coders has three pairs. Follow `next`, or the Link header with rel="next", to the following page.',
		query: given.agreementPairParameters,
		answer: { status: 200, shape: agreement.agreementPairPage, name: 'AgreementPairPage' },
		problems: [400, 404]
	},
	{
		method: 'get',
		path: '/agreement/pairs.csv',
		id: 'exportAgreementPairs',
		summary: 'All pairs as CSV, for reanalysis',
		query: given.agreementTableParameters,
		answer: {
			status: 200,
			shape: agreement.agreementPairsCsv,
			name: 'AgreementPairsCsv',
			types: ['text/csv']
		},
		problems: [400, 404]
	}
];
