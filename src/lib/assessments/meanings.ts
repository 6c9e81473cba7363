import type { Confidence, Level, Trajectory } from './assessment.ts';

/** What each level asks for, after the Peace Accords Matrix; shown where somebody judges. */
export const levelMeanings: Record<Level, string> = {
	0: 'nothing has been done, or what was done has been undone',
	1: 'first steps: words, or single acts that have not gone on',
	2: 'under way: real acts, and on this course it may be completed',
	3: 'done as asked, and it works'
};

export const trajectoryMeanings: Record<Trajectory, string> = {
	advancing: 'moving towards the next level',
	steady: 'holding its level',
	stalled: 'stuck, with nothing to move it',
	reversing: 'losing what was reached'
};

export const confidenceMeanings: Record<Confidence, string> = {
	low: 'little or conflicting evidence',
	moderate: 'good evidence with gaps',
	high: 'strong evidence from several sources'
};
