import type { CodingState } from '#lib/evidence/evidence.ts';

/** How a coding that is not the adopted one stands, in words. */
export const codingStateLabels: Record<CodingState, string> = {
	draft: 'draft',
	submitted: 'second coding, not adopted',
	adopted: 'adopted',
	disputed: 'disputed',
	rejected: 'overruled'
};
