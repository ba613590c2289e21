/**
 * Lines of each kind in the `-m=2` text of all of std on linux/amd64 (GOAMD64=v1, cgo on), one column for each release. They were counted
 * with another classifier, by anchored regular expressions over whole lines.
 */
export const stdReleases = ['go1.22.12', 'go1.23.12', 'go1.24.13', 'go1.25.14', 'go1.26.8', 'go1.27.4'] as const;

export const stdLineCounts: Readonly<Record<string, readonly number[]>> = {
  headers: [268, 282, 316, 321, 331, 353],
  'heading escapes': [20475, 20783, 23754, 0, 0, 0],
  'heading escapes in F': [0, 0, 0, 27794, 29533, 33600],
  'heading parameter': [59445, 55736, 56658, 0, 0, 0],
  'heading parameter for F': [0, 0, 0, 50650, 53432, 57086],
  'flow =': [904250, 777952, 691547, 0, 0, 0],
  'flow ←': [0, 0, 0, 420117, 461451, 493257],
  from: [1070482, 924268, 830753, 529283, 580332, 623080],
  truncated: [111, 111, 90, 3, 3, 4],
  'append-does-not-escape': [0, 0, 0, 517, 526, 548],
  'append-escapes': [0, 0, 0, 3956, 3961, 4452],
  'does-not-escape': [16734, 16912, 18702, 19744, 20457, 22701],
  'escapes-to-heap': [19518, 19737, 22363, 22794, 24520, 27571],
  'leaking-param-content': [3872, 3987, 4136, 4242, 4277, 4735],
  'leaking-param-to-result': [1983, 2028, 2174, 2227, 2309, 2514],
  'leaking-param': [7982, 8193, 8401, 8776, 9170, 10079],
  'moved-to-heap': [602, 689, 963, 831, 833, 1344],
  'self-assignment': [1504, 3307, 3603, 3661, 3818, 4114],
  'zero-copy': [109, 56, 58, 67, 70, 113],
  'escaping-uintptr': [19, 19, 19, 19, 19, 19],
  'unsafe-uintptr': [96, 91, 95, 95, 97, 95],
  'captures by ref': [521, 647, 1079, 832, 905, 1094],
  'captures by value': [2728, 2909, 3435, 3721, 3904, 4650],
  'big-caller': [10, 10, 11, 11, 11, 11],
  'inlining call': [47212, 52640, 61016, 63328, 70043, 79801],
  'can inline': [9975, 11456, 14253, 15072, 15870, 17463],
  'cannot inline': [10477, 11483, 11782, 12021, 12602, 13571],
  'cannot inline into': [0, 0, 10, 10, 10, 14],
  devirtualized: [88, 120, 92, 92, 134, 131],
  'imprecise-call': [0, 0, 9, 9, 9, 11],
  'bounds-check': [856, 910, 1044, 1074, 1138, 1303],
};
