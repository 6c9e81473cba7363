import type * as v from 'valibot';
import type { Parameters } from './parameters.ts';

type TextBody = 'KeptText' | 'Annotation' | 'AnnotationPatch';
type ImportBody = 'ImportColumns' | 'ImportRun';
type IssueBody = 'Issuing' | 'Share' | 'BriefingDocument' | 'BriefingChoice' | 'Following';
type DiscussionBody =
	'DevelopmentThread' | 'RecommendationThread' | 'BriefingThread' | 'Comment' | 'CommentPatch';

export type Operation = {
	method: 'get' | 'post' | 'put' | 'patch';
	path: string;
	id: string;
	summary: string;
	description?: string;
	query?: Parameters;
	/** What is sent: its name among the schemas, with `Input` behind it. */
	body?:
		| 'Development'
		| 'DevelopmentPatch'
		| 'Codings'
		| 'Assessment'
		| 'Assigning'
		| 'Review'
		| 'Decision'
		| 'PublicationPatch'
		| 'Briefing'
		| ImportBody
		| IssueBody
		| 'Source'
		| 'Feed'
		| 'Capture'
		| 'CaptureDevelopment'
		| 'ItemDecision'
		| 'ItemDismissal'
		| 'ItemSnooze'
		| 'ItemDevelopment'
		| 'FeedPatch'
		| 'SourcePatch'
		| 'SourceMerge'
		| TextBody
		| DiscussionBody;
	/** The body is a file as it is. */
	takesFile?: boolean;
	answer: {
		/** 202: it is being made; `Location` says where to look. */
		status: 200 | 201 | 202;
		shape: v.GenericSchema;
		name: string;
		types?: readonly string[];
		isPlain?: boolean;
		/** A file, that may still be in the making. */
		isFile?: boolean;
	};
	/** Problems beside those that every endpoint has. */
	problems: readonly number[];
	/** Whether it answers without a token however reading is set. */
	isOpen?: boolean;
};
