import type { Build, Package } from '../model/report.ts';
import { count } from '../view/numbers.ts';
import { safeText } from '../view/safe-text.ts';

/** What was built and how, on one line: all that makes two results comparable. */
export function buildLine({ build, packages }: { readonly build: Build; readonly packages: readonly Package[] }): string {
  const main = build.modules.map((module) => module.path);
  const parts = [
    `stackward ${build.stackward}`,
    build.go,
    `${build.goos}/${build.goarch}`,
    main.length > 3 ? `${main.length} modules` : main.join(', '),
  ];
  if (build.experiment !== '') parts.push(`GOEXPERIMENT=${build.experiment}`);
  if (build.tags.length > 0) parts.push(`-tags=${build.tags.join(',')}`);
  if (build.gcflags !== '') parts.push(`gcflags ${build.gcflags}`);
  if (build.race) parts.push('-race');
  if (build.pgo.length > 0) parts.push(`PGO ${build.pgo.map((profile) => profile.file).join(', ')}`);
  if (build.tests) parts.push('with tests');
  if (build.deps !== undefined) {
    const again = packages.filter((pkg) => pkg.dependency === true).length;
    parts.push(`${count(again, 'package')} of dependencies compiled again (--deps ${build.deps.join(' ')})`);
  }
  return safeText(parts.join(' · '));
}
