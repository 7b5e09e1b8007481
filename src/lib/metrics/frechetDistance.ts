// Fréchet distance: how far two sets of features are apart, each taken as a Gaussian.
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Items by rows: `values` holds `values.length / size` items of `size` features each. */
export interface Features {
	values: ArrayLike<number>;
	size: number;
}

interface Gaussian {
	mean: Matrix;
	covariance: Matrix;
}

/**
 * |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½), covariances over n − 1 (Dowson and Landau 1982; on Inception features this
 * is the FID of Heusel et al. 2017, arXiv:1706.08500, equation 6). Features set its scale: distances compare only
 * under the same ones. It is biased upwards where there are few items.
 * @throws {RangeError} where sizes differ, or a set has fewer than two items.
 */
export function frechetDistance(a: Features, b: Features): number {
	if (a.size !== b.size) throw new RangeError(`There are ${a.size} features and ${b.size}.`);
	const [first, second] = [fitGaussian(a), fitGaussian(b)];
	const apart = Matrix.sub(first.mean, second.mean).norm('frobenius') ** 2;
	// Σ₁Σ₂ has the eigenvalues of Σ₁^½ Σ₂ Σ₁^½, which is symmetric.
	const root = squareRoot(first.covariance);
	const product = root.mmul(second.covariance).mmul(root);
	const eigenvalues = symmetric(product).realEigenvalues;
	const traceOfRoot = eigenvalues.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
	return apart + first.covariance.trace() + second.covariance.trace() - 2 * traceOfRoot;
}

function fitGaussian({ values, size }: Features): Gaussian {
	const count = values.length / size;
	if (!Number.isInteger(count) || count < 2) {
		throw new RangeError(`${values.length} numbers are no two items or more of ${size} features.`);
	}
	const items = Matrix.from1DArray(count, size, Array.from(values));
	const mean = Matrix.rowVector(items.mean('column'));
	const centred = items.subRowVector(mean);
	return {
		mean,
		covariance: centred
			.transpose()
			.mmul(centred)
			.div(count - 1),
	};
}

/** Of a symmetric matrix without negative eigenvalues, but for rounding. */
function squareRoot(matrix: Matrix): Matrix {
	const { realEigenvalues, eigenvectorMatrix } = symmetric(matrix);
	const roots = realEigenvalues.map((value) => Math.sqrt(Math.max(0, value)));
	return eigenvectorMatrix.mmul(Matrix.diag(roots)).mmul(eigenvectorMatrix.transpose());
}

/** Rounding leaves a matrix not quite symmetric, and the decomposition would then take the long way. */
function symmetric(matrix: Matrix): EigenvalueDecomposition {
	const even = Matrix.add(matrix, matrix.transpose()).div(2);
	return new EigenvalueDecomposition(even, { assumeSymmetric: true });
}
