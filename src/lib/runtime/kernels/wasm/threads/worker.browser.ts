// A thread's worker in a browser.
import { serve } from './sharedJob.js';
import type { ThreadStart } from './threads';

onmessage = ({ data }: MessageEvent<ThreadStart>) => serve(data, () => postMessage('ready'));
