/** The numbers of the fields of `perftools.profiles.Profile` (google/pprof, proto/profile.proto). */
export const fieldOf = {
  types: 1,
  samples: 2,
  mappings: 3,
  locations: 4,
  functions: 5,
  strings: 6,
  dropFrames: 7,
  keepFrames: 8,
  timeNanos: 9,
  durationNanos: 10,
  periodType: 11,
  period: 12,
  comments: 13,
  defaultType: 14,
  docUrl: 15,
} as const;
