import type { Reliability, SourceKind } from '#lib/developments/development.ts';

/** Names that the form offers before anything is typed. */
export type Names = {
	sources: { name: string; kind: SourceKind; reliability: Reliability }[];
	actors: string[];
	forums: string[];
};
