import type { FeedState } from '#lib/feeds/health.ts';

/** Which feeds the page shows. */
export const sections = ['on', 'failing', 'silent', 'off'] as const;
export type Section = (typeof sections)[number];

export const sectionLabels: Record<Section | 'hidden', string> = {
	on: 'On',
	failing: 'Failing',
	silent: 'Silent',
	off: 'Off',
	hidden: 'Hidden'
};

export const sectionOf: Record<Section, (feed: { state: FeedState }) => boolean> = {
	on: ({ state }) => state !== 'off',
	failing: ({ state }) => state === 'failing',
	silent: ({ state }) => state === 'silent',
	off: ({ state }) => state === 'off'
};
