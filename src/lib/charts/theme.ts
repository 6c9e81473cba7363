import type { Paint } from './chart.ts';

/**
 * Reads the tokens of app.css as the page has them now. A custom property that holds light-dark() is not resolved by
 * getComputedStyle, so each token is set as the colour of a probe and read back.
 */
export function readPaint(place: HTMLElement): Paint {
	const probe = document.createElement('span');
	probe.hidden = true;
	place.append(probe);
	const known = new Map<string, string>();
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = 1;

	function colour(token: string): string {
		let value = known.get(token);
		if (value === undefined) {
			if (!probe.isConnected) place.append(probe);
			probe.style.color = `var(${token})`;
			value = getComputedStyle(probe).color;
			known.set(token, value);
			queueMicrotask(() => probe.remove());
		}
		return value;
	}

	function faded(token: string, opacity: number): string {
		const [red, green, blue] = colour(token).match(/[\d.]+/g) ?? ['0', '0', '0'];
		return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
	}

	function mixed(token: string, share: number): string {
		const parts = (name: string) => (colour(name).match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
		const paper = parts('--paper');
		return `rgb(${parts(token)
			.map((part, index) => Math.round(part * share + (paper[index] ?? 0) * (1 - share)))
			.join(', ')})`;
	}

	function hatch(token: `--${string}`): CanvasPattern | string {
		const tile = document.createElement('canvas');
		tile.width = tile.height = 7;
		const context = tile.getContext('2d');
		if (!context) return faded(token, 0.3);
		context.strokeStyle = faded(token, 0.75);
		context.lineWidth = 1;
		context.beginPath();
		for (const shift of [-7, 0, 7]) {
			context.moveTo(shift - 1, 8);
			context.lineTo(shift + 8, -1);
		}
		context.stroke();
		return context.createPattern(tile, 'repeat') ?? faded(token, 0.3);
	}

	return { colour, faded, mixed, hatch, font: getComputedStyle(place).fontFamily };
}
