// The training worker's entry: owns tfjs, answers the page through Comlink.
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { expose } from 'comlink';
import { loadDataset } from '../data/load';
import { TrainingEngine } from './engine';
import { wasmFiles } from './wasmFiles.browser';

expose(new TrainingEngine({ tf, wasmFiles, loadDataset: (name, base) => loadDataset(name, base) }));
