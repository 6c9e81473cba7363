/** News that bears on none of the sample's recommendations, as feeds bring it. */
export const elsewhere: readonly (readonly [title: string, summary: string])[] = [
	[
		'Injury-time header sends Arsenal through',
		'The visitors equalised twice before the substitute struck in the 94th minute.'
	],
	[
		'Heatwave expected over the Iberian peninsula',
		'Temperatures may reach 42 degrees by the weekend, forecasters say.'
	],
	[
		'Central bank of Brazil keeps its rate',
		'Policymakers cited sticky inflation in services and a weak currency.'
	],
	[
		'New exhibition of Impressionists opens in Chicago',
		'Forty paintings are on loan from private collections.'
	],
	['Recall of baby formula widens', 'Retailers were told to remove four further batches from their shelves.'],
	[
		'Wildfire forces evacuation near Los Angeles',
		'Winds fanned the flames overnight; two highways are closed.'
	],
	['Streaming service raises prices', 'Subscribers will pay a euro more from March.'],
	[
		'Earthquake of magnitude 6.1 off Japan',
		'No tsunami warning was issued; trains were stopped for an hour.'
	],
	['Study links sleep and memory in older adults', 'Researchers followed 3,000 volunteers for eight years.'],
	['Chipmaker reports record quarter', 'Revenue doubled on demand for data centres.'],
	['City council approves tram extension', 'Construction of the nine stops begins in autumn.'],
	['Olive harvest down by a third', 'Growers blame drought and a late frost.'],
	['Pop star cancels tour dates', 'Doctors advised her to rest her voice, the promoter said.'],
	['Nurses vote for strike over pay', 'The union expects walkouts in twelve hospitals.'],
	['Lake levels reach a record low', 'Fishermen in the region report smaller catches.'],
	['Airline orders forty narrow-body jets', 'Deliveries are planned from 2028.'],
	['Chess: the champion defends his title', 'A draw in the last game was enough.'],
	['Supreme Court of India hears case on water rights', 'Two states dispute the flow of a river.'],
	['Volcano erupts in Iceland for the third time this year', 'The town nearby had been evacuated.'],
	['Bank app down for hours', 'Customers could not pay; the bank apologised.'],
	// Of the same countries and bodies, and still of something else.
	['Russian figure skater wins in Sapporo', 'She landed two quadruple jumps in the free programme.'],
	[
		'EU fines platform over app store rules',
		'The Commission found that developers were kept from naming cheaper offers.'
	],
	['UN report warns of plastic in the oceans', 'Eleven million tonnes enter the sea each year.'],
	['French farmers block roads to Paris', 'They demand relief from fuel taxes and rules on pesticides.'],
	['Moscow metro opens a new line', 'The ring shortens the way to work for a million people.']
];
