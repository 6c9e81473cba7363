/** The number in an address; 0 for what is none, since no record has it. */
export const recordIdOf = ({ id = '' }: Partial<Record<string, string>>) =>
	/^\d{1,15}$/.test(id) ? Number(id) : 0;
