import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { answerOf, client } from '../../client/client.ts';
import { ServerProblem } from '../../client/problem.ts';
import type { FlowView } from '../../client/contract.generated.d.ts';
import type { Drawing } from './drawing.ts';
import { begin, change, redo, undo, type History } from './history.ts';
import { withPlaces } from './with-places.ts';

/** So long nothing is changed before it is kept. */
const QUIET_MS = 700;

/** How a draft stands with the server. */
export type DraftStanding = 'kept' | 'keeping' | 'overtaken' | 'failed';

/** A flow that somebody draws: undone and redone here, kept at the server by itself. */
export interface Draft {
  readonly history: History;
  readonly drawing: Drawing;
  /** The version at the server that it stands on. */
  readonly version: number;
  readonly standing: DraftStanding;
  readonly problem: Error | null;
  /** Who has changed it meanwhile, when that happened. */
  readonly overtakenBy: string | null;
  readonly change: (next: (drawing: Drawing) => Drawing, about?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** What somebody else has drawn takes the place of this. */
  readonly takeTheirs: () => void;
  /** This takes the place of what somebody else has drawn. */
  readonly keepMine: () => void;
  /** A command has raised the version without changing what is drawn. */
  readonly raise: (version: number) => void;
  readonly retry: () => void;
}

/** What came in without places has some here, and is kept with them once somebody changes it. */
const drawingOf = ({ definition, layout }: FlowView): Drawing => withPlaces({ definition, layout });

/** The draft of a flow, beginning with what the server has. */
export function useDraft(flow: FlowView): Draft {
  const { code } = flow;
  const [history, setHistory] = useState(() => begin(drawingOf(flow)));
  const [kept, setKept] = useState({ drawing: history.now, version: flow.version });
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ drawing, version }: typeof kept) =>
      answerOf(
        client.PUT('/v1/flows/{code}', {
          params: { path: { code } },
          body: { definition: drawing.definition, layout: drawing.layout, version },
        }),
      ),
    onSuccess: ({ version }, { drawing }) => setKept({ drawing, version }),
  });
  const drawing = history.now;
  const isChanged = drawing !== kept.drawing;
  const isRefused = error instanceof ServerProblem && error.code === 'version_conflict';
  const isBehind = flow.version > kept.version && !isPending;
  const isOvertaken = isRefused || (isBehind && isChanged);

  // Nobody works here: what others draw is simply shown.
  if (isBehind && !isChanged && !isRefused) {
    const theirs = drawingOf(flow);
    // A command raises the version and changes nothing: what can be undone stays.
    const isOnlyRaised = JSON.stringify(theirs) === JSON.stringify(drawing);
    setKept({ drawing: isOnlyRaised ? drawing : theirs, version: flow.version });
    if (!isOnlyRaised) setHistory(begin(theirs));
  }
  const { version } = kept;
  const isWaiting = isChanged && !isPending && !isOvertaken && error === null;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => mutate({ drawing, version }), QUIET_MS);
    return () => clearTimeout(timer);
  }, [isWaiting, drawing, version, mutate]);

  const adopt = useCallback(
    (theirs: FlowView) => {
      reset();
      setKept({ drawing: drawingOf(theirs), version: theirs.version });
      setHistory(begin(drawingOf(theirs)));
    },
    [reset],
  );
  return {
    history,
    drawing,
    version,
    standing: isOvertaken
      ? 'overtaken'
      : error !== null
        ? 'failed'
        : isChanged || isPending
          ? 'keeping'
          : 'kept',
    problem: isOvertaken ? null : error,
    overtakenBy: isOvertaken ? flow.changedBy : null,
    change: (next, about) => {
      if (error !== null && !isOvertaken) reset();
      setHistory((before) => change(before, next(before.now), about ?? null));
    },
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    takeTheirs: () => adopt(flow),
    keepMine: () => {
      reset();
      setKept({ drawing: kept.drawing, version: flow.version });
    },
    raise: (raised) => setKept((before) => ({ ...before, version: raised })),
    retry: reset,
  };
}
