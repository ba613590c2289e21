/** Paths with `/`, as text: no file system, no platform. Windows shapes are turned into `/` first. */

export function toSlashes(path: string): string {
  return path.includes('\\') ? path.replaceAll('\\', '/') : path;
}

/** `/a`, `C:/a` and `//server/share` are absolute. Expects slashes. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path);
}

/** Resolves `.` and `..` by text. A relative path may keep leading `..`. */
export function normalize(path: string): string {
  if (!/(^|\/)\.{0,2}(\/|$)/.test(path)) return path;
  const absolute = path.startsWith('/');
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else if (part !== '..' || !absolute) out.push(part);
  }
  const joined = out.join('/');
  return absolute ? `/${joined}` : joined === '' ? '.' : joined;
}

export function join(base: string, path: string): string {
  return normalize(`${base}/${path}`);
}

/** A path as it is meant from `folder`: an absolute one stays. Both may have the platform's own slashes. */
export function resolveFrom(folder: string, path: string): string {
  const slashes = toSlashes(path);
  return isAbsolute(slashes) ? slashes : join(toSlashes(folder), slashes);
}

/** The part of `path` below `folder`, '' for the folder itself, undefined when it is not inside. `c:/a` is inside `C:/`. */
export function inside(folder: string, path: string): string | undefined {
  const drive = driveOf(folder);
  if (drive !== '' && drive !== folder.slice(0, 2)) return inside(drive + folder.slice(2), path);
  if (drive !== '' && drive !== path.slice(0, 2) && drive === driveOf(path)) return inside(folder, drive + path.slice(2));
  if (path === folder) return '';
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

/** `C:` of `c:/a`; programs write the letter as they were told it. '' where there is none. */
function driveOf(path: string): string {
  return /^[A-Za-z]:\//.test(path) ? `${path.charAt(0).toUpperCase()}:` : '';
}

/** The way from the folder `from` to `to`; both absolute. `.` when they are the same, `to` itself where no way leads from one drive to another. */
export function relative(from: string, to: string): string {
  if (driveOf(from) !== driveOf(to)) return normalize(to);
  const a = normalize(from).split('/').filter(Boolean);
  const b = normalize(to).split('/').filter(Boolean);
  // The same drive, whatever the letter's case.
  let same = driveOf(from) === '' ? 0 : 1;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  const way = [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
  return way === '' ? '.' : way;
}

/** The folder around; `/` and `C:/` are in themselves. */
/** The last part of a path, whichever slashes it has. */
export function basename(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

export function dirname(path: string): string {
  const cut = path.lastIndexOf('/');
  if (cut === 2 && driveOf(path) !== '') return path.slice(0, 3);
  return cut < 0 ? '.' : cut === 0 ? '/' : path.slice(0, cut);
}
