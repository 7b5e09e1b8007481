// Runs in the page of a headless browser: one training job, on the browser's GPU backends.
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { loadDataset } from '../../data/load';
import type { BackendVerdict, MonitorValue } from '../../runtime/protocol';
import { runTrainingJob, type TrainingJob } from '../../runtime/trainingJob';
import { wasmFiles } from '../../runtime/wasmFiles.browser';
import {
	packCheckpoint,
	toBase64,
	unpackArrays,
	unpackCheckpoint,
	type PackedArray,
	type PackedCheckpoint,
} from './hostArrays';

/** A job as it travels: arrays packed, and no address, for the page knows its own. */
export type PackedJob = Omit<TrainingJob, 'weights' | 'checkpoint' | 'feeds' | 'base'> & {
	weights?: Record<string, PackedArray>;
	checkpoint?: PackedCheckpoint;
	feeds?: Record<string, PackedArray>;
};

export interface PackedResult {
	backends: BackendVerdict[];
	/** tfjs's own word for what it ran on. */
	ranOn: string;
	checkpoint: PackedCheckpoint;
	seconds: number;
}

export type PackedMonitors = Record<
	string,
	| Exclude<MonitorValue, { shows: 'pictures' }>
	| {
			shows: 'pictures';
			count: number;
			height: number;
			width: number;
			channels: number;
			base64: string;
	  }
>;

declare global {
	interface Window {
		/** Takes a `PackedJob` as JSON. */
		runJob(packed: string): Promise<PackedResult>;
		/** Given by the Node side. */
		jobStarted(backends: BackendVerdict[]): Promise<void>;
		jobRound(round: number, losses: Record<string, number>): Promise<void>;
		jobMonitors(round: number, monitors: PackedMonitors): Promise<void>;
	}
}

window.runJob = async (packed) => {
	const { weights, checkpoint: from, feeds, ...job } = JSON.parse(packed) as PackedJob;
	const { backends, checkpoint, seconds } = await runTrainingJob(
		{ tf, wasmFiles, loadDataset: (name, base) => loadDataset(name, base) },
		{
			...job,
			base: document.baseURI,
			weights: weights && unpackArrays(weights),
			checkpoint: from && unpackCheckpoint(from),
			feeds: feeds && unpackArrays(feeds),
		},
		{
			started: (verdicts) => void window.jobStarted(verdicts),
			round: (round, losses) => void window.jobRound(round, losses),
			monitors: (round, monitors) => void window.jobMonitors(round, packMonitors(monitors)),
		},
	);
	return {
		backends,
		ranOn: tf.getBackend(),
		checkpoint: packCheckpoint(checkpoint),
		seconds,
	};
};

function packMonitors(monitors: Record<string, MonitorValue>): PackedMonitors {
	const packed: PackedMonitors = {};
	for (const [node, value] of Object.entries(monitors)) {
		if (value.shows === 'pictures') {
			const { pixels, ...size } = value.pictures;
			packed[node] = { shows: 'pictures', ...size, base64: toBase64(pixels) };
		} else packed[node] = value;
	}
	return packed;
}
