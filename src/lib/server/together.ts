type Reading = { now: Promise<unknown>; next: Promise<unknown> | undefined };

const readings = new Map<string, Reading>();

/**
 * One reading for all who ask the same at the same time, as fifty open pages do when one thing changes. It begins after
 * each of them asked, so nobody is told what was no longer so: who asks while it runs waits for one more, together.
 * @param key names what is read and for whom it is the same. What comes back is shared: it is not to be changed.
 */
export function together<T>(key: string, read: () => Promise<T>): Promise<T> {
	const reading = readings.get(key);
	if (!reading) return begin(key, read);
	reading.next ??= reading.now.then(
		() => begin(key, read),
		() => begin(key, read)
	);
	return reading.next as Promise<T>;
}

function begin<T>(key: string, read: () => Promise<T>): Promise<T> {
	const now = read();
	const reading: Reading = { now, next: undefined };
	readings.set(key, reading);
	const finish = () => {
		if (readings.get(key) === reading && !reading.next) readings.delete(key);
	};
	now.then(finish, finish);
	return now;
}
