/** An SPDX document of npm, as far as it is read here. */
export interface Spdx {
  readonly packages: readonly { readonly SPDXID: string; readonly name: string; readonly versionInfo: string }[];
  readonly relationships: readonly { readonly spdxElementId: string; readonly relatedSpdxElement: string }[];
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly dependencies?: Readonly<Record<string, string>> }>>;
}

/**
 * Leaves the package itself and those that it brings along. `npm sbom --omit dev` is no way to them: npm 11.19 leaves out whatever a development
 * package needs too, which valibot and picocolors are. Throws where one that is brought along is missing.
 */
export function keepShipped<Document extends Spdx>(document: Document, lockfile: Lockfile): Document {
  const shipped = shippedPackages(lockfile);
  const [own] = document.packages;
  const packages = document.packages.filter((one) => one === own || shipped.has(`${one.name}@${one.versionInfo}`));
  const names = new Set(packages.map((one) => `${one.name}@${one.versionInfo}`));
  const missing = [...shipped].filter((name) => !names.has(name));
  if (own === undefined || missing.length > 0) throw new Error(`the document lacks ${missing.join(', ') || 'the package itself'}`);
  const isOther = new Set(document.packages.map(({ SPDXID }) => SPDXID));
  for (const { SPDXID } of packages) isOther.delete(SPDXID);
  const relationships = document.relationships.filter((one) => !isOther.has(one.spdxElementId) && !isOther.has(one.relatedSpdxElement));
  return { ...document, packages, relationships };
}

/** `name@version` of all that stand in `dependencies`, and in those of these. Throws where the lockfile lacks one. */
export function shippedPackages({ packages }: Lockfile): ReadonlySet<string> {
  const places = new Set(['']);
  // A Set yields what is added while it is walked.
  for (const place of places)
    for (const name of Object.keys(packages[place]?.dependencies ?? {})) {
      let around = place;
      while (!(`${around}/node_modules/${name}`.replace(/^\//, '') in packages)) {
        if (around === '') throw new Error(`the lockfile lacks ${name}`);
        around = around.slice(0, Math.max(0, around.lastIndexOf('node_modules/') - 1));
      }
      places.add(`${around}/node_modules/${name}`.replace(/^\//, ''));
    }
  places.delete('');
  const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return new Set([...places].map((place) => `${nameOf(place)}@${packages[place]?.version ?? ''}`));
}
