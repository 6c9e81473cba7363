import {
	BarController,
	BarElement,
	Chart,
	Filler,
	LinearScale,
	LineController,
	LineElement,
	PointElement
} from 'chart.js';

/** The only module that loads Chart.js, with the parts that our charts are made of. */
Chart.register(BarController, LineController, BarElement, LineElement, PointElement, LinearScale, Filler);

export { Chart, type BarElement };
