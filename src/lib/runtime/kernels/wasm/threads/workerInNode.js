// A thread's worker in Node.
import { parentPort, workerData } from 'node:worker_threads';
import { serve } from './sharedJob.js';

serve(workerData, () => parentPort?.postMessage('ready'));
