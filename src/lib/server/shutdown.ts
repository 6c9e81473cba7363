// The start script and the built application are two bundles in one process, each with its own copy of this module:
// what they share hangs on a registered symbol.

type Shutdown = { controller: AbortController; steps: Map<string, () => Promise<void>> };

const key = Symbol.for('stocktake.shutdown');

function shared(): Shutdown {
	const holder = globalThis as { [key]?: Shutdown };
	return (holder[key] ??= { controller: new AbortController(), steps: new Map() });
}

/** Aborts when the process begins to stop: what stays open for long, such as an event stream, ends itself on it. */
export function stopping(): AbortSignal {
	return shared().controller.signal;
}

/**
 * Has `step` run, and waited for, once no request is open any more and before PostgreSQL stops.
 * @param name a later step of the same name takes the place of an earlier one, as when a module is loaded anew.
 */
export function onShutdown(name: string, step: () => Promise<void>): void {
	shared().steps.set(name, step);
}

/** Tells everyone that the process is about to stop. */
export function announceShutdown(): void {
	shared().controller.abort();
}

/** Runs the steps, last registered first. One that fails does not keep the others from running. */
export async function runShutdownSteps(): Promise<PromiseSettledResult<void>[]> {
	const results: PromiseSettledResult<void>[] = [];
	for (const step of [...shared().steps.values()].reverse())
		results.push(...(await Promise.allSettled([step()])));
	return results;
}
