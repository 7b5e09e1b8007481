// Lets the messages that have come in be handled, without the 4 ms that nested timers are made to wait.

const waiting: (() => void)[] = [];
let channel: MessageChannel | undefined;

/** Resolves in a task of its own. */
export function nextTask(): Promise<void> {
	// Node's message ports would keep the process from ending.
	if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
	if (!channel) {
		channel = new MessageChannel();
		channel.port1.onmessage = () => waiting.shift()?.();
	}
	const { port2 } = channel;
	return new Promise((resolve) => {
		waiting.push(resolve);
		port2.postMessage(null);
	});
}
