// The kinds there are, in the order the palette shows them. The only list of them.
import type { Kind } from './kind';
import { atanh } from './layers/atanh';
import { avgPool1d } from './layers/avgPool1d';
import { avgPool2d } from './layers/avgPool2d';
import { batchNorm } from './layers/batchNorm';
import { conditioning } from './layers/conditioning';
import { conv1d } from './layers/conv1d';
import { conv2d } from './layers/conv2d';
import { convTranspose1d } from './layers/convTranspose1d';
import { convTranspose2d } from './layers/convTranspose2d';
import { crop } from './layers/crop';
import { dense } from './layers/dense';
import { dropout } from './layers/dropout';
import { embedding } from './layers/embedding';
import { flatten } from './layers/flatten';
import { globalPool } from './layers/globalPool';
import { groupNorm } from './layers/groupNorm';
import { gru } from './layers/gru';
import { instanceNorm } from './layers/instanceNorm';
import { layerNorm } from './layers/layerNorm';
import { leakyRelu } from './layers/leakyRelu';
import { linear } from './layers/linear';
import { maxPool2d } from './layers/maxPool2d';
import { melSpectrogram } from './layers/melSpectrogram';
import { minibatchStd } from './layers/minibatchStd';
import { pixelNorm } from './layers/pixelNorm';
import { pixelShuffle } from './layers/pixelShuffle';
import { reflectionPad } from './layers/reflectionPad';
import { relu } from './layers/relu';
import { reshape } from './layers/reshape';
import { resize } from './layers/resize';
import { selfAttention } from './layers/selfAttention';
import { sigmoid } from './layers/sigmoid';
import { softplus } from './layers/softplus';
import { spread } from './layers/spread';
import { tanh } from './layers/tanh';
import { upsample } from './layers/upsample';
import { zeroPad } from './layers/zeroPad';
import { bce } from './losses/bce';
import { bceLogits } from './losses/bceLogits';
import { crossEntropy } from './losses/crossEntropy';
import { featureMatching } from './losses/featureMatching';
import { gradientPenalty } from './losses/gradientPenalty';
import { hinge } from './losses/hinge';
import { klDivergence } from './losses/klDivergence';
import { l1 } from './losses/l1';
import { l2 } from './losses/l2';
import { leastSquares } from './losses/leastSquares';
import { r1Penalty } from './losses/r1Penalty';
import { rawOutput } from './losses/rawOutput';
import { stftLoss } from './losses/stftLoss';
import { wasserstein } from './losses/wasserstein';
import { weightedSum } from './losses/weightedSum';
import { add } from './merges/add';
import { concat } from './merges/concat';
import { innerProduct } from './merges/innerProduct';
import { multiply } from './merges/multiply';
import { histogram } from './monitors/histogram';
import { samples } from './monitors/samples';
import { scalar } from './monitors/scalar';
import { block } from './networks/block';
import { call } from './networks/call';
import { input } from './networks/input';
import { output } from './networks/output';
import { constant } from './sources/constant';
import { dataset } from './sources/dataset';
import { noise } from './sources/noise';
import { oneHot } from './sources/oneHot';
import { textVector } from './sources/textVector';
import { wordNumbers } from './sources/wordNumbers';
import { wrongCondition } from './sources/wrongCondition';
import { wrongPair } from './sources/wrongPair';
import { hold } from './training/hold';
import { imagePool } from './training/imagePool';
import { player } from './training/player';
import { stopGradient } from './training/stopGradient';

export const kinds: readonly Kind[] = [
	dataset,
	noise,
	constant,
	oneHot,
	textVector,
	wordNumbers,
	wrongCondition,
	wrongPair,
	hold,
	imagePool,
	stopGradient,
	dense,
	conv2d,
	convTranspose2d,
	conv1d,
	convTranspose1d,
	upsample,
	pixelShuffle,
	avgPool2d,
	avgPool1d,
	maxPool2d,
	globalPool,
	reflectionPad,
	melSpectrogram,
	zeroPad,
	crop,
	resize,
	batchNorm,
	instanceNorm,
	layerNorm,
	groupNorm,
	pixelNorm,
	minibatchStd,
	selfAttention,
	relu,
	leakyRelu,
	sigmoid,
	tanh,
	atanh,
	softplus,
	linear,
	dropout,
	embedding,
	gru,
	flatten,
	reshape,
	spread,
	conditioning,
	input,
	output,
	call,
	block,
	concat,
	add,
	multiply,
	innerProduct,
	bce,
	bceLogits,
	crossEntropy,
	leastSquares,
	hinge,
	wasserstein,
	rawOutput,
	l1,
	l2,
	klDivergence,
	stftLoss,
	featureMatching,
	gradientPenalty,
	r1Penalty,
	weightedSum,
	player,
	samples,
	histogram,
	scalar,
];

const byId: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [kind.id, kind]));

export function kindOf(id: string): Kind | undefined {
	return byId.get(id);
}
