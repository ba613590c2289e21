import type { Build, Report } from '../model/report.ts';
import { count } from './numbers.ts';
import { safeText } from './safe-text.ts';

/** What was built and how, on one line: all that makes two results comparable. */
export function buildLine({ build, builds, packages }: Pick<Report, 'build' | 'builds' | 'packages'>): string {
  const main = build.modules.map((module) => module.path);
  // What the builds do not share is said once, by their labels.
  const same = (get: (one: Build) => string): string => ((builds?.every((one) => get(one) === get(build)) ?? true) ? get(build) : '');
  const tags = same((one) => one.tags.join(','));
  const parts = [
    `stackward ${build.stackward}`,
    build.go,
    same(({ goos, goarch }) => `${goos}/${goarch}`),
    main.length > 3 ? `${main.length} modules` : main.join(', '),
  ];
  if (builds) parts.push(`${count(builds.length, 'build')}: ${builds.map(({ label }) => label).join(', ')}`);
  if (build.experiment !== '') parts.push(`GOEXPERIMENT=${build.experiment}`);
  if (tags !== '') parts.push(`-tags=${tags}`);
  if (build.gcflags !== '') parts.push(`gcflags ${build.gcflags}`);
  const goflags = build.goflags?.filter((flag) => flag !== '-race') ?? [];
  if (goflags.length > 0) parts.push(`GOFLAGS ${goflags.join(' ')}`);
  if (build.race) parts.push('-race');
  if (build.pgo.length > 0) parts.push(`PGO ${build.pgo.map((profile) => profile.file).join(', ')}`);
  if (build.tests) parts.push('with tests');
  if (build.deps !== undefined) {
    const again = packages.filter((pkg) => pkg.dependency === true).length;
    parts.push(`${count(again, 'package')} of dependencies compiled again (--deps ${build.deps.join(' ')})`);
  }
  return safeText(parts.filter(Boolean).join(' · '));
}
