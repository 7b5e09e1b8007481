// The twin's READMEs, in both languages.
import type { Program } from '../../compile/program';
import type { GraphDocument, Label } from '../../graph/types';

export function readmeFiles(
	{ title, source }: GraphDocument,
	{ run, datasets }: Program,
): Record<string, string> {
	const from = source
		? `${source.paper}, ${source.year}${source.url ? `, <${source.url}>` : ''}\n\n`
		: '';
	const { batch, rounds } = run;
	const [data = 'NAME'] = datasets;
	return {
		'README.md': `# ${inLanguage(title, 'en')}

${from}The PyTorch twin of a graph made with GAN Loom. It trains as the graph does in the browser: the same layers, losses, order of updates, optimizers and schedules. Nothing here imports anything of GAN Loom's.

    pip install -r requirements.txt
    python train.py --rounds ${rounds} --batch ${batch} --out out
    torchrun --nproc_per_node=4 train.py        # several GPUs, or processors
    python train.py --resume                    # goes on where it stopped
    python generate.py --help                   # what a trained network makes of inputs of your own

| file | what |
| --- | --- |
| \`model.py\` | the networks; layers are called what they are on the canvas |
| \`train.py\` | the training canvas: what is drawn, each player's loss, one round |
| \`generate.py\` | what a trained network makes of given inputs |
| \`engine.py\` | players and their updates, processes that share the work, the run from start to end |
| \`data.py\` | data sets, packed or from folders, and random numbers with names |
| \`checkpoints.py\` | weights and all it takes to go on from them, in one file |
| \`batchnorm.py\`, \`commandline.py\`, \`pictures.py\`, \`tensors.py\` | batch norm over processes, options and progress, sheets as PNG, safetensors |
| \`weights.safetensors\` | the weights to start from, named \`network/node/weight\` |

\`out/\` gets \`samples-*.png\`, \`losses.csv\` and \`weights.safetensors\` (and \`averaged.safetensors\`, where a player keeps running averages). Beside the weights that file has what the optimizers keep, the averages and the round: dropped on the graph in GAN Loom, or given to \`ganloom train --weights\`, training goes on just there, and what GAN Loom saves goes on here with \`--weights FILE\`.

- \`--data ${data}=FOLDER\` trains on your own pictures (PNG, JPEG …) or sounds (WAV, 16 bit) in the place of a data set.
- Data sets that GAN Loom draws on the spot are here as a packed sample of their items.
- A batch is shared by all processes. Batch norm sees each process's own share, as is usual with several GPUs, or all of the batch with \`--sync-batchnorm\`: then the run is that of one process, for two small messages a layer. \`--accumulate N\` computes a batch in N parts; batch norm then sees parts.
- \`--amp\` computes networks in bfloat16.
- A seed gives the same run every time, also when it is stopped and resumed. It is not the browser's run of that seed: the random numbers are PyTorch's.
- \`--feeds FILE.safetensors\` replays recorded values of sources, named \`node/port\`, each [draws, batch, …] with channels last. \`ganloom train --feeds\` reads the same file, so both can be compared number by number.
`,
		'README.ja.md': `# ${inLanguage(title, 'ja')}

${from}GAN Loom で作ったグラフの PyTorch 版です。層、損失、更新の順番、最適化手法、学習率の変化はブラウザでの学習と同じです。GAN Loom のコードは使いません。

    pip install -r requirements.txt
    python train.py --rounds ${rounds} --batch ${batch} --out out
    torchrun --nproc_per_node=4 train.py        # 複数の GPU または CPU で
    python train.py --resume                    # 止めたところから続ける
    python generate.py --help                   # 学習したネットワークに自分の入力を与える

| ファイル | 内容 |
| --- | --- |
| \`model.py\` | ネットワーク。層の名前はキャンバスと同じです |
| \`train.py\` | 学習キャンバス。何を引くか、各プレイヤーの損失、1 ラウンドの流れ |
| \`generate.py\` | 学習したネットワークに入力を与えて、出力を作る |
| \`engine.py\` | プレイヤーの更新、複数プロセスでの分担、学習の始めから終わりまで |
| \`data.py\` | データ（まとめたファイルまたはフォルダ）と、名前のついた乱数 |
| \`checkpoints.py\` | 重みと、学習を続けるのに要るものすべてを 1 つのファイルに |
| \`batchnorm.py\`、\`commandline.py\`、\`pictures.py\`、\`tensors.py\` | 複数プロセスでのバッチ正規化、オプションと経過の表示、PNG の一覧、safetensors |
| \`weights.safetensors\` | はじめの重み。名前は \`ネットワーク/ノード/重み\` です |

\`out/\` に \`samples-*.png\`、\`losses.csv\`、\`weights.safetensors\`（重みの移動平均をとるプレイヤーがいれば \`averaged.safetensors\` も）ができます。このファイルには重みのほかに、最適化手法の状態、移動平均、ラウンド数も入っています。GAN Loom で開いたグラフにドロップするか \`ganloom train --weights\` に渡すと、ちょうどその続きから学習できます。GAN Loom が保存したファイルも、\`--weights FILE\` でここから続けられます。

- \`--data ${data}=フォルダ\` で、データの代わりに自分の画像（PNG、JPEG など）や音（16 ビットの WAV）で学習します。
- GAN Loom がその場で描くデータは、一部をまとめたファイルにして入れてあります。
- バッチは全プロセスで分けます。バッチ正規化はふつう各プロセスの分だけで計算します。\`--sync-batchnorm\` をつけるとバッチ全体で計算し、1 プロセスのときと同じ学習になります（層ごとに小さな通信が 2 回増えます）。\`--accumulate N\` はバッチを N 個に分けて順に計算します。このときバッチ正規化は分けたものごとに計算します。
- \`--amp\` はネットワークを bfloat16 で計算します。
- シードが同じなら、途中で止めて続けても、いつも同じ学習になります。乱数は PyTorch のものなので、同じシードでもブラウザの学習とは別の経過になります。
- \`--feeds FILE.safetensors\` は、記録しておいたデータやノイズの値を使います。名前は \`ノード/ポート\`、形は [引いた回数, バッチ, …]、チャンネルは最後です。\`ganloom train --feeds\` も同じファイルを読むので、両方を数値で比べられます。
`,
	};
}

const inLanguage = (label: Label, language: 'ja' | 'en'): string =>
	typeof label === 'string' ? label : label[language];
