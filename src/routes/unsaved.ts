/** Forgotten after that. */
const keptForDays = 30;

type Kept<T> = { value: T; keptAt: string };

/** What was typed and not saved yet, as kept in this browser; undefined where there is none. */
export function findUnsaved<T>(key: string): Kept<T> | undefined {
	const kept = storage()?.getItem(`stocktake.${key}`);
	if (!kept) return undefined;
	const found = JSON.parse(kept) as Kept<T>;
	if (Date.now() - Date.parse(found.keptAt) < keptForDays * 86_400_000) return found;
	forgetUnsaved(key);
	return undefined;
}

/** Keeps `value` in this browser; where there is no room left, it stays on the page alone. */
export function keepUnsaved<T>(key: string, value: T): void {
	const kept: Kept<T> = { value, keptAt: new Date().toISOString() };
	try {
		storage()?.setItem(`stocktake.${key}`, JSON.stringify(kept));
	} catch (error) {
		if (!(error instanceof DOMException)) throw error;
	}
}

export function forgetUnsaved(key: string): void {
	storage()?.removeItem(`stocktake.${key}`);
}

/** Reading `localStorage` itself throws where a browser forbids it. */
function storage(): Storage | undefined {
	try {
		return localStorage;
	} catch (error) {
		if (error instanceof DOMException) return undefined;
		throw error;
	}
}
