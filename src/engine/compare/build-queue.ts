import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import type { Cache } from '../../store/cache.ts';
import { digest } from '../digest.ts';
import type { Options } from '../options.ts';
import type { Progress } from '../progress.ts';
import { createSession, type Opened, type Session, type Snapshot } from '../session.ts';
import type { AskedBuild } from './compare.ts';
import { readPgoProfile, refuseOtherProgram, type PgoFunctions } from './pgo-profile.ts';
import { listShipped, onlyPackages } from './shipped-packages.ts';
import type { RevisionFolder } from './revisions.ts';

export interface QueueSettings {
  readonly stackward: string;
  readonly cache: Cache | undefined;
  readonly revisions: RevisionFolder;
  readonly onProgress: (event: Progress) => void;
  readonly signal: AbortSignal | undefined;
}

/** The builds of a comparison, made one after the other, each once. What ends a build is given back; `cancelled` is thrown. */
export interface BuildQueue {
  /** Makes a build, and looks no further where its report is known. */
  open(build: number): Promise<Opened | UserError>;
  /** Names what a build was, with what its sources ask for; undefined where it is not known yet. */
  keyOf(build: number): string | undefined;
  /** … with its evidence; its session is closed then. */
  whole(build: number): Promise<Snapshot | UserError>;
  /** Where a build was made and how, for what runs its code. */
  placeOf(build: number): { readonly host: Host; readonly options: Options };
  /** Closes what is open. */
  close(): Promise<void>;
}

interface Making {
  readonly asked: AskedBuild;
  /** With what is set for this build alone. */
  readonly there: Host;
  readonly opened: Opened;
  readonly session: Session;
  readonly options: Options;
  readonly functions: PgoFunctions | undefined;
  readonly forwarded: Promise<void>;
}

export function createBuildQueue(host: Host, builds: readonly AskedBuild[], settings: QueueSettings): BuildQueue {
  const { stackward, cache, revisions, onProgress, signal } = settings;
  const making = new Map<number, Making | UserError>();
  const keys = new Map<number, string>();
  const places = new Map<number, { readonly host: Host; readonly options: Options }>();
  const make = async (build: number): Promise<Making> => {
    const asked = builds[build];
    if (!asked) throw new Error('no such build');
    const place = await revisions.open(asked);
    const options = place ? { ...asked.options, cwd: place.cwd } : asked.options;
    const functions = await readPgoProfile(host, options);
    const there = withVariables(place ? { ...host, env: place.env } : host, asked);
    places.set(build, { host: there, options });
    const session = createSession(there, options, stackward, cache);
    const forwarded = forward(session, (event) =>
      onProgress({ ...event, build: { label: asked.label, number: build + 1, of: builds.length } }),
    );
    try {
      const opened = await session.open(signal);
      if (opened.known) keys.set(build, digest(opened.key, JSON.stringify(opened.known.report)));
      return { asked, there, opened, session, options, functions, forwarded };
    } catch (error) {
      session.close();
      await forwarded;
      throw error;
    }
  };
  const made = async (build: number): Promise<Making | UserError> => {
    const known = making.get(build) ?? (await orEnd(() => make(build)));
    making.set(build, known);
    return known;
  };
  const end = async (build: number): Promise<void> => {
    const one = making.get(build);
    making.delete(build);
    if (!one || one instanceof UserError) return;
    one.session.close();
    await one.forwarded;
  };
  return {
    async open(build) {
      const one = await made(build);
      return one instanceof UserError ? one : one.opened;
    },
    keyOf: (build) => keys.get(build),
    async whole(build) {
      const one = await made(build);
      if (one instanceof UserError) return one;
      const { asked, there, opened, session, options, functions } = one;
      try {
        return await orEnd(async () => {
          const whole = await opened.whole();
          const snapshot = asked.shipped
            ? { ...whole, report: onlyPackages(whole.report, await listShipped(there, options, asked.shipped, signal)) }
            : whole;
          if (functions) refuseOtherProgram(functions, options.pgo ?? '', snapshot);
          keys.set(build, digest(opened.key, JSON.stringify(snapshot.report)));
          await session.keep();
          return snapshot;
        });
      } finally {
        await end(build);
      }
    },
    placeOf(build) {
      const place = places.get(build);
      if (!place) throw new Error('a build that was not made');
      return place;
    },
    async close() {
      for (const build of making.keys()) await end(build);
    },
  };
}

/** The host with what is set for one build alone. */
function withVariables(host: Host, { env = {}, goflags = [] }: AskedBuild): Host {
  const all = { ...host.env, ...env };
  return { ...host, env: goflags.length === 0 ? all : { ...all, GOFLAGS: [all['GOFLAGS'] ?? '', ...goflags].join(' ').trim() } };
}

async function orEnd<T>(run: () => Promise<T>): Promise<T | UserError> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UserError && error.code !== 'cancelled') return error;
    throw error;
  }
}

async function forward(session: Session, to: (event: Progress) => void): Promise<void> {
  for await (const event of session.events) if (event.stage !== 'done') to(event);
}
