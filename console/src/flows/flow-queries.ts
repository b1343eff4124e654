import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerOf, client } from '../client/client.ts';
import { usePages } from '../client/pages.ts';
import { useTryState } from './expression/try-context.ts';
import type {
  FlowCheck,
  FlowComponents,
  FlowDefinition,
  FlowRun,
  TriedExpression,
  TryExpression,
} from '../client/contract.generated.d.ts';

const keep = { placeholderData: <Data>(before: Data | undefined) => before };
const PAGE = 50;
/** As long as fingers pause between two letters, seldom longer. */
const CHECK_QUIET_MS = 250;
const TRY_QUIET_MS = 120;
const ORDERS_OFFERED = 30;

export type FlowComponent = FlowComponents['items'][number];
export type NodeParts = FlowCheck['nodes'][number];
export type FlowProblem = FlowCheck['problems'][number];

/** All flows; unless whoever reads may not read them. */
export function useFlows(isWanted = true) {
  return useQuery({
    queryKey: ['flows'],
    enabled: isWanted,
    queryFn: () => answerOf(client.GET('/v1/flows')),
    ...keep,
  });
}

/** A flow with its draft and versions. */
export function useFlow(code: string) {
  return useQuery({
    queryKey: ['flow', code],
    queryFn: () => answerOf(client.GET('/v1/flows/{code}', { params: { path: { code } } })),
  });
}

/** A version that was published; it never changes. Null: none is asked for. */
export function useFlowVersion(code: string, number: number | null) {
  return useQuery({
    queryKey: ['flow-version', code, number],
    enabled: number !== null,
    staleTime: Infinity,
    queryFn: () =>
      answerOf(
        client.GET('/v1/flows/{code}/versions/{number}', {
          params: { path: { code, number: number ?? 1 } },
        }),
      ),
  });
}

const NO_COMPONENTS: ReadonlyMap<string, FlowComponent> = new Map();

/** What flows are made of, by code, in the order of the palette. */
export function useComponents(): ReadonlyMap<string, FlowComponent> {
  const { data } = useQuery({
    queryKey: ['flow-components'],
    staleTime: Infinity,
    queryFn: () => answerOf(client.GET('/v1/flow-components')),
    select: ({ items }) => new Map(items.map((component) => [component.code, component])),
  });
  return data ?? NO_COMPONENTS;
}

/** Flows to begin with; they come with Linchpin. */
export function useTemplates() {
  const { data } = useQuery({
    queryKey: ['flow-templates'],
    staleTime: Infinity,
    queryFn: () => answerOf(client.GET('/v1/flow-templates')),
  });
  return data?.items ?? NO_TEMPLATES;
}
const NO_TEMPLATES: readonly never[] = [];

/** What expressions of the flow at hand may read and call. */
export function useFlowFacts() {
  const { trigger } = useTryState();
  const point = trigger?.kind === 'point' ? { point: trigger.point } : {};
  const { data } = useQuery({
    queryKey: ['flow-facts', point],
    staleTime: Infinity,
    queryFn: () => answerOf(client.GET('/v1/flow-facts', { params: { query: point } })),
  });
  return data;
}

/** The value once it has not changed for a while. */
export function useQuiet<Value>(value: Value, quietMs: number): Value {
  const [quiet, setQuiet] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(value), quietMs);
    return () => clearTimeout(timer);
  }, [value, quietMs]);
  return quiet;
}

/** What is wrong with a drawing as it stands, and what its steps offer to connect. */
export function useFlowCheck(definition: FlowDefinition) {
  const quiet = useQuiet(definition, CHECK_QUIET_MS);
  const { data } = useQuery({
    queryKey: ['flow-check', quiet],
    staleTime: Infinity,
    gcTime: 60_000,
    queryFn: () => answerOf(client.POST('/v1/flow-checks', { body: { definition: quiet } })),
    ...keep,
  });
  return { check: data, isCurrent: quiet === definition };
}

/** What an expression comes to while it is written. */
export function useTried(
  own: Omit<TryExpression, 'orderId' | 'nodes' | 'trigger'>,
  isAsked: boolean,
): TriedExpression | undefined {
  const { orderId, nodes, trigger } = useTryState();
  const asked = { ...own, ...(orderId === undefined ? {} : { orderId }), nodes, trigger };
  const key = useQuiet(JSON.stringify(asked), TRY_QUIET_MS);
  const { data } = useQuery({
    queryKey: ['flow-expression', key],
    enabled: isAsked,
    staleTime: 10_000,
    gcTime: 60_000,
    queryFn: () =>
      answerOf(client.POST('/v1/flow-expressions', { body: JSON.parse(key) as TryExpression })),
    ...keep,
  });
  return data;
}

/** Orders that expressions can be tried on, the newest first. */
export function useOrdersToTry() {
  const { data } = useQuery({
    queryKey: ['orders', 'to-try'],
    staleTime: 60_000,
    queryFn: () =>
      answerOf(client.GET('/v1/orders', { params: { query: { limit: ORDERS_OFFERED } } })),
    select: ({ items }) => items,
  });
  return data ?? [];
}

/** Ways of orders through a flow, or through one version of it, the newest first. */
export function useRuns(flow: string, flowVersion: number | null) {
  return usePages<FlowRun>(['flow-runs', flow, flowVersion], (cursor, signal) =>
    answerOf(
      client.GET('/v1/flow-runs', {
        params: {
          query: {
            flow,
            limit: PAGE,
            ...(flowVersion === null ? {} : { flowVersion }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
        signal,
      }),
    ),
  );
}

/** Ways of one order through flows. */
export function useRunsOfOrder(orderId: string, isWanted: boolean) {
  return useQuery({
    queryKey: ['order', orderId, 'flow-runs'],
    enabled: isWanted,
    queryFn: () =>
      answerOf(client.GET('/v1/flow-runs', { params: { query: { orderId, limit: PAGE } } })),
    ...keep,
  });
}
