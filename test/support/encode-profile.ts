/** A profile as messages, for the encoder of the tests. Ids are free; texts are texts. */
export interface MadeProfile {
  readonly types: readonly (readonly [type: string, unit: string])[];
  readonly samples: readonly {
    readonly locations: readonly bigint[];
    readonly values: readonly bigint[];
    readonly labels: readonly MadeLabel[];
  }[];
  readonly mappings: readonly {
    readonly id: bigint;
    readonly start: bigint;
    readonly limit: bigint;
    readonly file: string;
    readonly buildId: string;
  }[];
  readonly locations: readonly {
    readonly id: bigint;
    readonly mapping: bigint;
    readonly address: bigint;
    readonly lines: readonly { readonly function: bigint; readonly line: bigint; readonly column: bigint }[];
    readonly isFolded?: boolean;
  }[];
  readonly functions: readonly {
    readonly id: bigint;
    readonly name: string;
    readonly systemName: string;
    readonly file: string;
    readonly startLine: bigint;
  }[];
  readonly defaultType?: string;
  readonly comments?: readonly string[];
  readonly period?: bigint;
  readonly periodType?: readonly [string, string];
  readonly timeNanos?: bigint;
  readonly durationNanos?: bigint;
  readonly dropFrames?: string;
  readonly keepFrames?: string;
  readonly docUrl?: string;
}

export type MadeLabel =
  | { readonly key: string; readonly text: string }
  | { readonly key: string; readonly number: bigint; readonly unit: string };

export interface EncodeOptions {
  /** Repeated numbers as fields of their own, as writers of proto2 do. */
  readonly unpacked?: boolean;
  /** Fields that no reader knows, everywhere. */
  readonly unknown?: boolean;
  /** The table of strings first instead of last. */
  readonly stringsFirst?: boolean;
}

/** Writes pprof's format, raw: plain and slow, to be read beside `proto/profile.proto`. */
export function encodeProfile(made: MadeProfile, options: EncodeOptions = {}): Uint8Array {
  const strings = new Map([['', 0]]);
  const text = (value: string): bigint => {
    if (!strings.has(value)) strings.set(value, strings.size);
    return BigInt(strings.get(value)!);
  };
  const many = (field: number, values: readonly bigint[]): number[] =>
    options.unpacked === true ? values.flatMap((value) => [...tag(field, 0), ...varint(value)]) : bytes(field, values.flatMap(varint));
  const odd = (): number[] =>
    options.unknown === true
      ? [...number(99, 7n), ...bytes(98, [1, 2, 3]), ...tag(97, 5), 1, 2, 3, 4, ...tag(96, 1), 1, 2, 3, 4, 5, 6, 7, 8]
      : [];
  const message = (field: number, ...parts: number[][]): number[] => bytes(field, [...odd(), ...parts.flat()]);
  const valueType = (field: number, [type, unit]: readonly [string, string]): number[] =>
    message(field, number(1, text(type)), number(2, text(unit)));

  const body = [
    odd(),
    ...made.types.map((one) => valueType(1, one)),
    ...made.samples.map(({ locations, values, labels }) =>
      message(
        2,
        many(1, locations),
        many(2, values),
        ...labels.map((label) =>
          'text' in label
            ? message(3, number(1, text(label.key)), number(2, text(label.text)))
            : message(3, number(1, text(label.key)), number(3, label.number), number(4, text(label.unit))),
        ),
      ),
    ),
    ...made.mappings.map(({ id, start, limit, file, buildId }) =>
      message(3, number(1, id), number(2, start), number(3, limit), number(5, text(file)), number(6, text(buildId)), number(7, 1n)),
    ),
    ...made.locations.map(({ id, mapping, address, lines, isFolded }) =>
      message(
        4,
        number(1, id),
        number(2, mapping),
        number(3, address),
        ...lines.map((line) => message(4, number(1, line.function), number(2, line.line), number(3, line.column))),
        number(5, isFolded === true ? 1n : 0n),
      ),
    ),
    ...made.functions.map(({ id, name, systemName, file, startLine }) =>
      message(5, number(1, id), number(2, text(name)), number(3, text(systemName)), number(4, text(file)), number(5, startLine)),
    ),
    number(7, text(made.dropFrames ?? '')),
    number(8, text(made.keepFrames ?? '')),
    number(9, made.timeNanos ?? 0n),
    number(10, made.durationNanos ?? 0n),
    ...(made.periodType === undefined ? [] : [valueType(11, made.periodType)]),
    number(12, made.period ?? 0n),
    many(13, (made.comments ?? []).map(text)),
    number(14, text(made.defaultType ?? '')),
    number(15, text(made.docUrl ?? '')),
  ];
  const table = [...strings.keys()].map((value) => bytes(6, [...Buffer.from(value)]));
  return Uint8Array.from((options.stringsFirst === true ? [...table, ...body] : [...body, ...table]).flat());
}

function varint(value: bigint): number[] {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128);
  return [...out, Number(rest)];
}

function tag(field: number, wire: number): number[] {
  return varint(BigInt((field << 3) | wire));
}

/** Left out where it is 0, as all writers do. */
function number(field: number, value: bigint): number[] {
  return value === 0n ? [] : [...tag(field, 0), ...varint(value)];
}

function bytes(field: number, content: readonly number[]): number[] {
  return [...tag(field, 2), ...varint(BigInt(content.length)), ...content];
}
