import { useQuery } from '@tanstack/react-query';
import { answerOf, client } from '../../client/client.ts';
import { usePages } from '../../client/pages.ts';
import type {
  FlowReleaseSummary,
  FlowReleaseView,
  FlowRules,
} from '../../client/contract.generated.d.ts';
import type { Mood } from '../../ui/state-tag.tsx';

const keep = { placeholderData: <Data>(before: Data | undefined) => before };
const PAGE = 50;
/** So often is looked at a release that orders are entering: its evidence grows with them. */
const EVIDENCE_MS = 3_000;

export type Finding = FlowReleaseView['findings'][number];
export type ReleaseState = FlowReleaseSummary['state'];

/** What the policy says of the draft that the server keeps. */
export function useFindings(code: string, version: number, isWanted: boolean) {
  return useQuery({
    // What is known of an earlier version of the draft says nothing of this one.
    queryKey: ['flow', code, 'findings', version],
    enabled: isWanted,
    queryFn: () =>
      answerOf(client.GET('/v1/flows/{code}/findings', { params: { path: { code } } })),
  });
}

const NO_RULES: ReadonlyMap<string, FlowRules['items'][number]> = new Map();

/** The rules of the policy by their ids, for their titles. */
export function useRules(): typeof NO_RULES {
  const { data } = useQuery({
    queryKey: ['flow-rules'],
    staleTime: Infinity,
    queryFn: () => answerOf(client.GET('/v1/flow-rules')),
    select: ({ items }) => new Map(items.map((rule) => [rule.rule, rule])),
  });
  return data ?? NO_RULES;
}

/** What was submitted of a flow, the newest first. */
export function useReleases(flow: string) {
  return usePages<FlowReleaseSummary>(['flow', flow, 'releases'], (cursor, signal) =>
    answerOf(
      client.GET('/v1/flow-releases', {
        params: { query: { flow, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
}

/** A release with its findings and its evidence. */
export function useRelease(code: string, id: string) {
  return useQuery({
    queryKey: ['flow', code, 'release', id],
    refetchInterval: ({ state }) => (state.data?.state === 'releasing' ? EVIDENCE_MS : false),
    queryFn: () =>
      answerOf(client.GET('/v1/flows/{code}/releases/{id}', { params: { path: { code, id } } })),
    ...keep,
  });
}

export const RELEASE_MOODS: Readonly<Record<ReleaseState, Mood>> = {
  refused: 'bad',
  waiting: 'warn',
  approved: 'info',
  rejected: 'bad',
  withdrawn: 'quiet',
  releasing: 'accent',
  live: 'good',
  rolled_back: 'bad',
  replaced: 'quiet',
  stopped: 'quiet',
};
