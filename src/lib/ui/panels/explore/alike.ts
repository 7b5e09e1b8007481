// Keeps a plane from turning round between two looks at it.

/** `places` (items × 2) with each axis the way round in which it runs along with the same items' places before. */
export function alike(places: Float64Array, before: Float64Array): Float64Array {
	if (places.length !== before.length) return places;
	const along = [0, 0];
	places.forEach((value, i) => (along[i % 2]! += value * before[i]!));
	return places.map((value, i) => (along[i % 2]! < 0 ? -value : value));
}
