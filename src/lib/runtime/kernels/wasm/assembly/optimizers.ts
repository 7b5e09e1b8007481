// Optimizer updates in one pass over a variable, formulas as in PyTorch. Their state is updated in place.

/**
 * Adam (Kingma and Ba 2015). `rate` is lr / (1 − β₁ᵗ) and `root` is 1 / √(1 − β₂ᵗ):
 * next = p − rate · m / (√v · root + ε).
 */
export function adam(
	p: usize,
	gradient: usize,
	m: usize,
	v: usize,
	next: usize,
	count: i32,
	rate: f32,
	root: f32,
	beta1: f32,
	beta2: f32,
	epsilon: f32,
): void {
	const keepM = f32x4.splat(beta1),
		takeM = f32x4.splat(1 - beta1);
	const keepV = f32x4.splat(beta2),
		takeV = f32x4.splat(1 - beta2);
	const step = f32x4.splat(rate),
		scale = f32x4.splat(root),
		small = f32x4.splat(epsilon);
	const end = <usize>count * 4;
	let i: usize = 0;
	for (; i + 16 <= end; i += 16) {
		const g = v128.load(gradient + i);
		const mean = f32x4.add(f32x4.mul(keepM, v128.load(m + i)), f32x4.mul(takeM, g));
		const square = f32x4.add(f32x4.mul(keepV, v128.load(v + i)), f32x4.mul(takeV, f32x4.mul(g, g)));
		v128.store(m + i, mean);
		v128.store(v + i, square);
		const divisor = f32x4.add(f32x4.mul(f32x4.sqrt(square), scale), small);
		v128.store(next + i, f32x4.sub(v128.load(p + i), f32x4.div(f32x4.mul(step, mean), divisor)));
	}
	for (; i < end; i += 4) {
		const g = load<f32>(gradient + i);
		const mean = beta1 * load<f32>(m + i) + (1 - beta1) * g;
		const square = beta2 * load<f32>(v + i) + (1 - beta2) * (g * g);
		store<f32>(m + i, mean);
		store<f32>(v + i, square);
		store<f32>(next + i, load<f32>(p + i) - (rate * mean) / (Mathf.sqrt(square) * root + epsilon));
	}
}

/** Stochastic gradient descent: buffer = momentum · buffer + gradient, next = p − rate · buffer. */
export function sgd(
	p: usize,
	gradient: usize,
	buffer: usize,
	next: usize,
	count: i32,
	rate: f32,
	momentum: f32,
): void {
	const step = f32x4.splat(rate),
		keep = f32x4.splat(momentum);
	const end = <usize>count * 4;
	// Without momentum the buffer stays as it is, for when momentum is turned up again.
	const moves = momentum != 0;
	let i: usize = 0;
	for (; i + 16 <= end; i += 16) {
		let g = v128.load(gradient + i);
		if (moves) {
			g = f32x4.add(f32x4.mul(keep, v128.load(buffer + i)), g);
			v128.store(buffer + i, g);
		}
		v128.store(next + i, f32x4.sub(v128.load(p + i), f32x4.mul(step, g)));
	}
	for (; i < end; i += 4) {
		let g = load<f32>(gradient + i);
		if (moves) {
			g = momentum * load<f32>(buffer + i) + g;
			store<f32>(buffer + i, g);
		}
		store<f32>(next + i, load<f32>(p + i) - rate * g);
	}
}

/** RMSprop (Hinton 2012): squares = α · squares + (1 − α) · gradient², next = p − rate · gradient / (√squares + ε). */
export function rmsprop(
	p: usize,
	gradient: usize,
	squares: usize,
	next: usize,
	count: i32,
	rate: f32,
	alpha: f32,
	epsilon: f32,
): void {
	const keep = f32x4.splat(alpha),
		take = f32x4.splat(1 - alpha);
	const step = f32x4.splat(rate),
		small = f32x4.splat(epsilon);
	const end = <usize>count * 4;
	let i: usize = 0;
	for (; i + 16 <= end; i += 16) {
		const g = v128.load(gradient + i);
		const square = f32x4.add(
			f32x4.mul(keep, v128.load(squares + i)),
			f32x4.mul(take, f32x4.mul(g, g)),
		);
		v128.store(squares + i, square);
		const divisor = f32x4.add(f32x4.sqrt(square), small);
		v128.store(next + i, f32x4.sub(v128.load(p + i), f32x4.div(f32x4.mul(step, g), divisor)));
	}
	for (; i < end; i += 4) {
		const g = load<f32>(gradient + i);
		const square = alpha * load<f32>(squares + i) + (1 - alpha) * (g * g);
		store<f32>(squares + i, square);
		store<f32>(next + i, load<f32>(p + i) - (rate * g) / (Mathf.sqrt(square) + epsilon));
	}
}
