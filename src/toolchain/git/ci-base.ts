/** What a CI says of the change under test, in the order in which it is tried. */
export interface CiRow {
  /** As people call it. */
  readonly ci: string;
  /** The variable that only this CI sets. */
  readonly when: string;
  /** Variables that hold the commit that the change is compared with: exact, and no branch has to be fetched by name. */
  readonly commits: readonly string[];
  /** Variables that hold the branch that it goes into: `main`, or `refs/heads/main`. */
  readonly branches: readonly string[];
  /** Variables that hold the commit before a push. */
  readonly before?: readonly string[];
}

/**
 * The one table of CI systems; docs/gate.md shows it. Variables as their documentation has them in 2026. Where a CI builds the merge of a change into its target, the base is the
 * merge base of that merge and the target all the same: the target's tip.
 */
export const ciTable: readonly CiRow[] = [
  // Also Gitea and Forgejo Actions. The commits of a pull request, a merge group and a push stand in the event's payload.
  { ci: 'GitHub Actions', when: 'GITHUB_ACTIONS', commits: [], branches: ['GITHUB_BASE_REF'] },
  {
    ci: 'GitLab CI',
    when: 'GITLAB_CI',
    commits: ['CI_MERGE_REQUEST_DIFF_BASE_SHA'],
    branches: ['CI_MERGE_REQUEST_TARGET_BRANCH_NAME', 'CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME'],
    before: ['CI_COMMIT_BEFORE_SHA'],
  },
  {
    ci: 'Bitbucket',
    when: 'BITBUCKET_BUILD_NUMBER',
    commits: ['BITBUCKET_PR_DESTINATION_COMMIT'],
    branches: ['BITBUCKET_PR_DESTINATION_BRANCH'],
  },
  { ci: 'Azure Pipelines', when: 'TF_BUILD', commits: [], branches: ['SYSTEM_PULLREQUEST_TARGETBRANCH'] },
  {
    ci: 'Buildkite',
    when: 'BUILDKITE',
    commits: ['BUILDKITE_MERGE_QUEUE_BASE_COMMIT'],
    branches: ['BUILDKITE_PULL_REQUEST_BASE_BRANCH'],
  },
  { ci: 'AppVeyor', when: 'APPVEYOR_PULL_REQUEST_NUMBER', commits: [], branches: ['APPVEYOR_REPO_BRANCH'] },
  { ci: 'Cirrus CI', when: 'CIRRUS_CI', commits: ['CIRRUS_BASE_SHA'], branches: ['CIRRUS_BASE_BRANCH'] },
  { ci: 'Drone', when: 'DRONE_PULL_REQUEST', commits: [], branches: ['DRONE_TARGET_BRANCH'] },
  { ci: 'Woodpecker', when: 'CI_COMMIT_TARGET_BRANCH', commits: [], branches: ['CI_COMMIT_TARGET_BRANCH'], before: ['CI_PREV_COMMIT_SHA'] },
  { ci: 'Prow', when: 'PROW_JOB_ID', commits: ['PULL_BASE_SHA'], branches: ['PULL_BASE_REF'] },
  {
    ci: 'Jenkins',
    when: 'JENKINS_URL',
    commits: [],
    branches: ['CHANGE_TARGET', 'ghprbTargetBranch', 'GERRIT_BRANCH'],
    before: ['GIT_PREVIOUS_SUCCESSFUL_COMMIT'],
  },
];

/** What the environment and, of GitHub, the event's payload say of the base. */
export interface CiBase {
  readonly ci: string;
  readonly commits: readonly string[];
  readonly branch?: string;
  /** The commit before the push, where nothing goes into a branch. */
  readonly before?: string;
}

/** `event` is the payload of a GitHub event, parsed; undefined for none. Undefined outside of a CI. */
export function readCi(env: Readonly<Record<string, string | undefined>>, event: unknown): CiBase | undefined {
  const row = ciTable.find(({ when }) => isSet(env[when]));
  if (!row) return undefined;
  const values = (names: readonly string[] = []): string[] => names.flatMap((name) => (isSet(env[name]) ? [env[name] as string] : []));
  const commits = values(row.commits);
  const before = values(row.before);
  if (row.when === 'GITHUB_ACTIONS') {
    const text = (...path: readonly string[]): string[] => {
      const found = path.reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | null | undefined)?.[key], event);
      return typeof found === 'string' ? [found] : [];
    };
    // A merge group is the target with the changes before it in the queue.
    commits.push(...text('merge_group', 'base_sha'), ...text('pull_request', 'base', 'sha'));
    before.push(...text('before'));
  }
  const branch = values(row.branches)[0]?.replace(/^refs\/heads\//, '');
  const [pushed] = before.filter((hash) => !/^0+$/.test(hash));
  return {
    ci: row.ci,
    commits: commits.filter((hash) => /^[0-9a-f]{7,64}$/.test(hash)),
    ...(branch === undefined ? {} : { branch }),
    ...(pushed === undefined ? {} : { before: pushed }),
  };
}

/** Azure leaves what it cannot expand as `$(…)`; Buildkite and Travis say `false`. */
function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '' && value !== 'false' && !value.startsWith('$(');
}
