/**
 * What the server answers in JSON, or undefined where it refuses or cannot be reached: suggestions are a help while
 * typing, and their absence must not disturb it.
 */
export async function ask<Answer>(address: string): Promise<Answer | undefined> {
	try {
		const response = await fetch(address);
		return response.ok ? ((await response.json()) as Answer) : undefined;
	} catch (error) {
		// What fetch throws when there is no network.
		if (error instanceof TypeError) return undefined;
		throw error;
	}
}
