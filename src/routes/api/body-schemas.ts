import { assessmentSchema } from '#lib/assessments/assessment.ts';
import { jsonLdInput } from '#lib/annotations/json-ld-input.ts';
import { newBriefingSchema } from '#lib/briefings/briefing.ts';
import { shareSchema } from '#lib/briefings/share.ts';
import { developmentSchema } from '#lib/developments/development.ts';
import { sourceSchema } from '#lib/developments/source.ts';
import { captureSchema } from '#lib/feeds/capture.ts';
import { feedSchema } from '#lib/feeds/feed.ts';
import { assigningSchema } from '#lib/evidence/assignment.ts';
import { codingSchema, decisionSchema, reviewSchema } from '#lib/evidence/evidence.ts';
import { publicationPatch } from '#lib/publications/publication.ts';
import * as annotations from './annotation-shapes.ts';
import { captureMeanings } from './capture-shapes.ts';
import { captureDevelopment } from './captures.ts';
import { choiceInput, composingMeanings, followingInput } from './composing-shapes.ts';
import * as discussion from './discussion-shapes.ts';
import { assigningMeanings, briefingMeanings, fieldMeanings, issueMeanings } from './field-meanings.ts';
import { importColumnsInput, importRunInput } from './import-shapes.ts';
import { itemDecision, itemDevelopment, itemDismissal, itemMeanings, itemSnooze } from './inbox.ts';
import { documentInput, issuingInput } from './issue-shapes.ts';
import { feedMeanings } from './feed-shapes.ts';
import { feedPatch } from './feeds.ts';
import { sourceMeanings } from './source-shapes.ts';
import { sourceMerge, sourcePatch } from './sources.ts';
import { inputSchema as input } from './json-schema.ts';
import type { Json } from './path-parameters.ts';

/** What is sent, from the schemas that check it. */
export function bodySchemas(): Json {
	const development = withMeanings(input(developmentSchema));
	const coding = withMeanings(input(codingSchema));
	const properties = development.properties as Record<string, Json>;
	const codingRef = { $ref: '#/components/schemas/CodingInput' };
	return {
		CodingInput: coding,
		CodingsInput: { oneOf: [codingRef, { type: 'array', items: codingRef, maxItems: 50 }] },
		AssessmentInput: withMeanings(input(assessmentSchema)),
		ImportColumnsInput: withMeanings(input(importColumnsInput), {}),
		ImportRunInput: withMeanings(input(importRunInput), {}),
		AssigningInput: withMeanings(input(assigningSchema), assigningMeanings),
		BriefingInput: withMeanings(input(newBriefingSchema), briefingMeanings),
		IssuingInput: withMeanings(input(issuingInput), issueMeanings),
		ShareInput: withMeanings(input(shareSchema), issueMeanings),
		BriefingDocumentInput: withMeanings(input(documentInput), issueMeanings),
		DevelopmentThreadInput: withMeanings(input(discussion.developmentThreadInput)),
		RecommendationThreadInput: withMeanings(input(discussion.recommendationThreadInput)),
		KeptTextInput: withMeanings(input(annotations.keptTextInput)),
		AnnotationInput: withMeanings(input(jsonLdInput), {}),
		AnnotationPatchInput: withMeanings(input(annotations.annotationPatchInput)),
		BriefingThreadInput: withMeanings(input(discussion.briefingThreadInput)),
		BriefingChoiceInput: withMeanings(input(choiceInput), composingMeanings),
		FollowingInput: withMeanings(input(followingInput), composingMeanings),
		CommentInput: withMeanings(input(discussion.commentInput)),
		CommentPatchInput: withMeanings(input(discussion.commentPatchInput)),
		ReviewInput: withMeanings(input(reviewSchema)),
		DecisionInput: withMeanings(input(decisionSchema)),
		FeedInput: withMeanings(input(feedSchema), feedMeanings),
		CaptureInput: withMeanings(input(captureSchema), captureMeanings),
		CaptureDevelopmentInput: withMeanings(input(captureDevelopment), captureMeanings),
		ItemDecisionInput: withMeanings(input(itemDecision), itemMeanings),
		ItemDismissalInput: withMeanings(input(itemDismissal), itemMeanings),
		ItemSnoozeInput: withMeanings(input(itemSnooze), itemMeanings),
		ItemDevelopmentInput: withMeanings(input(itemDevelopment), itemMeanings),
		FeedPatchInput: withMeanings(input(feedPatch), feedMeanings),
		SourceInput: withMeanings(input(sourceSchema), sourceMeanings),
		SourcePatchInput: withMeanings(input(sourcePatch), sourceMeanings),
		SourceMergeInput: withMeanings(input(sourceMerge), {}),
		PublicationPatchInput: withMeanings(input(publicationPatch)),
		DevelopmentInput: {
			...development,
			properties: { ...properties, evidence: { type: 'array', items: codingRef, maxItems: 50, default: [] } }
		},
		DevelopmentPatchInput: {
			type: 'object',
			properties: {
				...Object.fromEntries(Object.entries(properties).map(optional)),
				version: { type: 'integer', minimum: 1 }
			},
			additionalProperties: false
		}
	};
}

/** In a patch every field may be absent or null, and an absent one stays as it is. */
function optional([name, schema]: [string, Json]): [string, Json] {
	const { default: _, description, ...rest } = schema;
	return [name, { ...(description ? { description } : {}), anyOf: [rest, { type: 'null' }] }];
}

function withMeanings(schema: Json, meanings: Readonly<Record<string, string>> = fieldMeanings): Json {
	const properties = Object.entries(schema.properties as Record<string, Json>).map(([name, property]) => {
		const meaning = meanings[name];
		return [name, meaning ? { description: meaning, ...property } : property];
	});
	return { ...schema, properties: Object.fromEntries(properties), additionalProperties: false };
}
