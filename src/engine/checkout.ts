import type { Host } from '../host/host.ts';
import { removeCheckouts, takeCheckoutPlace } from '../store/checkout-places.ts';
import { checkOut } from '../toolchain/git/check-out.ts';
import type { Repository } from '../toolchain/git/repository.ts';
import type { GitCall } from '../toolchain/git/run-git.ts';

/** The files of one revision, in a folder of our own. */
export interface Checkout {
  /** The top of the repository there. Absolute, slashes. */
  readonly folder: string;
  readonly commit: string;
  /** Lets others use the folder; its files stay for the next time. */
  release(): Promise<void>;
}

export interface CheckoutRequest {
  readonly repository: Repository;
  readonly call: GitCall;
  /** A full hash. */
  readonly commit: string;
  /** The user's folder for caches: the place below it is the same in every run. */
  readonly folder: string;
}

/**
 * Checks a revision out, beside the user's working tree and without touching the repository. The path is stable for each repository, the files stay from run
 * to run; two at once get two places; one that was killed half-way is made anew. Throws those of `takeCheckoutPlace` and `checkOut`.
 */
export async function openCheckout(host: Host, { repository, call, commit, folder }: CheckoutRequest): Promise<Checkout> {
  const place = await takeCheckoutPlace(host, folder, repository.commonDir, commit);
  try {
    await place.begin();
    await checkOut(host, call, repository, commit, place);
    await place.done(commit);
  } catch (error) {
    await place.release();
    throw error;
  }
  return {
    folder: await host.files.real(place.folder),
    commit,
    async release() {
      await place.release();
      await removeCheckouts(host, folder, 'unused').catch(() => undefined);
    },
  };
}
